/** Every command, once: the keymap, the desktop's menu and the palette all run these. */
import { isActive } from '../state/run-status';
import { selectActiveTab, selectRun } from '../state/selectors';
import type { AppState } from '../state/store';
import type { CommandEntry, CommandGroup, CommandId, CommandNeed } from './command-table/command';
import { engineCommands } from './command-table/engine-commands';
import { helpCommands } from './command-table/help-commands';
import { outputCommands } from './command-table/output-commands';
import { runCommands } from './command-table/run-commands';
import { shareCommands } from './command-table/share-commands';
import { tabCommands } from './command-table/tab-commands';
import { viewCommands } from './command-table/view-commands';

export type { CommandGroup, CommandId } from './command-table/command';

export interface Command extends CommandEntry {
  id: CommandId;
  group: CommandGroup;
}

/** In the order in which they are shown. */
const groups = {
  run: runCommands,
  tab: tabCommands,
  share: shareCommands,
  output: outputCommands,
  view: viewCommands,
  engine: engineCommands,
  help: helpCommands,
} satisfies Record<CommandGroup, object>;

/** A command of the words that no table has is an error here; one of a table that the words lack is one there. */
const _complete: Record<CommandId, CommandEntry> = {
  ...runCommands,
  ...tabCommands,
  ...shareCommands,
  ...outputCommands,
  ...viewCommands,
  ...engineCommands,
  ...helpCommands,
};

export const commands: readonly Command[] = Object.entries(groups).flatMap(([group, table]) =>
  (Object.entries(table) as Array<[CommandId, CommandEntry]>).map(([id, entry]) => ({
    id,
    group: group as CommandGroup,
    ...entry,
  })),
);

export function findCommand(id: string): Command | null {
  return commands.find((command) => command.id === id) ?? null;
}

/** What a command lacks to do anything now; null when it can act. */
export function findLack({ needs }: Command, state: AppState): CommandNeed | null {
  return needs === undefined || isMet[needs](state) ? null : needs;
}

const isMet: Record<CommandNeed, (state: AppState) => boolean> = {
  tab: (state) => state.activeTabId !== null,
  tabs: (state) => state.tabs.length > 1,
  files: (state) => (selectActiveTab(state)?.files.length ?? 0) > 1,
  run: (state) => isActive(selectRun(state, state.activeTabId)),
  undo: (state) => state.undo !== null,
  notice: (state) => state.notices.length > 0,
  conflict: (state) => {
    const tab = selectActiveTab(state);
    return state.conflicts.some(({ tabId, path }) => tabId === tab?.id && path === tab.shown);
  },
};
