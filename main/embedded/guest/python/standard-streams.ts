/** The program's file descriptors 0, 1 and 2, and the device by which its audit hook tells what it cannot do. */
import type { StreamName } from '../../../../contract';
import type { GuestHost, Unsupported } from '../runtime';
import type { DeviceOperations, FileSystem, Glue } from './glue';

const CHARACTER_DEVICE = 0o20666;
const OPEN_READ = 0;
const OPEN_WRITE = 1;
const WRITE_FLAGS = 3;
/** Free for local use in Linux's list of devices. */
const MAJOR = 240;
const STDOUT = 1;
const STDERR = 2;
export const NEWS_DEVICE = '/dev/runyard';

const kinds: readonly Unsupported[] = ['threads', 'subprocesses', 'sockets', 'package'];
/** A program may invent names of packages; nobody reads more of them. */
const NEWS_LIMIT = 20;

/**
 * Emscripten's `fd_write`, with a short way to the standard streams: unbuffered, as they are, each print comes here
 * twice.
 */
export function createWriteCall(host: GuestHost, glue: Glue, original: WriteCall): WriteCall {
  const streams = new Map<number | undefined, StreamName>();
  return (fd, vectors, count, written) => {
    const stream = glue.FS.streams[fd];
    if (streams.size === 0) {
      streams.set(glue.FS.makedev(MAJOR, STDOUT), 'stdout');
      streams.set(glue.FS.makedev(MAJOR, STDERR), 'stderr');
    }
    const name = streams.get(stream?.node?.rdev);
    if (!stream || !name || (stream.flags & WRITE_FLAGS) === 0) return original(fd, vectors, count, written);
    const { HEAPU8, HEAPU32 } = glue;
    let total = 0;
    for (let i = vectors >>> 2; i < (vectors >>> 2) + count * 2; i += 2) {
      const start = HEAPU32[i] ?? 0;
      const length = HEAPU32[i + 1] ?? 0;
      if (length > 0) host.write(name, HEAPU8.subarray(start, start + length));
      total += length;
    }
    HEAPU32[written >>> 2] = total;
    return 0;
  };
}

type WriteCall = (fd: number, vectors: number, count: number, written: number) => number;
type Read = NonNullable<DeviceOperations['read']>;
type Write = NonNullable<DeviceOperations['write']>;

export function openStandardStreams(FS: FileSystem, host: GuestHost, glue: Glue): void {
  const add = (path: string, minor: number, operations: DeviceOperations) => {
    const device = FS.makedev(MAJOR, minor);
    FS.registerDevice(device, { open: makeUnseekable, ...operations });
    FS.mkdev(path, CHARACTER_DEVICE, device);
  };
  add('/dev/stdin', 0, { read: readFrom(host), write: () => 0 });
  add('/dev/stdout', STDOUT, { read: () => 0, write: writeTo(host, 'stdout') });
  add('/dev/stderr', STDERR, { read: () => 0, write: writeTo(host, 'stderr') });
  add(NEWS_DEVICE, 3, { read: () => 0, write: tellNews(host, glue) });
  for (const path of ['/dev/random', '/dev/urandom']) {
    FS.unlink(path);
    add(path, path.length, { read: fillRandom, write: (_stream, _from, _offset, length) => length });
  }
  FS.initialized = true;
  FS.open('/dev/stdin', OPEN_READ);
  FS.open('/dev/stdout', OPEN_WRITE);
  FS.open('/dev/stderr', OPEN_WRITE);
}

function makeUnseekable(stream: { seekable: boolean }): void {
  stream.seekable = false;
}

function readFrom(host: GuestHost): Read {
  let left: Uint8Array = new Uint8Array(0);
  return (_stream, into, offset, length) => {
    if (length === 0) return 0;
    if (left.length === 0) left = host.readInput() ?? left;
    const count = Math.min(length, left.length);
    into.set(left.subarray(0, count), offset);
    left = left.subarray(count);
    return count;
  };
}

function writeTo(host: GuestHost, stream: StreamName): Write {
  return (_stream, from, offset, length) => {
    host.write(stream, viewBytes(from, offset, length));
    return length;
  };
}

function tellNews(host: GuestHost, glue: Glue): Write {
  let told = 0;
  return (_stream, from, offset, length) => {
    const [kind = '', detail = ''] = new TextDecoder().decode(viewBytes(from, offset, length)).split(' ');
    if (kind === 'memory') glue.programMemory.noteUncaught();
    const known = kinds.find((name) => name === kind);
    if (!known || !/^[\w.-]{0,100}$/.test(detail) || told++ >= NEWS_LIMIT) return length;
    if (detail) host.tellUnsupported(known, detail);
    else host.tellUnsupported(known);
    return length;
  };
}

function fillRandom(_stream: object, into: Uint8Array, offset: number, length: number): number {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  into.set(bytes, offset);
  return length;
}

/** Emscripten hands over a view of signed bytes. */
function viewBytes(from: Uint8Array, offset: number, length: number): Uint8Array {
  return new Uint8Array(from.buffer, from.byteOffset + offset, length);
}
