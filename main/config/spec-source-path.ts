/** From where a source of specs is named. */
import { resolve } from 'node:path';

/** A path is taken from the folder; an address, and a path of the person's home, are the same from everywhere. */
export function resolveSpecSource(source: string, folder: string): string {
  return /^(https?:|~$|~\/)/i.test(source) ? source : resolve(folder, source);
}
