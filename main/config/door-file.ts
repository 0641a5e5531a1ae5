/**
 * Where a served Runyard says how it is reached, so that the command line finds it. Readable to its owner alone.
 * No schema checks it: loading one would take longer than what the command line wants to do.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface ServedDoor {
  /** `http://127.0.0.1:4000` */
  origin: string;
  token: string;
  pid: number;
}

const placeOf = (dataDir: string): string => join(dataDir, 'served.json');

/** Until it is disposed of. */
export async function announceDoor(dataDir: string, door: ServedDoor): Promise<Disposable> {
  await mkdir(dataDir, { recursive: true });
  rmSync(placeOf(dataDir), { force: true });
  writeFileSync(placeOf(dataDir), JSON.stringify(door), { mode: 0o600, flag: 'wx' });
  return {
    [Symbol.dispose]: () => {
      // Another one may have come since.
      if (findDoor(dataDir)?.pid === door.pid) rmSync(placeOf(dataDir), { force: true });
    },
  };
}

/** Null where none is served. One that was killed is still announced, and answers no more. */
export function findDoor(dataDir: string): ServedDoor | null {
  try {
    const { origin, token, pid } = JSON.parse(readFileSync(placeOf(dataDir), 'utf8')) as Partial<ServedDoor>;
    if (typeof origin !== 'string' || !URL.canParse(origin)) return null;
    return typeof token === 'string' && Number.isInteger(pid) ? { origin, token, pid: pid as number } : null;
  } catch {
    return null;
  }
}
