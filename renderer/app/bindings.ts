/** Which keys a command has: those of the person, or else its own. */
import type { Settings } from '../../contract';
import { type Command, commands } from './commands';
import type { KeyPlace } from './keymap';
import { areSameKeys, type Platform } from './keys';

export type KeySettings = Settings['keys'];

const places: readonly KeyPlace[] = ['output', 'files', 'elsewhere'];

/** What browsers keep for their own tabs and windows, whatever a page says. */
const takenByBrowsers: ReadonlySet<string> = new Set([
  'Mod+T',
  'Mod+W',
  'Mod+N',
  'Mod+Shift+T',
  'Mod+Shift+W',
  'Mod+Shift+N',
  'Ctrl+Tab',
  'Ctrl+Shift+Tab',
  'Ctrl+PageDown',
  'Ctrl+PageUp',
  'Ctrl+Shift+PageDown',
  'Ctrl+Shift+PageUp',
]);

/** What every person expects of a text field; a command on these takes it away. */
const usedByEditor: ReadonlySet<string> = new Set(['Mod+C', 'Mod+V', 'Mod+X', 'Mod+Z', 'Mod+Y', 'Mod+A', 'Mod+F']);

/** The first is shown to the person. */
export function listKeys({ id, keys }: Command, settings: KeySettings): readonly string[] {
  return Object.hasOwn(settings, id) ? (settings[id] ?? keys) : keys;
}

export function isTakenByBrowser(keys: string, platform: Platform): boolean {
  return [...takenByBrowsers].some((taken) => areSameKeys(taken, keys, platform));
}

export function isUsedByEditor(keys: string, platform: Platform): boolean {
  return [...usedByEditor].some((used) => areSameKeys(used, keys, platform));
}

export function worksAt({ where, except }: Command, place: KeyPlace): boolean {
  return (where === undefined || where === place) && except !== place;
}

/** Other commands that the keys would reach in a place where they reach this one too. */
export function findHolders(keys: string, command: Command, settings: KeySettings, platform: Platform): Command[] {
  return commands.filter(
    (other) =>
      other.id !== command.id &&
      places.some((place) => worksAt(command, place) && worksAt(other, place)) &&
      listKeys(other, settings).some((held) => areSameKeys(held, keys, platform)),
  );
}

/** The settings with these keys for the command; its own are left out of them. */
export function bindKeys(settings: KeySettings, command: Command, keys: readonly string[]): KeySettings {
  const { [command.id]: _, ...others } = settings;
  const isOwn = keys.length === command.keys.length && keys.every((one, at) => one === command.keys[at]);
  return isOwn ? others : { ...others, [command.id]: [...keys] };
}

/** Gives keys to a command and takes them from those that hold them. */
export function moveKeys(settings: KeySettings, command: Command, keys: string, platform: Platform): KeySettings {
  const freed = findHolders(keys, command, settings, platform).reduce(
    (now, holder) =>
      bindKeys(
        now,
        holder,
        listKeys(holder, now).filter((held) => !areSameKeys(held, keys, platform)),
      ),
    settings,
  );
  return addKeys(freed, command, keys, platform);
}

/** What was pressed last goes first, since the first is shown. */
export function addKeys(settings: KeySettings, command: Command, keys: string, platform: Platform): KeySettings {
  const rest = listKeys(command, settings).filter((held) => !areSameKeys(held, keys, platform));
  return bindKeys(settings, command, [keys, ...rest]);
}
