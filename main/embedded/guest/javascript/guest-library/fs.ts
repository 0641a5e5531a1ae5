/** `node:fs` over the files in memory: https://nodejs.org/api/fs.html */
import { Buffer, toBuffer } from './buffer';
import { argumentError, systemError } from './errors';
import { nextTick } from './event-loop';
import {
  type FileNode,
  find,
  findOrThrow,
  findParent,
  makeFolders,
  newFolder,
  putFile,
  readBytes,
  type TreeNode,
} from './file-tree';
import { closeSync, openedFile, openSync, readSync, writeOut, writeSync } from './fs-handles';
import { isInput, outputOf, type PathLike, toPath } from './fs-paths';
import { native } from './native';
import * as path from './path';

type Options = string | { encoding?: string | null; flag?: string } | null | undefined;
function encodingOf(options: Options): string | undefined {
  return (typeof options === 'string' ? options : options?.encoding) ?? undefined;
}

function flagOf(options: Options, fallback: string): string {
  return (typeof options === 'object' ? options?.flag : undefined) ?? fallback;
}

function readAllInput(): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let piece = native.readInput(); piece; piece = native.readInput()) pieces.push(new Uint8Array(piece));
  return Buffer.concat(pieces);
}

function fileAt(place: string, syscall: string): FileNode {
  const node = findOrThrow(place, syscall);
  if (node.kind === 'folder') throw systemError('EISDIR', syscall === 'open' ? 'read' : syscall);
  return node;
}

export function readFileSync(given: PathLike | number, options?: Options): string | Buffer {
  const encoding = encodingOf(options);
  let bytes: Uint8Array;
  if (given === 0 || (typeof given !== 'number' && isInput(toPath(given)))) bytes = readAllInput();
  else if (typeof given === 'number') bytes = readBytes(openedFile(given, 'read').file);
  else {
    const file = fileAt(toPath(given), 'open');
    if (typeof file.content === 'string' && /^utf-?8$/i.test(encoding ?? '')) return file.content;
    bytes = readBytes(file);
  }
  const buffer = Buffer.from(bytes);
  return encoding ? buffer.toString(encoding) : buffer;
}

export function writeFileSync(given: PathLike | number, data: unknown, options?: Options): void {
  const place = typeof given === 'number' ? '' : toPath(given);
  const output = typeof given === 'number' ? given : outputOf(place);
  if (output === 1 || output === 2) writeOut(output, data);
  else if (typeof given === 'number') writeSync(given, data);
  else {
    const flag = flagOf(options, 'w');
    if (flag.includes('x') && find(place)) throw systemError('EEXIST', 'open', place);
    const bytes = new Uint8Array(toBuffer(data, encodingOf(options)));
    const old = flag.startsWith('a') ? find(place) : undefined;
    putFile(place, old?.kind === 'file' ? Buffer.concat([readBytes(old), bytes]) : bytes);
  }
}

export function appendFileSync(given: PathLike | number, data: unknown, options?: Options): void {
  writeFileSync(given, data, { ...(typeof options === 'object' ? options : { encoding: options ?? null }), flag: 'a' });
}

export function existsSync(given: PathLike): boolean {
  try {
    return find(toPath(given)) !== undefined;
  } catch {
    return false;
  }
}

export function accessSync(given: PathLike): void {
  findOrThrow(toPath(given), 'access');
}

export class Dirent {
  readonly name: string;
  readonly parentPath: string;
  readonly #node: TreeNode;
  constructor(name: string, parentPath: string, node: TreeNode) {
    this.name = name;
    this.parentPath = parentPath;
    this.#node = node;
  }
  isFile(): boolean {
    return this.#node.kind === 'file';
  }
  isDirectory(): boolean {
    return this.#node.kind === 'folder';
  }
  isSymbolicLink(): boolean {
    return false;
  }
}

