/** From where the paths among the config's values are named. */
import { resolve } from 'node:path';
import { expandHome } from './home-path';

/** @param folder that of the file which has the value, or else the working folder */
export function resolveNamedPaths(key: string, value: unknown, folder: string): unknown {
  if (key === 'specSources' && Array.isArray(value)) {
    return value.map((source: unknown) =>
      typeof source === 'string' && source !== '' ? resolveSpecSource(source, folder) : source,
    );
  }
  if (key !== 'dockerCertPath' || typeof value !== 'string' || value === '') return value;
  return resolve(folder, expandHome(value));
}

/** A path is taken from the folder; an address, and a path of the person's home, are the same from everywhere. */
function resolveSpecSource(source: string, folder: string): string {
  return /^(https?:|~$|~\/)/i.test(source) ? source : resolve(folder, source);
}
