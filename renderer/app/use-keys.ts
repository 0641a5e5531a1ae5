import { type CommandId, commands } from './commands';
import { detectPlatform, formatKeys } from './keys';

/** Gives the keys of a command as a person of this platform reads them. */
export function useKeys(): (id: CommandId) => string | undefined {
  const platform = detectPlatform(navigator.platform);
  return (id) => {
    const keys = commands.find((command) => command.id === id)?.keys[0];
    return keys === undefined ? undefined : formatKeys(keys, platform);
  };
}
