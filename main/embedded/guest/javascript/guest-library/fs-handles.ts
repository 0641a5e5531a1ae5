/** The calls of `node:fs` that take a file's number. */
import { Buffer, toBuffer } from './buffer';
import { writeText } from './encoding';
import { systemError } from './errors';
import { type FileNode, find, putFile, readBytes } from './file-tree';
import { isInput, outputOf, type PathLike, toPath } from './fs-paths';
import { native } from './native';

interface OpenFile {
  file: FileNode;
  position: number;
  appends: boolean;
}

const opened = new Map<number, OpenFile>();
let lastFd = 2;

let heldInput: Uint8Array = new Uint8Array(0);

export function openSync(given: PathLike, flags = 'r'): number {
  const place = toPath(given);
  if (isInput(place)) return 0;
  const output = outputOf(place);
  if (output) return output;
  if (flags.includes('x') && find(place)) throw systemError('EEXIST', 'open', place);
  let file = find(place);
  if (flags.startsWith('w') || (flags.startsWith('a') && !file)) file = putFile(place, new Uint8Array(0));
  if (!file) throw systemError('ENOENT', 'open', place);
  if (file.kind === 'folder') throw systemError('EISDIR', 'open', place);
  opened.set(++lastFd, { file, position: 0, appends: flags.startsWith('a') });
  return lastFd;
}

export function closeSync(fd: number): void {
  if (fd > 2) openedFile(fd, 'close');
  opened.delete(fd);
}

export function readSync(
  fd: number,
  into: Uint8Array,
  offset: number | { offset?: number; length?: number; position?: number | null } = 0,
  length?: number,
  position: number | null = null,
): number {
  if (typeof offset === 'object') return readSync(fd, into, offset.offset ?? 0, offset.length, offset.position ?? null);
  const most = Math.min(length ?? into.byteLength - offset, into.byteLength - offset);
  const target = new Uint8Array(into.buffer, into.byteOffset + offset, most);
  if (fd === 0) {
    if (heldInput.length === 0) heldInput = new Uint8Array(native.readInput() ?? new ArrayBuffer(0));
    const part = heldInput.subarray(0, most);
    heldInput = heldInput.subarray(part.length);
    target.set(part);
    return part.length;
  }
  const open = openedFile(fd, 'read');
  const start = position ?? open.position;
  const part = readBytes(open.file).subarray(start, start + most);
  target.set(part);
  if (position === null) open.position += part.length;
  return part.length;
}

export function writeSync(fd: number, data: unknown, ...rest: unknown[]): number {
  if (fd === 1 || fd === 2) {
    if (typeof data === 'string') return writeOut(fd, data, typeof rest[1] === 'string' ? rest[1] : undefined);
    const [offset = 0, length] = rest as [number?, number?];
    return writeOut(fd, toBuffer(data).subarray(offset, length === undefined ? undefined : offset + length));
  }
  const open = openedFile(fd, 'write');
  const bytes = toBuffer(data);
  const old = readBytes(open.file);
  const at = open.appends ? old.length : open.position;
  const all = new Uint8Array(Math.max(old.length, at + bytes.length));
  all.set(old);
  all.set(bytes, at);
  open.file.content = all;
  open.position = at + bytes.length;
  return bytes.length;
}

export function writeOut(fd: number, data: unknown, encoding?: string): number {
  if (typeof data === 'string' && !encoding) {
    writeText(fd, data);
    return Buffer.byteLength(data);
  }
  const bytes = toBuffer(data, encoding);
  native.writeBytes(fd, new Uint8Array(bytes).buffer);
  return bytes.length;
}

export function openedFile(fd: number, syscall: string): OpenFile {
  const open = opened.get(fd);
  if (!open) throw systemError('EBADF', syscall);
  return open;
}
