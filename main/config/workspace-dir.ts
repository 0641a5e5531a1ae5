/** Where the scratches are: a folder that a person finds and may open. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { expandHome } from './home-path';

/**
 * `RUNYARD_WORKSPACE_DIR`; or else in the data folder where that was chosen, so that such a Runyard keeps to itself;
 * or else `Runyard` among the person's documents.
 */
export function resolveWorkspaceDir(environment: Record<string, string | undefined>): string {
  if (environment.RUNYARD_WORKSPACE_DIR) return resolve(expandHome(environment.RUNYARD_WORKSPACE_DIR));
  if (environment.RUNYARD_DATA_DIR) return resolve(expandHome(environment.RUNYARD_DATA_DIR), 'workspace');
  return join(findDocuments(environment), 'Runyard');
}

/** On Linux the desktop may have it under another name, such as `Dokumente`. */
function findDocuments(environment: Record<string, string | undefined>): string {
  const home = homedir();
  if (process.platform === 'linux') {
    try {
      const config = environment.XDG_CONFIG_HOME || join(home, '.config');
      const text = readFileSync(join(config, 'user-dirs.dirs'), 'utf8');
      const named = /^XDG_DOCUMENTS_DIR="(\$HOME\/)?([^"]+)"/m.exec(text);
      if (named?.[2]) return named[1] ? join(home, named[2]) : named[2];
    } catch {
      // A machine without a desktop has no such file.
    }
  }
  return join(home, 'Documents');
}
