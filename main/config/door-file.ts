/** Where a served Runyard says how it is reached, so that the command line finds it. Readable to its owner alone. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const ServedDoor = z.object({
  /** `http://127.0.0.1:4000` */
  origin: z.url(),
  token: z.string(),
  pid: z.number().int(),
});
export type ServedDoor = z.infer<typeof ServedDoor>;

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
    return ServedDoor.parse(JSON.parse(readFileSync(placeOf(dataDir), 'utf8')));
  } catch {
    return null;
  }
}
