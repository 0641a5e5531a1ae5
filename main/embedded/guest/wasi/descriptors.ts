/** What a program has open. */
import type { StreamName } from '../../../../contract';
import { Errno, FileType, WasiError } from './abi';
import type { DirectoryNode, FileNode, Tree } from './tree';
import type { WasiHost } from './wasi';

export interface OpenFlags {
  append: boolean;
  canRead: boolean;
  canWrite: boolean;
}

export class OpenFile {
  readonly type = FileType.regularFile;
  position = 0;

  constructor(
    readonly tree: Tree,
    readonly node: FileNode,
    readonly flags: OpenFlags,
  ) {
    node.uses++;
  }

  read(into: Uint8Array): number {
    const count = this.readAt(into, this.position);
    this.position += count;
    return count;
  }

  readAt(into: Uint8Array, at: number): number {
    if (!this.flags.canRead) throw new WasiError(Errno.badf);
    const count = Math.max(0, Math.min(into.length, this.node.size - at));
    into.set(this.node.content.subarray(at, at + count));
    return count;
  }

  write(bytes: Uint8Array): void {
    if (this.flags.append) this.position = this.node.size;
    this.writeAt(bytes, this.position);
    this.position += bytes.length;
  }

  writeAt(bytes: Uint8Array, at: number): void {
    if (!this.flags.canWrite) throw new WasiError(Errno.badf);
    this.tree.write(this.node, at, bytes);
  }
}

export class OpenDirectory {
  readonly type = FileType.directory;
  /** Order of the entries as the first reading found them. */
  listing: string[] | null = null;

  constructor(
    readonly node: DirectoryNode,
    /** Set where the program finds it open at its start. */
    readonly preopenedAs: string | null = null,
  ) {}
}

export class OutputStream {
  constructor(
    readonly type: number,
    readonly host: WasiHost,
    readonly stream: StreamName,
  ) {}

  write(bytes: Uint8Array): void {
    this.host.write(this.stream, bytes);
  }
}

export class InputStream {
  #pending = new Uint8Array(0);

  constructor(
    readonly type: number,
    readonly host: WasiHost,
  ) {}

  /** Blocks until there is input; 0 at its end. */
  read(into: Uint8Array): number {
    if (into.length === 0 || !this.waitForInput()) return 0;
    const count = Math.min(into.length, this.#pending.length);
    into.set(this.#pending.subarray(0, count));
    this.#pending = this.#pending.subarray(count);
    return count;
  }

  get pendingBytes(): number {
    return this.#pending.length;
  }

  /** False at the end of the input. */
  waitForInput(): boolean {
    if (this.#pending.length === 0) this.#pending = new Uint8Array(this.host.readInput() ?? []);
    return this.#pending.length > 0;
  }
}

export type Descriptor = OpenFile | OpenDirectory | OutputStream | InputStream;

const DESCRIPTOR_LIMIT = 1024;

export class DescriptorTable {
  readonly #open = new Map<number, Descriptor>();

  /** @throws WasiError where it is not open */
  get(fd: number): Descriptor {
    const found = this.#open.get(fd);
    if (!found) throw new WasiError(Errno.badf);
    return found;
  }

  find(fd: number): Descriptor | undefined {
    return this.#open.get(fd);
  }

  directory(fd: number): OpenDirectory {
    const found = this.get(fd);
    if (!(found instanceof OpenDirectory)) throw new WasiError(Errno.notdir);
    return found;
  }

  file(fd: number): OpenFile {
    const found = this.get(fd);
    if (found instanceof OpenDirectory) throw new WasiError(Errno.isdir);
    if (!(found instanceof OpenFile)) throw new WasiError(Errno.spipe);
    return found;
  }

  /** Under the lowest free number, as POSIX has it. */
  add(descriptor: Descriptor): number {
    let fd = 0;
    while (this.#open.has(fd)) fd++;
    if (fd >= DESCRIPTOR_LIMIT) throw new WasiError(Errno.mfile);
    this.#open.set(fd, descriptor);
    return fd;
  }

  close(fd: number): void {
    const closed = this.get(fd);
    this.#open.delete(fd);
    if (closed instanceof OpenFile) closed.tree.release(closed.node);
  }

  renumber(from: number, to: number): void {
    const moved = this.get(from);
    this.close(to);
    this.#open.delete(from);
    this.#open.set(to, moved);
  }
}
