/** The `fd_` calls of WASI: what a program does with what it has open. */
import { ALL_RIGHTS, Errno, FdFlag, FileType, Right, SetTime, WasiError, Whence } from './abi';
import {
  type Descriptor,
  type DescriptorTable,
  InputStream,
  OpenDirectory,
  OpenFile,
  OutputStream,
} from './descriptors';
import type { GuestMemory } from './guest-memory';
import type { TreeNode } from './tree';

const DIRENT_BYTES = 24;
const encoder = new TextEncoder();

export type Call = (...args: never[]) => number;

export function createDescriptorCalls(memory: GuestMemory, open: DescriptorTable) {
  const setCount = (at: number, count: number): number => {
    memory.setU32(at, count);
    return Errno.success;
  };

  return {
    fd_advise: () => Errno.success,
    fd_allocate: () => Errno.notsup,
    fd_close(fd: number) {
      open.close(fd);
      return Errno.success;
    },
    fd_datasync: () => Errno.success,
    fd_sync: () => Errno.success,
    fd_renumber(from: number, to: number) {
      if (from !== to) open.renumber(from, to);
      return Errno.success;
    },

    fd_fdstat_get(fd: number, at: number) {
      const descriptor = open.get(fd);
      const appends = descriptor instanceof OpenFile && descriptor.flags.append;
      memory.bytes.fill(0, at, at + 24);
      memory.view.setUint8(at, descriptor.type);
      memory.view.setUint16(at + 2, appends ? FdFlag.append : 0, true);
      memory.setU64(at + 8, listRights(descriptor));
      memory.setU64(at + 16, ALL_RIGHTS);
      return Errno.success;
    },
    fd_fdstat_set_flags(fd: number, flags: number) {
      const descriptor = open.get(fd);
      if (descriptor instanceof OpenFile) descriptor.flags.append = (flags & FdFlag.append) !== 0;
      return Errno.success;
    },
    fd_fdstat_set_rights: () => Errno.success,
    fd_filestat_get(fd: number, at: number) {
      const descriptor = open.get(fd);
      if ('node' in descriptor) writeStat(memory, at, descriptor.node);
      else {
        memory.bytes.fill(0, at, at + 64);
        memory.view.setUint8(at + 16, descriptor.type);
      }
      return Errno.success;
    },
    fd_filestat_set_size(fd: number, size: bigint) {
      const file = open.file(fd);
      if (!file.flags.canWrite) throw new WasiError(Errno.inval);
      file.tree.resize(file.node, Number(size));
      return Errno.success;
    },
    fd_filestat_set_times(fd: number, _accessed: bigint, modified: bigint, flags: number) {
      const descriptor = open.get(fd);
      if (descriptor instanceof OpenFile) setTimes(descriptor.node, modified, flags);
      return Errno.success;
    },

    fd_prestat_get(fd: number, at: number) {
      const descriptor = open.get(fd);
      if (!(descriptor instanceof OpenDirectory) || descriptor.preopenedAs === null) throw new WasiError(Errno.badf);
      memory.setU32(at, 0);
      return setCount(at + 4, encoder.encode(descriptor.preopenedAs).length);
    },
    fd_prestat_dir_name(fd: number, at: number, length: number) {
      const name = encoder.encode(open.directory(fd).preopenedAs ?? '');
      memory.slice(at, length).set(name.subarray(0, length));
      return Errno.success;
    },

    fd_read(fd: number, buffers: number, count: number, total: number) {
      const descriptor = open.get(fd);
      if (descriptor instanceof OpenDirectory) throw new WasiError(Errno.isdir);
      if (descriptor instanceof OutputStream) throw new WasiError(Errno.badf);
      let got = 0;
      for (const buffer of memory.buffers(buffers, count)) {
        if (descriptor instanceof InputStream && got > 0 && descriptor.pendingBytes === 0) break;
        const read = descriptor.read(buffer);
        got += read;
        if (read < buffer.length) break;
      }
      return setCount(total, got);
    },
    fd_pread(fd: number, buffers: number, count: number, offset: bigint, total: number) {
      const file = open.file(fd);
      let got = 0;
      for (const buffer of memory.buffers(buffers, count)) got += file.readAt(buffer, Number(offset) + got);
      return setCount(total, got);
    },
    fd_write(fd: number, buffers: number, count: number, total: number) {
      const descriptor = open.get(fd);
      if (!(descriptor instanceof OutputStream || descriptor instanceof OpenFile)) throw new WasiError(Errno.badf);
      let sent = 0;
      for (const buffer of memory.buffers(buffers, count)) {
        descriptor.write(buffer);
        sent += buffer.length;
      }
      return setCount(total, sent);
    },
    fd_pwrite(fd: number, buffers: number, count: number, offset: bigint, total: number) {
      const file = open.file(fd);
      let sent = 0;
      for (const buffer of memory.buffers(buffers, count)) {
        file.writeAt(buffer, Number(offset) + sent);
        sent += buffer.length;
      }
      return setCount(total, sent);
    },

    fd_seek(fd: number, offset: bigint, whence: number, result: number) {
      const file = open.file(fd);
      const base = whence === Whence.current ? file.position : whence === Whence.end ? file.node.size : 0;
      const position = base + Number(offset);
      if (position < 0 || whence > Whence.end) throw new WasiError(Errno.inval);
      file.position = position;
      memory.setU64(result, BigInt(position));
      return Errno.success;
    },
    fd_tell(fd: number, result: number) {
      memory.setU64(result, BigInt(open.file(fd).position));
      return Errno.success;
    },

    fd_readdir(fd: number, at: number, length: number, cookie: bigint, used: number) {
      const directory = open.directory(fd);
      if (cookie === 0n || !directory.listing) directory.listing = ['.', '..', ...directory.node.entries.keys()];
      const into = memory.slice(at, length);
      let filled = 0;
      for (let next = Number(cookie); next < directory.listing.length && filled < length; next++) {
        const name = directory.listing[next] ?? '';
        const node = name === '.' || name === '..' ? directory.node : directory.node.entries.get(name);
        if (!node || directory.node.unlisted.has(name)) continue;
        const entry = encodeEntry(next + 1, name, node);
        into.set(entry.subarray(0, length - filled), filled);
        filled += Math.min(entry.length, length - filled);
      }
      return setCount(used, filled);
    },
  } satisfies Record<string, Call>;
}

