/** `runyard open` where a Runyard is served to a browser: its window opens what is named. */
import { basename } from 'node:path';
import { createClient } from '../../client/node';
import { type Opening, RunyardError } from '../../contract';
import { isLink } from '../../contract/share-link';
import { findDoor } from '../config/door-file';
import { readOpening } from '../workspace/read-opening';

export type HandOver = { kind: 'done'; origin: string } | { kind: 'noDoor' };

/**
 * The files are read here: a server is told texts, and reads nothing that a client names.
 * @param places absolute, or links
 * @throws RunyardError `FILE_INVALID` for a place that cannot be opened; nothing is opened then
 */
export async function handOver(dataDir: string, places: readonly string[]): Promise<HandOver> {
  const door = findDoor(dataDir);
  if (!door) return { kind: 'noDoor' };
  const openings = await Promise.all(places.map(readPlace));
  const client = createClient({ url: door.origin, token: door.token });
  try {
    for (const opening of openings) await client.openings.offer(opening);
    return { kind: 'done', origin: door.origin };
  } catch (error) {
    if (error instanceof RunyardError && error.code === 'CONNECTION_LOST') return { kind: 'noDoor' };
    throw error;
  } finally {
    client.close();
  }
}

async function readPlace(place: string): Promise<Opening> {
  if (isLink(place)) return { kind: 'link', link: place };
  const opening = await readOpening(place);
  if (opening.kind !== 'refused') return opening;
  const reasons = {
    absent: 'is not there',
    unreadable: 'cannot be read',
    empty: 'holds no text in UTF-8',
    notText: 'is no text in UTF-8',
    tooLarge: 'holds more than 16 MB',
    tooMany: 'holds more than 2000 files',
    broken: 'is no zip that can be read',
  };
  throw new RunyardError('FILE_INVALID', {
    message: `${basename(place)} ${reasons[opening.problem]}: ${place}`,
    remedy: 'Name a text file, a folder or a zip of text files, or a runyard:// link.',
  });
}
