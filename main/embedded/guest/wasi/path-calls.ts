/** The `path_` calls of WASI: what a program does with names of files. */
import { Errno, FdFlag, LOOKUP_FOLLOWS_LINKS, OpenFlag, Right, WasiError } from './abi';
import { type Call, setTimes, writeStat } from './descriptor-calls';
import { type DescriptorTable, OpenDirectory, OpenFile } from './descriptors';
import type { GuestMemory } from './guest-memory';
import { DirectoryNode, type FileNode, LinkNode, type Place, type Tree } from './tree';

const encoder = new TextEncoder();

export function createPathCalls(
  memory: GuestMemory,
  open: DescriptorTable,
  tree: Tree,
  onLookup: (path: string) => void = () => {},
) {
  const locate = (fd: number, at: number, length: number, followLast: boolean): Place =>
    tree.find(open.directory(fd).node, memory.text(at, length), followLast);
  /** @throws WasiError where there is nothing */
  const locateExisting = (fd: number, at: number, length: number, followLast: boolean) => {
    const place = locate(fd, at, length, followLast);
    if (!place.node) throw new WasiError(Errno.noent);
    return { ...place, node: place.node };
  };

  return {
    path_create_directory(fd: number, at: number, length: number) {
      const place = locate(fd, at, length, false);
      if (place.node) throw new WasiError(Errno.exist);
      tree.addDirectory(place);
      return Errno.success;
    },
    path_filestat_get(fd: number, lookup: number, at: number, length: number, result: number) {
      onLookup(memory.text(at, length));
      const { node } = locateExisting(fd, at, length, (lookup & LOOKUP_FOLLOWS_LINKS) !== 0);
      writeStat(memory, result, node);
      return Errno.success;
    },
    path_filestat_set_times(
      fd: number,
      lookup: number,
      at: number,
      length: number,
      _accessed: bigint,
      modified: bigint,
      flags: number,
    ) {
      const { node } = locateExisting(fd, at, length, (lookup & LOOKUP_FOLLOWS_LINKS) !== 0);
      setTimes(node, modified, flags);
      return Errno.success;
    },
    path_link(
      fromFd: number,
      lookup: number,
      from: number,
      fromLength: number,
      toFd: number,
      to: number,
      toLength: number,
    ) {
      const { node } = locateExisting(fromFd, from, fromLength, (lookup & LOOKUP_FOLLOWS_LINKS) !== 0);
      if (node instanceof DirectoryNode) throw new WasiError(Errno.perm);
      tree.attach(locate(toFd, to, toLength, false), node);
      return Errno.success;
    },
    path_open(
      fd: number,
      lookup: number,
      at: number,
      length: number,
      openFlags: number,
      rights: bigint,
      _inherited: bigint,
      fdFlags: number,
      result: number,
    ) {
      const follow = (lookup & LOOKUP_FOLLOWS_LINKS) !== 0 && (openFlags & OpenFlag.exclusive) === 0;
      const place = locate(fd, at, length, follow);
      const canWrite = (rights & Right.fdWrite) !== 0n;
      let { node } = place;
      if (node && openFlags & OpenFlag.create && openFlags & OpenFlag.exclusive) throw new WasiError(Errno.exist);
      if (!node) {
        if (!(openFlags & OpenFlag.create)) throw new WasiError(Errno.noent);
        node = tree.addFile(place);
      }
      if (node instanceof LinkNode) throw new WasiError(Errno.loop);
      if (node instanceof DirectoryNode) {
        if (canWrite && openFlags & (OpenFlag.create | OpenFlag.truncate)) throw new WasiError(Errno.isdir);
        memory.setU32(result, open.add(new OpenDirectory(node)));
        return Errno.success;
      }
      if (openFlags & OpenFlag.directory) throw new WasiError(Errno.notdir);
      if (openFlags & OpenFlag.truncate) tree.resize(node, 0);
      const canRead = (rights & Right.fdRead) !== 0n;
      const file = new OpenFile(tree, node, { append: (fdFlags & FdFlag.append) !== 0, canRead, canWrite });
      memory.setU32(result, open.add(file));
      return Errno.success;
    },
    path_readlink(fd: number, at: number, length: number, into: number, size: number, used: number) {
      const { node } = locateExisting(fd, at, length, false);
      if (!(node instanceof LinkNode)) throw new WasiError(Errno.inval);
      const target = encoder.encode(node.target).subarray(0, size);
      memory.slice(into, size).set(target);
      memory.setU32(used, target.length);
      return Errno.success;
    },
    path_remove_directory(fd: number, at: number, length: number) {
      const place = locateExisting(fd, at, length, false);
      if (!(place.node instanceof DirectoryNode)) throw new WasiError(Errno.notdir);
      if (place.node.entries.size > 0) throw new WasiError(Errno.notempty);
      if (place.name === '.') throw new WasiError(Errno.inval);
      tree.remove(place);
      return Errno.success;
    },
    path_rename(fromFd: number, from: number, fromLength: number, toFd: number, to: number, toLength: number) {
      const source = locateExisting(fromFd, from, fromLength, false);
      const target = locate(toFd, to, toLength, false);
      if (source.node === target.node) return Errno.success;
      if (source.name === '.' || isInside(target.parent, source.node)) throw new WasiError(Errno.inval);
      if (target.node instanceof DirectoryNode) {
        if (!(source.node instanceof DirectoryNode)) throw new WasiError(Errno.isdir);
        if (target.node.entries.size > 0) throw new WasiError(Errno.notempty);
      } else if (target.node && source.node instanceof DirectoryNode) throw new WasiError(Errno.notdir);
      if (target.node) tree.remove(target);
      tree.attach(target, source.node);
      tree.remove(source);
      return Errno.success;
    },
    path_symlink(target: number, targetLength: number, fd: number, at: number, length: number) {
      const place = locate(fd, at, length, false);
      if (place.node) throw new WasiError(Errno.exist);
      tree.addLink(place, memory.text(target, targetLength));
      return Errno.success;
    },
    path_unlink_file(fd: number, at: number, length: number) {
      const place = locateExisting(fd, at, length, false);
      if (place.node instanceof DirectoryNode) throw new WasiError(Errno.isdir);
      tree.remove(place);
      return Errno.success;
    },
  } satisfies Record<string, Call>;
}

function isInside(directory: DirectoryNode, node: FileNode | LinkNode | DirectoryNode): boolean {
  for (let at: DirectoryNode | null = directory; at; at = at.parent) if (at === node) return true;
  return false;
}
