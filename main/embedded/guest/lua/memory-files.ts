/** A tree of files in memory: what a program sees as its disk. Paths are absolute once resolved. */
import { Errno, Refusal } from './errno';

/** Folders that are there from the start, and stay. */
const FIXED_FOLDERS: readonly string[] = ['/', '/dev', '/tmp', '/work'];

export class MemoryFile {
  #bytes: Uint8Array;
  size: number;
  readonly #tree: MemoryFiles;

  constructor(tree: MemoryFiles, bytes: Uint8Array) {
    this.#tree = tree;
    this.#bytes = bytes;
    this.size = bytes.length;
  }

  readAt(position: number, into: Uint8Array): number {
    const part = this.#bytes.subarray(Math.min(position, this.size), Math.min(position + into.length, this.size));
    into.set(part);
    return part.length;
  }

  writeAt(position: number, bytes: Uint8Array): void {
    const end = position + bytes.length;
    if (end > this.#bytes.length) {
      const room = Math.max(end, Math.min(this.#bytes.length * 2, this.#bytes.length + 16 * 2 ** 20), 256);
      this.#tree.reserve(room - this.#bytes.length);
      const wider = allocate(room);
      wider.set(this.#bytes.subarray(0, this.size));
      this.#bytes = wider;
    }
    this.#bytes.set(bytes, position);
    this.size = Math.max(this.size, end);
  }

  empty(): void {
    this.#tree.reserve(-this.#bytes.length);
    this.#bytes = new Uint8Array(0);
    this.size = 0;
  }
}

function allocate(bytes: number): Uint8Array {
  try {
    return new Uint8Array(bytes);
  } catch {
    throw new Refusal(Errno.noSpace);
  }
}

export class MemoryFiles {
  readonly #files = new Map<string, MemoryFile>();
  readonly #folders = new Set(FIXED_FOLDERS);
  readonly #limitBytes: number;
  #bytes = 0;

  /** @param limitBytes what all files may hold together; a write beyond it finds the disk full */
  constructor(
    readonly workFolder: string,
    limitBytes: number,
  ) {
    this.#limitBytes = limitBytes;
  }

  reserve(bytes: number): void {
    if (this.#bytes + bytes > this.#limitBytes) throw new Refusal(Errno.noSpace);
    this.#bytes += bytes;
  }

  /** Without `.`, `..` and doubled slashes. An empty path names nothing. */
  resolve(path: string): string {
    if (path === '') throw new Refusal(Errno.noEntry);
    const parts: string[] = [];
    for (const part of (path.startsWith('/') ? path : `${this.workFolder}/${path}`).split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    return `/${parts.join('/')}`;
  }

  find(path: string): MemoryFile | 'folder' | undefined {
    return this.#files.get(path) ?? (this.#folders.has(path) ? 'folder' : undefined);
  }

  /** Makes an empty file in a folder that is there. */
  create(path: string): MemoryFile {
    this.#needFolder(parentOf(path));
    const file = new MemoryFile(this, new Uint8Array(0));
    this.#files.set(path, file);
    return file;
  }

  /** Puts a file of the job there, and its folders. */
  put(path: string, bytes: Uint8Array): void {
    const whole = this.resolve(path);
    for (let folder = parentOf(whole); !this.#folders.has(folder); folder = parentOf(folder)) this.#folders.add(folder);
    this.reserve(bytes.length);
    this.#files.set(whole, new MemoryFile(this, bytes));
  }

  removeFile(path: string): void {
    const found = this.#need(path);
    if (found === 'folder') throw new Refusal(Errno.isDirectory);
    this.#files.delete(path);
    // A file that is still open keeps its bytes; they count no more, as the program holds few of them.
    this.reserve(-found.size);
  }

  removeFolder(path: string): void {
    if (this.#need(path) !== 'folder') throw new Refusal(Errno.notDirectory);
    if (this.#hasInside(path)) throw new Refusal(Errno.notEmpty);
    if (FIXED_FOLDERS.includes(path)) throw new Refusal(Errno.busy);
    this.#folders.delete(path);
  }

  rename(from: string, to: string): void {
    const source = this.#need(from);
    this.#needFolder(parentOf(to));
    const target = this.find(to);
    if (from === to) return;
    if (source !== 'folder') {
      if (target === 'folder') throw new Refusal(Errno.isDirectory);
      if (target) this.removeFile(to);
      this.#files.delete(from);
      this.#files.set(to, source);
      return;
    }
    if (FIXED_FOLDERS.includes(from)) throw new Refusal(Errno.busy);
    if (to.startsWith(`${from}/`)) throw new Refusal(Errno.invalid);
    if (target && target !== 'folder') throw new Refusal(Errno.notDirectory);
    if (this.#hasInside(to)) throw new Refusal(Errno.notEmpty);
    const move = (path: string): string => to + path.slice(from.length);
    const isInside = (path: string): boolean => path === from || path.startsWith(`${from}/`);
    for (const path of [...this.#folders].filter(isInside)) {
      this.#folders.delete(path);
      this.#folders.add(move(path));
    }
    for (const [path, file] of [...this.#files].filter(([path]) => isInside(path))) {
      this.#files.delete(path);
      this.#files.set(move(path), file);
    }
  }

  #need(path: string): MemoryFile | 'folder' {
    const found = this.find(path);
    if (found) return found;
    this.#needFolder(parentOf(path));
    throw new Refusal(Errno.noEntry);
  }

  #needFolder(path: string): void {
    const found = this.find(path);
    if (found && found !== 'folder') throw new Refusal(Errno.notDirectory);
    if (!found) throw new Refusal(Errno.noEntry);
  }

  #hasInside(folder: string): boolean {
    const start = folder === '/' ? '/' : `${folder}/`;
    return [...this.#files.keys(), ...this.#folders].some((path) => path !== folder && path.startsWith(start));
  }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
