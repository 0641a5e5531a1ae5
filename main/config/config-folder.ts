/** Where the file of the config is looked for where nobody named one. */
import { resolve } from 'node:path';
import envPaths from 'env-paths';
import { expandHome } from './home-path';

export function findConfigFolder(environment: Record<string, string | undefined>): {
  folder: string;
  /** One of these may be there. */
  names: readonly string[];
} {
  const folder = resolve(expandHome(environment.RUNYARD_DATA_DIR ?? '') || envPaths('runyard', { suffix: '' }).config);
  return { folder, names: ['runyard.yaml', 'runyard.yml', 'runyard.json'] };
}
