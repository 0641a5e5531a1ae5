/** The folder that a person can open: a plain file for a tab of one file, a folder for a tab of several. */
import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FILES_LIMIT_BYTES, FILES_LIMIT_COUNT, refusePath } from '../../contract';
import { isUnfinished, markOf, removeUnfinished, renameToNew, type WriteOptions, writeAtomic } from './atomic-file';
import { isAbsent } from './workspace-error';

export interface Scratch {
  readonly kind: 'file' | 'folder';
  readonly name: string;
}

/** Never part of a tab: what tools make, and what is hidden. */
const PASSED_BY = /^(node_modules|__pycache__|\..*)$/;
const DEPTH_LIMIT = 16;

/** `unfit`: there, and no text that a tab could show. */
export type ReadResult =
  | { kind: 'text'; content: string; mark: string }
  | { kind: 'absent' }
  | { kind: 'unfit'; reason: string; mark: string };

export interface RootEntry extends Scratch {
  readonly modifiedMs: number;
}

export class ScratchFolder {
  constructor(readonly root: string) {}

  /** What is in the folder, without what is hidden. */
  async list(): Promise<RootEntry[]> {
    const entries = await readdir(this.root, { withFileTypes: true }).catch((error: unknown) => {
      if (isAbsent(error)) return [];
      throw error;
    });
    const kept = entries.filter(
      (entry) => !PASSED_BY.test(entry.name) && !isUnfinished(entry.name) && (entry.isFile() || entry.isDirectory()),
    );
    return Promise.all(
      kept.map(async (entry) => ({
        kind: entry.isDirectory() ? ('folder' as const) : ('file' as const),
        name: entry.name,
        modifiedMs: (await stat(join(this.root, entry.name)).catch(() => null))?.mtimeMs ?? 0,
      })),
    );
  }

  /** All names that are taken, hidden ones too. */
  async listNames(): Promise<string[]> {
    return readdir(this.root).catch((error: unknown) => {
      if (isAbsent(error)) return [];
      throw error;
    });
  }

  async isThere(): Promise<boolean> {
    return (await stat(this.root).catch(() => null))?.isDirectory() ?? false;
  }

  /** Paths of the files in a folder scratch, sorted, as many as a run may have. */
  async listFiles(scratch: Scratch): Promise<string[]> {
    const found: string[] = [];
    const walk = async (prefix: string, depth: number): Promise<void> => {
      const entries = await readdir(join(this.root, scratch.name, prefix), { withFileTypes: true }).catch(() => []);
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (found.length >= FILES_LIMIT_COUNT) return;
        if (PASSED_BY.test(entry.name)) continue;
        const path = `${prefix}${entry.name}`;
        if (entry.isFile() && refusePath(path) === null) found.push(path);
        if (entry.isDirectory() && depth < DEPTH_LIMIT) await walk(`${path}/`, depth + 1);
      }
    };
    await walk('', 0);
    return found;
  }

  /** Null when the file is not there. */
  async mark(scratch: Scratch, path: string): Promise<string | null> {
    try {
      return markOf(await stat(this.#fileOf(scratch, path)));
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }

  async read(scratch: Scratch, path: string): Promise<ReadResult> {
    const file = this.#fileOf(scratch, path);
    try {
      const found = await stat(file);
      const mark = markOf(found);
      if (!found.isFile()) return { kind: 'unfit', reason: 'is no file', mark };
      if (found.size > FILES_LIMIT_BYTES) return { kind: 'unfit', reason: 'is larger than 16 MB', mark };
      const bytes = await readFile(file);
      const content = decodeText(bytes);
      return content === null ? { kind: 'unfit', reason: 'is no UTF-8 text', mark } : { kind: 'text', content, mark };
    } catch (error) {
      if (isAbsent(error)) return { kind: 'absent' };
      const { code = String(error) } = error as NodeJS.ErrnoException;
      return { kind: 'unfit', reason: `cannot be read (${code})`, mark: '' };
    }
  }

  /** The same for two paths that are one file, on a file system that does not tell cases apart either. */
  placeOf({ kind, name }: Scratch, path: string): string {
    return (kind === 'file' ? name : `${name}/${path}`).normalize().toLowerCase();
  }

  write(scratch: Scratch, path: string, text: string, replace: WriteOptions['replace']): Promise<string> {
    return writeAtomic(this.#fileOf(scratch, path), text, { replace: replace ?? 'allowed' });
  }

  async rename(formerName: string, { kind, name }: Scratch): Promise<void> {
    const [from, to] = [join(this.root, formerName), join(this.root, name)];
    await mkdir(this.root, { recursive: true });
    // A folder takes no place that has something in it; a file would.
    if (kind === 'file') await renameToNew(from, to);
    else await rename(from, to);
  }

  /** Removes a file that is as it was seen last, and the folders that it leaves empty; any other stays. */
  async removeUnchanged(scratch: Scratch, path: string, mark: string): Promise<void> {
    const file = this.#fileOf(scratch, path);
    const found = await lstat(file).catch(() => null);
    if (!found || markOf(found) !== mark) return;
    await unlink(file);
    for (let folder = dirname(file); folder.length > this.root.length; folder = dirname(folder)) {
      const isRemoved = await rmdir(folder).then(
        () => true,
        () => false,
      );
      if (!isRemoved) return;
    }
  }

  async removeUnfinished(now: number): Promise<void> {
    await removeUnfinished(this.root, now);
    for (const entry of await this.list().catch(() => [])) {
      if (entry.kind === 'folder') await removeUnfinished(join(this.root, entry.name), now);
    }
  }

  #fileOf(scratch: Scratch, path: string): string {
    const base = join(this.root, scratch.name);
    return scratch.kind === 'file' ? base : join(base, ...path.split('/'));
  }
}

/** The same for two texts that are the same bytes on disk. */
export function printOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}

/** Null for what is no UTF-8 text. The mark at its beginning that some editors write is no part of it: programs stumble over it. */
function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
