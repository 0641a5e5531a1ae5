/** Puts the window on the page over a client, and ties the page's events to it. */
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@fontsource-variable/jetbrains-mono/wght-italic.css';
import './themes/contrast.css';
import './themes/dark.css';
import './themes/light.css';
import './shell.css';
import '../ui/ui.css';
import type { RunyardClient } from '../../client/client';
import { COMMAND_MESSAGE } from '../../contract/window';
import { App } from './app';
import { followAppearance } from './appearance';
import { findCommand } from './commands';
import { listenForKeys } from './keymap';
import { detectPlatform } from './keys';
import { followLanguage } from './last-language';
import { followTheme, readSystemColors } from './theme';
import { Workbench } from './workbench';

export function mountWindow(host: HTMLElement, client: RunyardClient): Workbench {
  const workbench = new Workbench(client);
  followLanguage(workbench.store, () => window.localStorage, navigator.languages);
  followTheme(document.documentElement, workbench.store, readSystemColors(window));
  followAppearance(document.documentElement, workbench.store);
  listenForKeys(window, workbench, detectPlatform(navigator.platform));
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== null && event.source !== window) return;
    const command = readMenuCommand(event.data);
    if (command !== null) findCommand(command)?.run(workbench);
  });
  window.addEventListener('pagehide', () => void workbench.session.flush());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void workbench.session.flush();
  });
  createRoot(host).render(<App workbench={workbench} />);
  // Loaded while the engine looks for the tabs; where it fails, the first editor says so.
  workbench.editors.load().catch(() => {});
  // A link in the page's own address needs the languages. Pasted over the address of an open page it only changes that.
  void workbench.start().then(() => workbench.share.openFragment(window));
  window.addEventListener('hashchange', () => workbench.share.openFragment(window));
  return workbench;
}

/** Main sends the commands of its menu as `{type, command}`. */
function readMenuCommand(data: unknown): string | null {
  if (typeof data !== 'object' || data === null) return null;
  if (!('type' in data) || data.type !== COMMAND_MESSAGE) return null;
  return 'command' in data && typeof data.command === 'string' ? data.command : null;
}
