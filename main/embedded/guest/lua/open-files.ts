/** The open files of a program by number: the three streams, the devices that lead to them, and files in memory. */
import type { StreamName } from '../../../../contract';
import type { GuestHost } from '../runtime';
import { Errno, Refusal } from './errno';
import type { MemoryFile, MemoryFiles } from './memory-files';

/** Flags of `open`, as musl defines them. */
const ACCESS_MODE = 3;
const WRITE_ONLY = 1;
const CREATE = 0o100;
const EXCLUSIVE = 0o200;
const TRUNCATE = 0o1000;
const APPEND = 0o2000;

/** An open file; it refuses what it cannot do. */
interface OpenFile {
  read(into: Uint8Array): number;
  write(bytes: Uint8Array): void;
  seek(offset: number, from: number): number;
  readonly isTerminal: boolean;
}

export class OpenFiles {
  readonly #tree: MemoryFiles;
  readonly #open: (OpenFile | undefined)[];
  readonly #devices: Record<string, OpenFile>;

  constructor(tree: MemoryFiles, host: GuestHost) {
    this.#tree = tree;
    const [stdin, stdout, stderr] = [openInput(host), openOutput(host, 'stdout'), openOutput(host, 'stderr')];
    this.#open = [stdin, stdout, stderr];
    const nothing: OpenFile = { isTerminal: false, read: () => 0, write: () => {}, seek: () => 0 };
    this.#devices = Object.assign(Object.create(null), {
      '/dev/stdin': stdin,
      '/dev/stdout': stdout,
      '/dev/stderr': stderr,
      '/dev/null': nothing,
    });
  }

  get(fd: number): OpenFile {
    const file = this.#open[fd];
    if (!file) throw new Refusal(Errno.badFile);
    return file;
  }

  open(path: string, flags: number): number {
    const whole = this.#tree.resolve(path);
    return this.#add(this.#devices[whole] ?? this.#openFile(whole, path.endsWith('/'), flags));
  }

  close(fd: number): void {
    this.get(fd);
    this.#open[fd] = undefined;
  }

  duplicate(fd: number, to: number): number {
    this.#open[to] = this.get(fd);
    return to;
  }

  #add(file: OpenFile): number {
    const free = this.#open.findIndex((other, fd) => fd > 2 && !other);
    const fd = free < 0 ? this.#open.length : free;
    this.#open[fd] = file;
    return fd;
  }

  #openFile(whole: string, mustBeFolder: boolean, flags: number): OpenFile {
    const access = flags & ACCESS_MODE;
    let found = this.#tree.find(whole);
    if (found && (flags & (CREATE | EXCLUSIVE)) === (CREATE | EXCLUSIVE)) throw new Refusal(Errno.exists);
    if (found === 'folder') {
      if (access !== 0) throw new Refusal(Errno.isDirectory);
      return new OpenFolder();
    }
    if (mustBeFolder) throw new Refusal(found ? Errno.notDirectory : Errno.noEntry);
    if (!found) {
      if (!(flags & CREATE)) throw new Refusal(Errno.noEntry);
      found = this.#tree.create(whole);
    } else if (flags & TRUNCATE) found.empty();
    return new OpenMemoryFile(found, access !== WRITE_ONLY, access !== 0, (flags & APPEND) !== 0);
  }
}

class OpenFolder implements OpenFile {
  readonly isTerminal = false;
  read(): number {
    throw new Refusal(Errno.isDirectory);
  }
  write(): void {
    throw new Refusal(Errno.badFile);
  }
  seek(): number {
    return 0;
  }
}

class OpenMemoryFile implements OpenFile {
  readonly isTerminal = false;
  #position = 0;

  constructor(
    readonly file: MemoryFile,
    readonly canRead: boolean,
    readonly canWrite: boolean,
    readonly appends: boolean,
  ) {}

  read(into: Uint8Array): number {
    if (!this.canRead) throw new Refusal(Errno.badFile);
    const count = this.file.readAt(this.#position, into);
    this.#position += count;
    return count;
  }

  write(bytes: Uint8Array): void {
    if (!this.canWrite) throw new Refusal(Errno.badFile);
    if (this.appends) this.#position = this.file.size;
    this.file.writeAt(this.#position, bytes);
    this.#position += bytes.length;
  }

  seek(offset: number, from: number): number {
    const base = [0, this.#position, this.file.size][from];
    if (base === undefined || base + offset < 0) throw new Refusal(Errno.invalid);
    this.#position = base + offset;
    return this.#position;
  }
}

/** Seeking is refused, so that libc knows it for a pipe or a terminal. */
function seekNothing(): never {
  throw new Refusal(Errno.notSeekable);
}

function openInput(host: GuestHost): OpenFile {
  let rest: Uint8Array = new Uint8Array(0);
  return {
    isTerminal: true,
    read(into) {
      if (into.length === 0) return 0;
      if (rest.length === 0) rest = host.readInput() ?? rest;
      const count = Math.min(into.length, rest.length);
      into.set(rest.subarray(0, count));
      rest = rest.subarray(count);
      return count;
    },
    write() {
      throw new Refusal(Errno.badFile);
    },
    seek: seekNothing,
  };
}

function openOutput(host: GuestHost, stream: StreamName): OpenFile {
  return {
    isTerminal: true,
    read() {
      throw new Refusal(Errno.badFile);
    },
    write: (bytes) => host.write(stream, bytes),
    seek: seekNothing,
  };
}
