/**
 * Lets one process at a time make something that all would make alike: a file that names the process which is at it.
 * That of a process which is gone counts for nothing.
 */
import type { Stats } from 'node:fs';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { mayLive } from './living-process';

/** Nothing here takes longer: a process that seems to be at it for so long is another one of that number. */
const STALE_MS = 120_000;
const LOOK_AGAIN_MS = 50;
/** Removing takes no time: whoever seems to be at it for so long was killed amid it. */
const REMOVING_MS = 5_000;

/**
 * Waits for its turn. Disposing gives the turn to the next.
 * @throws the signal's reason
 */
export async function takeTurn(path: string, signal: AbortSignal): Promise<AsyncDisposable> {
  for (;;) {
    const own = await create(path, String(process.pid));
    if (own) return { [Symbol.asyncDispose]: () => removeIf(path, (there) => isSame(there, own)) };
    if (!(await isHeld(path)) && (await removeAbandoned(path))) continue;
    await pause(LOOK_AGAIN_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/**
 * One who waits at a time looks again and removes. Another, who found it abandoned at the same moment, would remove the
 * one that took its place.
 * @returns whether nobody else was at it
 */
async function removeAbandoned(path: string): Promise<boolean> {
  const guard = `${path}.making`;
  if (!(await create(guard, ''))) {
    await removeIf(guard, ({ mtimeMs }) => Date.now() - mtimeMs > REMOVING_MS);
    return false;
  }
  try {
    if (!(await isHeld(path))) await rm(path, { force: true });
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

/** Null where there is one already. */
async function create(path: string, text: string): Promise<Stats | null> {
  try {
    await using file = await open(path, 'wx');
    await file.write(text);
    return await file.stat();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return null;
  }
}

async function isHeld(path: string): Promise<boolean> {
  const made = await stat(path).catch(() => null);
  if (!made || Date.now() - made.mtimeMs > STALE_MS) return false;
  const pid = await readFile(path, 'utf8').catch(() => '');
  // Between the making of the file and the naming in it.
  return pid === '' ? true : mayLive(Number(pid), made.mtimeMs);
}

async function removeIf(path: string, holds: (there: Stats) => boolean): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there && holds(there)) await rm(path, { force: true });
}

/** A number of an inode alone may be given anew. */
function isSame(one: Stats, other: Stats): boolean {
  return one.ino === other.ino && one.birthtimeMs === other.birthtimeMs;
}