export function readdirSync(
  given: PathLike,
  options: { withFileTypes?: boolean; recursive?: boolean } | string | null = {},
): (string | Dirent)[] {
  const place = toPath(given);
  const folder = findOrThrow(place, 'scandir');
  if (folder.kind === 'file') throw systemError('ENOTDIR', 'scandir', place);
  const { withFileTypes = false, recursive = false } = typeof options === 'object' && options ? options : {};
  const list: (string | Dirent)[] = [];
  for (const [name, node] of [...folder.entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    list.push(withFileTypes ? new Dirent(name, place, node) : name);
    if (recursive && node.kind === 'folder')
      for (const inner of readdirSync(path.join(place, name), options))
        list.push(typeof inner === 'string' ? path.join(name, inner) : inner);
  }
  return list;
}

export function mkdirSync(given: PathLike, options?: { recursive?: boolean } | number): string | undefined {
  const place = toPath(given);
  if (typeof options === 'object' && options.recursive) return makeFolders(place);
  const { folder, name } = findParent(place, 'mkdir');
  if (folder.entries.has(name) || name === '') throw systemError('EEXIST', 'mkdir', place);
  folder.entries.set(name, newFolder());
  return undefined;
}

export function mkdtempSync(prefix: string): string {
  const place = prefix + Math.random().toString(36).slice(2, 8).padEnd(6, 'x');
  mkdirSync(place);
  return place;
}

export class Stats {
  readonly size: number;
  readonly mode: number;
  readonly mtimeMs: number;
  readonly mtime: Date;
  readonly #kind: TreeNode['kind'];
  constructor(node: TreeNode) {
    this.#kind = node.kind;
    this.size = node.kind === 'file' ? readBytes(node).length : 4096;
    this.mode = node.kind === 'file' ? 0o100644 : 0o40755;
    this.mtimeMs = node.changedMs;
    this.mtime = new Date(node.changedMs);
  }
  get ctime(): Date {
    return this.mtime;
  }
  get atime(): Date {
    return this.mtime;
  }
  get birthtime(): Date {
    return this.mtime;
  }
  isFile(): boolean {
    return this.#kind === 'file';
  }
  isDirectory(): boolean {
    return this.#kind === 'folder';
  }
  isSymbolicLink(): boolean {
    return false;
  }
}

export function statSync(given: PathLike, options?: { throwIfNoEntry?: boolean }): Stats | undefined {
  const place = toPath(given);
  if (options?.throwIfNoEntry === false && !find(place)) return undefined;
  return new Stats(findOrThrow(place, 'stat'));
}

export function unlinkSync(given: PathLike): void {
  const place = toPath(given);
  if (findOrThrow(place, 'unlink').kind === 'folder') throw systemError('EISDIR', 'unlink', place);
  const { folder, name } = findParent(place, 'unlink');
  folder.entries.delete(name);
}

export function rmSync(given: PathLike, options: { recursive?: boolean; force?: boolean } = {}): void {
  const place = toPath(given);
  const node = find(place);
  if (!node && options.force) return;
  if (findOrThrow(place, 'lstat').kind === 'folder' && !options.recursive)
    throw Object.assign(new Error(`Path is a directory: rm returned EISDIR (is a directory) ${place}`), {
      code: 'ERR_FS_EISDIR',
    });
  const { folder, name } = findParent(place, 'rm');
  folder.entries.delete(name);
}

export function rmdirSync(given: PathLike, options: { recursive?: boolean } = {}): void {
  const place = toPath(given);
  const node = findOrThrow(place, 'rmdir');
  if (node.kind === 'file') throw systemError('ENOTDIR', 'rmdir', place);
  if (node.entries.size > 0 && !options.recursive) throw systemError('ENOTEMPTY', 'rmdir', place);
  const { folder, name } = findParent(place, 'rmdir');
  folder.entries.delete(name);
}

export function renameSync(from: PathLike, to: PathLike): void {
  const node = find(toPath(from));
  if (!node) throw systemError('ENOENT', 'rename', toPath(from), toPath(to));
  const source = findParent(toPath(from), 'rename');
  const target = findParent(toPath(to), 'rename');
  source.folder.entries.delete(source.name);
  target.folder.entries.set(target.name, node);
}

export function copyFileSync(from: PathLike, to: PathLike): void {
  putFile(toPath(to), readBytes(fileAt(toPath(from), 'copyfile')).slice(), 'copyfile');
}

export function truncateSync(given: PathLike, length = 0): void {
  const file = fileAt(toPath(given), 'open');
  const bytes = new Uint8Array(length);
  bytes.set(readBytes(file).subarray(0, length));
  file.content = bytes;
}

export function realpathSync(given: PathLike): string {
  findOrThrow(toPath(given), 'realpath');
  return path.resolve(toPath(given));
}

const constants = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 64,
  O_EXCL: 128,
  O_TRUNC: 512,
  O_APPEND: 1024,
};
const nothing = () => {};

const calls: Record<string, (...args: never[]) => unknown> = {
  readFile: readFileSync,
  writeFile: writeFileSync,
  appendFile: appendFileSync,
  access: accessSync,
  readdir: readdirSync,
  mkdir: mkdirSync,
  mkdtemp: mkdtempSync,
  stat: statSync,
  lstat: statSync,
  unlink: unlinkSync,
  rm: rmSync,
  rmdir: rmdirSync,
  rename: renameSync,
  copyFile: copyFileSync,
  truncate: truncateSync,
  realpath: realpathSync,
  chmod: nothing,
  utimes: nothing,
};

export const fsPromises: Record<string, unknown> = { constants };
export const fsModule: Record<string, unknown> = {
  constants,
  existsSync,
  openSync,
  closeSync,
  readSync,
  writeSync,
  fsyncSync: nothing,
  Stats,
  Dirent,
  promises: fsPromises,
  exists: (given: PathLike, done: (is: boolean) => void) => nextTick(() => done(existsSync(given))),
};

for (const [name, call] of Object.entries(calls)) {
  const run = call as (...args: unknown[]) => unknown;
  fsModule[`${name}Sync`] = call;
  fsPromises[name] = async (...args: unknown[]) => run(...args);
  fsModule[name] = (...args: unknown[]) => {
    const done = args.pop();
    if (typeof done !== 'function') throw argumentError('cb', 'of type function', done);
    let outcome: unknown[];
    try {
      outcome = [null, run(...args)];
    } catch (error) {
      outcome = [error];
    }
    nextTick(() => done(...outcome));
  };
}
