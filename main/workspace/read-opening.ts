/** Reads a file, a folder or a zip of this machine for the window to open: text files only, bounded, links not followed. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  FILES_LIMIT_BYTES,
  FILES_LIMIT_COUNT,
  type LeftOut,
  type Opening,
  type OpeningProblem,
  refusePath,
  type SourceFile,
} from '../../contract';
import { decodeText, isPassedBy } from '../../contract/text-file';
import { readZip, ZIP_LIMIT_BYTES } from '../../contract/zip-files';
import { isAbsent } from './workspace-error';

export async function readOpening(place: string): Promise<Opening> {
  const name = basename(place);
  const refuse = (problem: OpeningProblem): Opening => ({ kind: 'refused', name, problem });
  try {
    const found = await stat(place);
    if (found.isDirectory()) return new FolderReader(place).read();
    if (!found.isFile()) return refuse('unreadable');
    const isZip = /\.zip$/i.test(name);
    if (found.size > (isZip ? ZIP_LIMIT_BYTES : FILES_LIMIT_BYTES)) return refuse('tooLarge');
    const bytes = await readFile(place);
    if (isZip) return openZip(name, bytes);
    const content = decodeText(bytes);
    if (content === null) return refuse('notText');
    // A name that a tab cannot have, such as one with a backslash.
    if (refusePath(name) !== null) return refuse('unreadable');
    return { kind: 'files', name, files: [{ path: name, content }], leftOut: [] };
  } catch (error) {
    return refuse(isAbsent(error) ? 'absent' : 'unreadable');
  }
}

function openZip(fileName: string, bytes: Uint8Array): Opening {
  const read = readZip(bytes);
  if (read.kind !== 'files') return { kind: 'refused', name: fileName, problem: read.kind };
  if (read.files.length === 0) return { kind: 'refused', name: fileName, problem: 'empty' };
  return { kind: 'files', name: fileName.replace(/\.zip$/i, ''), files: read.files, leftOut: read.leftOut };
}

class FolderReader {
  readonly #root: string;
  readonly #files: SourceFile[] = [];
  readonly #leftOut: LeftOut[] = [];
  #bytes = 0;
  #problem: 'tooLarge' | 'tooMany' | null = null;

  constructor(root: string) {
    this.#root = root;
  }

  async read(): Promise<Opening> {
    const name = basename(this.#root);
    await this.#walk('');
    if (this.#problem) return { kind: 'refused', name, problem: this.#problem };
    if (this.#files.length === 0) return { kind: 'refused', name, problem: 'empty' };
    return { kind: 'files', name, files: this.#files, leftOut: this.#leftOut };
  }

  async #walk(folder: string): Promise<void> {
    const entries = await readdir(join(this.#root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
      if (this.#problem) return;
      const path = `${folder}${entry.name}`;
      if (isPassedBy(path)) continue;
      if (entry.isDirectory()) await this.#walk(`${path}/`);
      else if (entry.isFile()) await this.#take(path);
    }
  }

  async #take(path: string): Promise<void> {
    if (refusePath(path) !== null) {
      this.#leftOut.push({ path, reason: 'badName' });
      return;
    }
    const place = join(this.#root, path);
    this.#bytes += (await stat(place)).size;
    if (this.#bytes > FILES_LIMIT_BYTES) this.#problem = 'tooLarge';
    if (this.#files.length >= FILES_LIMIT_COUNT) this.#problem = 'tooMany';
    if (this.#problem) return;
    const content = decodeText(await readFile(place));
    if (content === null) this.#leftOut.push({ path, reason: 'notText' });
    else this.#files.push({ path, content });
  }
}
