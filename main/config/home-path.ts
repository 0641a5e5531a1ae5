/** A path as a person writes it. No shell has expanded what is in a file or in a service's environment. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `~` and what is below it are in the home, by default that of whoever runs this; anything else stays as it is. */
export function expandHome(path: string, home = homedir()): string {
  return path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path;
}
