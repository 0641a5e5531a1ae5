/**
 * Lets one process at a time make something that all would make alike: a file that names the process which is at it.
 * That of a process which is gone counts for nothing.
 */
import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { mayLive } from './living-process';

/** Nothing here takes longer: a process that seems to be at it for so long is another one of that number. */
const STALE_MS = 120_000;
const LOOK_AGAIN_MS = 50;

/**
 * Waits for its turn. Disposing gives the turn to the next.
 * @throws the signal's reason
 */
export async function takeTurn(path: string, signal: AbortSignal): Promise<AsyncDisposable> {
  for (;;) {
    try {
      await using file = await open(path, 'wx');
      await file.write(String(process.pid));
      return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (await isHeld(path)) await pause(LOOK_AGAIN_MS, undefined, { signal });
    else await rm(path, { force: true });
  }
}

async function isHeld(path: string): Promise<boolean> {
  const made = await stat(path).catch(() => null);
  if (!made || Date.now() - made.mtimeMs > STALE_MS) return false;
  const pid = await readFile(path, 'utf8').catch(() => '');
  // Between the making of the file and the naming in it.
  return pid === '' ? true : mayLive(Number(pid), made.mtimeMs);
}
