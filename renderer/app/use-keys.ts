import { isTakenByBrowser, listKeys } from './bindings';
import { type CommandId, findCommand } from './commands';
import { detectPlatform, formatKeys } from './keys';
import { useApp } from './workbench-context';

/** Gives the keys of a command that work in this window, as a person of this platform reads them. */
export function useKeys(): (id: CommandId) => string | undefined {
  const platform = detectPlatform(navigator.platform);
  const isBrowser = useApp((state) => state.app?.door === 'browser');
  const settings = useApp((state) => state.settings.keys);
  return (id) => {
    const command = findCommand(id);
    const all = command ? listKeys(command, settings) : [];
    const keys = all.find((candidate) => !(isBrowser && isTakenByBrowser(candidate, platform)));
    return keys === undefined ? undefined : formatKeys(keys, platform);
  };
}
