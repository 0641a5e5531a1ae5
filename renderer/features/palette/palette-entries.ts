/** What the palette offers: every command, the open tabs, and a new tab of each language. */
import { type Command, type CommandGroup, commands, findLack } from '../../app/commands';
import type { Workbench } from '../../app/workbench';
import { selectSpecs } from '../../state/selectors';
import type { AppState } from '../../state/store';

export interface PaletteEntry {
  /** `command:run`, `tab:<id>`, `language:<id>` */
  id: string;
  group: CommandGroup | 'recent' | 'goToTab' | 'newTab';
  title: string;
  command: Command | null;
  /** Why it can do nothing now; empty when it can. */
  lack: string;
  run(workbench: Workbench): void;
}

const MOST_RECENT_SHOWN = 5;
const MOST_RECENT_KEPT = 20;

export function listEntries(state: AppState): PaletteEntry[] {
  const { words } = state;
  const ofCommands = commands
    .filter(({ palette }) => palette !== 'hidden')
    .map((command): PaletteEntry => {
      const lack = findLack(command, state);
      return {
        id: `command:${command.id}`,
        group: command.group,
        title: words.commands[command.id],
        command,
        lack: lack === null ? '' : words.commandNeeds[lack],
        run: command.run,
      };
    });
  const ofTabs = state.tabs.map(
    (tab): PaletteEntry => ({
      id: `tab:${tab.id}`,
      group: 'goToTab',
      title: words.palette.goToTab(tab.title),
      command: null,
      lack: '',
      run: ({ tabs }) => tabs.activate(tab.id),
    }),
  );
  const ofLanguages = [...selectSpecs(state)]
    .sort((a, b) => a.title.localeCompare(b.title))
    .map(
      (spec): PaletteEntry => ({
        id: `language:${spec.id}`,
        group: 'newTab',
        title: words.palette.newTab(spec.title),
        command: null,
        lack: '',
        run: ({ tabs }) => tabs.open(spec),
      }),
    );
  return [...ofCommands, ...ofTabs, ...ofLanguages];
}

/** With what was used last in front, as a group of its own. */
export function putRecentFirst(entries: PaletteEntry[], recent: readonly string[]): PaletteEntry[] {
  const first = recent
    .flatMap((id) => entries.find((entry) => entry.id === id && entry.lack === '') ?? [])
    .slice(0, MOST_RECENT_SHOWN);
  return [
    ...first.map((entry): PaletteEntry => ({ ...entry, group: 'recent' })),
    ...entries.filter((entry) => !first.includes(entry)),
  ];
}

export function remember(recent: readonly string[], id: string): string[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, MOST_RECENT_KEPT);
}
