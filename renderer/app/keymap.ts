/** Turns key presses into commands, before the editor or the browser sees them. */
import { type KeySettings, listKeys, worksAt } from './bindings';
import { type Command, commands } from './commands';
import { type KeyPress, matchesKeys, type Platform } from './keys';
import type { Workbench } from './workbench';

/** The part of the window that has the focus, as far as keys care. `terminal`: one with a program that reads keys. */
export type KeyPlace = 'output' | 'terminal' | 'files' | 'elsewhere';

/** Keys that no program in a terminal could read, or that must work wherever the focus is. */
const beyondTerminals = /^(Mod\+(Enter|\.|,)|(Mod|Ctrl)\+(Shift\+.+|Tab|PageUp|PageDown)|F1|F6)$/;

/** What a key press means; null when it is not ours. */
export function resolveKeys(
  press: KeyPress,
  place: KeyPlace,
  platform: Platform,
  settings: KeySettings = {},
): Command | null {
  return (
    commands.find(
      (command) =>
        worksAt(command, place) &&
        listKeys(command, settings).some(
          (keys) =>
            keys !== '' &&
            matchesKeys(press, keys, platform) &&
            (place !== 'terminal' || isBeyondTerminals(keys, platform)),
        ),
    ) ?? null
  );
}

/** Listens until the returned function is called. A dialog keeps the keys to itself. */
export function listenForKeys(target: Window, workbench: Workbench, platform: Platform): () => void {
  const handle = (event: KeyboardEvent): void => {
    const { activeDialog, settings } = workbench.store.getState();
    if (event.isComposing || event.repeat || activeDialog !== 'none') return;
    const command = resolveKeys(event, findPlace(event.target), platform, settings.keys);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    command.run(workbench);
  };
  target.addEventListener('keydown', handle, { capture: true });
  return () => target.removeEventListener('keydown', handle, { capture: true });
}

/** On a Mac, Cmd is never a program's. */
function isBeyondTerminals(keys: string, platform: Platform): boolean {
  return beyondTerminals.test(keys) || (platform === 'mac' && keys.includes('Mod'));
}

function findPlace(target: EventTarget | null): KeyPlace {
  if (target instanceof Element && target.closest('[data-terminal="running"]')) return 'terminal';
  const region = target instanceof Element ? target.closest<HTMLElement>('[data-region]')?.dataset.region : undefined;
  return region === 'output' || region === 'files' ? region : 'elsewhere';
}