function listRights(descriptor: Descriptor): bigint {
  if (descriptor instanceof OpenDirectory) return ALL_RIGHTS;
  if (descriptor instanceof InputStream) return Right.fdRead;
  if (descriptor instanceof OutputStream) return Right.fdWrite;
  const { canRead, canWrite } = descriptor.flags;
  return ALL_RIGHTS & ~(canRead ? 0n : Right.fdRead) & ~(canWrite ? 0n : Right.fdWrite);
}

function encodeEntry(next: number, name: string, node: TreeNode): Uint8Array {
  const bytes = encoder.encode(name);
  const entry = new Uint8Array(DIRENT_BYTES + bytes.length);
  const view = new DataView(entry.buffer);
  view.setBigUint64(0, BigInt(next), true);
  view.setBigUint64(8, BigInt(node.inode), true);
  view.setUint32(16, bytes.length, true);
  view.setUint8(20, node.type);
  entry.set(bytes, DIRENT_BYTES);
  return entry;
}

export function writeStat(memory: GuestMemory, at: number, node: TreeNode): void {
  const size = node.type === FileType.regularFile ? node.size : 0;
  const nanoseconds = BigInt(Math.round(node.modifiedMs)) * 1_000_000n;
  memory.bytes.fill(0, at, at + 64);
  memory.setU64(at + 8, BigInt(node.inode));
  memory.view.setUint8(at + 16, node.type);
  memory.setU64(at + 24, 1n);
  memory.setU64(at + 32, BigInt(size));
  for (const time of [40, 48, 56]) memory.setU64(at + time, nanoseconds);
}

export function setTimes(node: TreeNode, modified: bigint, flags: number): void {
  if (node.type === FileType.symbolicLink) return;
  if (flags & SetTime.modified) node.modifiedMs = Number(modified / 1_000_000n);
  if (flags & SetTime.modifiedNow) node.modifiedMs = Date.now();
}
