/** Where Runyard keeps what outlives it: the session, the window's state. */
import { resolve } from 'node:path';
import envPaths from 'env-paths';
import { expandHome } from './home-path';

/** `RUNYARD_DATA_DIR`, or else the place that the platform has for such things. */
export function resolveDataDir(environment: Record<string, string | undefined>): string {
  return resolve(expandHome(environment.RUNYARD_DATA_DIR ?? '') || envPaths('runyard', { suffix: '' }).data);
}
