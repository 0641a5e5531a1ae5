/**
 * Writes a file so that whoever reads it, now or after a crash, finds the old text or the new one and never a part.
 * Not `write-file-atomic`: that calls write once and does not look at how much was written, which on a full disk
 * renames a cut file into place.
 */
import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readCode } from './workspace-error';

/** What is written before it is renamed; `ScratchFolder` and the watch pass it by. */
const UNFINISHED = /^\.runyard-[0-9a-f-]{36}\.tmp$/;
/** A younger one may be another process's, still at work. */
const UNFINISHED_AGE_MS = 60_000;

export function isUnfinished(path: string): boolean {
  return UNFINISHED.test(basename(path));
}

export interface WriteOptions {
  /** `private` is readable to its owner alone. */
  access?: 'private' | 'usual';
  /** Fails with `EEXIST` rather than take the place of a file that is there. */
  replace?: 'allowed' | 'refused';
}

/**
 * Settles when the text is on the disk itself, with the mark of the file (`markOf`). Makes the folders on the way.
 */
export async function writeAtomic(file: string, text: string, options: WriteOptions = {}): Promise<string> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `.runyard-${randomUUID()}.tmp`);
  let mark: string;
  try {
    const handle = await open(unfinished, 'wx', options.access === 'private' ? 0o600 : 0o666);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
      mark = markOf(await handle.stat());
    } finally {
      await handle.close();
    }
    if (options.replace === 'refused') await renameToNew(unfinished, file);
    else await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
  return mark;
}

/** Tells one state of a file from another without reading it. */
export function markOf(found: Stats): string {
  return `${found.mtimeMs} ${found.size} ${found.ino}`;
}

/** Renames a file, and fails with `EEXIST` rather than take another's place, as a rename alone would. */
export async function renameToNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
    await rm(from, { force: true });
  } catch (error) {
    if (readCode(error) === 'EEXIST') throw error;
    // A file system without links: the moment between the question and the rename is left open.
    if (await stat(to).catch(() => null)) throw Object.assign(new Error(`${to} exists`), { code: 'EEXIST' });
    await rename(from, to);
  }
}

/** Puts the rename itself on the disk; not every platform can. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows opens no folder; the rename is whole there all the same.
  }
}

/** Removes what a killed process had begun to write. */
export async function removeUnfinished(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isUnfinished)) {
    const file = join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found && now - found.mtimeMs > UNFINISHED_AGE_MS) await rm(file, { force: true }).catch(() => {});
  }
}
