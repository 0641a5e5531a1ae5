import { type CommandId, commands } from './commands';
import { detectPlatform, formatKeys } from './keys';
import { useApp } from './workbench-context';

/** What browsers keep for their own tabs, whatever a page says. */
const takenByBrowsers: ReadonlySet<string> = new Set([
  'Mod+T',
  'Mod+W',
  'Mod+Shift+T',
  'Ctrl+Tab',
  'Ctrl+Shift+Tab',
  'Ctrl+PageDown',
  'Ctrl+PageUp',
  'Ctrl+Shift+PageDown',
  'Ctrl+Shift+PageUp',
]);

/** Gives the keys of a command that work in this window, as a person of this platform reads them. */
export function useKeys(): (id: CommandId) => string | undefined {
  const platform = detectPlatform(navigator.platform);
  const isBrowser = useApp((state) => state.app?.door === 'browser');
  return (id) => {
    const all = commands.find((command) => command.id === id)?.keys ?? [];
    const keys = all.find((candidate) => !(isBrowser && takenByBrowsers.has(candidate)));
    return keys === undefined ? undefined : formatKeys(keys, platform);
  };
}
