/** Turns key presses into commands, before the editor or the browser sees them. */
import { commands, TAB_NUMBER_KEYS } from './commands';
import { type KeyPress, matchesKeys, type Platform } from './keys';
import type { Workbench } from './workbench';

/** The part of the window that has the focus, as far as keys care. */
export type KeyPlace = 'output' | 'files' | 'elsewhere';

/** What a key press means; null when it is not ours. */
export function resolveKeys(
  press: KeyPress,
  place: KeyPlace,
  platform: Platform,
): ((workbench: Workbench) => void) | null {
  const number = TAB_NUMBER_KEYS.exec(press.code);
  if (number && press.altKey && !press.ctrlKey && !press.metaKey && !press.shiftKey) {
    return ({ tabs }) => tabs.activateAt(Number(number[1]));
  }
  for (const command of commands) {
    if (command.where === 'output' && place !== 'output') continue;
    if (command.except === place) continue;
    if (command.keys.some((keys) => matchesKeys(press, keys, platform))) return command.run;
  }
  return null;
}

/** Listens until the returned function is called. A dialog keeps the keys to itself. */
export function listenForKeys(target: Window, workbench: Workbench, platform: Platform): () => void {
  const handle = (event: KeyboardEvent): void => {
    if (event.isComposing || event.repeat || workbench.store.getState().activeDialog !== 'none') return;
    const run = resolveKeys(event, findPlace(event.target), platform);
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run(workbench);
  };
  target.addEventListener('keydown', handle, { capture: true });
  return () => target.removeEventListener('keydown', handle, { capture: true });
}

function findPlace(target: EventTarget | null): KeyPlace {
  const region = target instanceof Element ? target.closest<HTMLElement>('[data-region]')?.dataset.region : undefined;
  return region === 'output' || region === 'files' ? region : 'elsewhere';
}
