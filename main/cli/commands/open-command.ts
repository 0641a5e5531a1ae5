/** `runyard open`: files, folders, zips and links in a window, of the Runyard that is there or of a new one. */
import { resolve } from 'node:path';
import { isLink } from '../../../contract/share-link';
import { resolveDataDir } from '../../config/data-dir';
import { handOver } from '../hand-over';

/** @param startDoor starts a Runyard that opens them; gives its exit code */
export async function openPlaces(
  named: readonly string[],
  startDoor: (places: string[]) => Promise<number>,
): Promise<number> {
  const places = named.map((name) => (isLink(name) ? name : resolve(name)));
  const handed = await handOver(resolveDataDir(process.env), places);
  if (handed.kind === 'noDoor') return startDoor(places);
  process.stderr.write(`Opened in the Runyard at ${handed.origin}.\n`);
  return 0;
}
