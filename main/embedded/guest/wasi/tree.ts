/** Files, folders and links that are in memory only: the whole file system of a program. */
import { Errno, FileType, WasiError } from './abi';

/** As the tmpfs of a container is held to a size: these bytes are not in the program's own memory. */
const CONTENT_LIMIT_BYTES = 128 * 1024 * 1024;
const NODE_LIMIT = 100_000;
const LINK_DEPTH_LIMIT = 32;
const NAME_LIMIT_CHARACTERS = 255;

export class FileNode {
  readonly type = FileType.regularFile;
  /** Room for more than `size` bytes, so that appending is cheap. */
  content: Uint8Array = new Uint8Array(0);
  size = 0;
  modifiedMs = Date.now();
  /** Names and open descriptors; its content goes with the last of them. */
  uses = 0;
  constructor(readonly inode: number) {}
}

export class LinkNode {
  readonly type = FileType.symbolicLink;
  readonly modifiedMs = Date.now();
  constructor(
    readonly inode: number,
    readonly target: string,
  ) {}
}

export class DirectoryNode {
  readonly type = FileType.directory;
  readonly entries = new Map<string, TreeNode>();
  /** Names that a listing leaves out. */
  readonly unlisted = new Set<string>();
  modifiedMs = Date.now();
  constructor(
    readonly inode: number,
    /** Itself at the root. */
    public parent: DirectoryNode | null,
  ) {}
}

export type TreeNode = FileNode | LinkNode | DirectoryNode;

/** Where a path leads: its last name in its folder, and what is there. */
export interface Place {
  parent: DirectoryNode;
  name: string;
  node: TreeNode | null;
}

export class Tree {
  readonly root = new DirectoryNode(1, null);
  #inodes = 1;
  #nodes = 1;
  #contentBytes = 0;

  /** @throws WasiError where a folder on the way is missing */
  find(from: DirectoryNode, path: string, followLast: boolean, depth = 0): Place {
    if (depth > LINK_DEPTH_LIMIT) throw new WasiError(Errno.loop);
    if (path === '') throw new WasiError(Errno.noent);
    const names = path.split('/').filter((name) => name !== '' && name !== '.');
    let directory = path.startsWith('/') ? this.root : from;
    for (const [index, name] of names.entries()) {
      if (name.length > NAME_LIMIT_CHARACTERS) throw new WasiError(Errno.nametoolong);
      const isLast = index === names.length - 1;
      let place: Place;
      if (name === '..') {
        const up = directory.parent ?? directory;
        place = { parent: up.parent ?? up, name: '.', node: up };
      } else place = { parent: directory, name, node: directory.entries.get(name) ?? null };
      if (place.node instanceof LinkNode && (!isLast || followLast || path.endsWith('/'))) {
        place = this.find(directory, place.node.target, true, depth + 1);
      }
      if (isLast) {
        if (path.endsWith('/') && place.node && !(place.node instanceof DirectoryNode))
          throw new WasiError(Errno.notdir);
        return place;
      }
      if (!place.node) throw new WasiError(Errno.noent);
      if (!(place.node instanceof DirectoryNode)) throw new WasiError(Errno.notdir);
      directory = place.node;
    }
    return { parent: directory.parent ?? directory, name: '.', node: directory };
  }

  /** @throws WasiError where there is nothing */
  get(from: DirectoryNode, path: string, followLast: boolean): TreeNode {
    const { node } = this.find(from, path, followLast);
    if (!node) throw new WasiError(Errno.noent);
    return node;
  }

  addFile(place: Place): FileNode {
    return this.#add(place, new FileNode(++this.#inodes));
  }

  addDirectory(place: Place): DirectoryNode {
    return this.#add(place, new DirectoryNode(++this.#inodes, place.parent));
  }

  addLink(place: Place, target: string): LinkNode {
    return this.#add(place, new LinkNode(++this.#inodes, target));
  }

  /** Another name for the same file, or its new place. */
  attach(place: Place, node: TreeNode): void {
    this.#add(place, node);
    if (node instanceof DirectoryNode) node.parent = place.parent;
  }

  remove({ parent, name }: Place): void {
    const node = parent.entries.get(name);
    parent.entries.delete(name);
    parent.modifiedMs = Date.now();
    this.#nodes--;
    if (node instanceof FileNode) this.release(node);
  }

  /** To be called when one of its names or descriptors is gone. */
  release(file: FileNode): void {
    if (--file.uses > 0) return;
    this.#contentBytes -= file.content.length;
    file.content = new Uint8Array(0);
  }

  /** Makes the folders of the path. For files of ours: a program makes them one by one. */
  writeFile(path: string, content: Uint8Array): void {
    const cut = path.lastIndexOf('/');
    const parent = this.makeDirectories(path.slice(0, Math.max(cut, 0)));
    const place = { parent, name: path.slice(cut + 1), node: null };
    const file = this.addFile(place);
    this.write(file, 0, content);
  }

  /** As `writeFile`, of content that is not copied and does not count: the program must not be able to change it. */
  mount(path: string, content: Uint8Array): void {
    const cut = path.lastIndexOf('/');
    const file = this.addFile({
      parent: this.makeDirectories(path.slice(0, cut)),
      name: path.slice(cut + 1),
      node: null,
    });
    file.content = content;
    file.size = content.length;
  }

  makeDirectories(path: string): DirectoryNode {
    let directory = this.root;
    for (const name of path.split('/').filter(Boolean)) {
      const found = directory.entries.get(name);
      if (found && !(found instanceof DirectoryNode)) throw new WasiError(Errno.notdir);
      directory = found ?? this.addDirectory({ parent: directory, name, node: null });
    }
    return directory;
  }

  write(file: FileNode, at: number, bytes: Uint8Array): void {
    const end = at + bytes.length;
    if (end > file.content.length) this.#reserve(file, end);
    file.content.set(bytes, at);
    file.size = Math.max(file.size, end);
    file.modifiedMs = Date.now();
  }

  resize(file: FileNode, size: number): void {
    if (size > file.content.length) this.#reserve(file, size);
    else file.content.fill(0, size, Math.max(file.size, size));
    if (size === 0) {
      this.#contentBytes -= file.content.length;
      file.content = new Uint8Array(0);
    }
    file.size = size;
    file.modifiedMs = Date.now();
  }

  #add<T extends TreeNode>({ parent, name }: Place, node: T): T {
    if (name === '.' || parent.entries.has(name)) throw new WasiError(Errno.exist);
    if (++this.#nodes > NODE_LIMIT) throw new WasiError(Errno.nospc);
    parent.entries.set(name, node);
    parent.modifiedMs = Date.now();
    if (node instanceof FileNode) node.uses++;
    return node;
  }

  #reserve(file: FileNode, size: number): void {
    const room = Math.max(size, Math.min(file.content.length * 2, size + 1024 * 1024));
    const contentBytes = this.#contentBytes + room - file.content.length;
    if (contentBytes > CONTENT_LIMIT_BYTES) throw new WasiError(Errno.nospc);
    this.#contentBytes = contentBytes;
    const content = new Uint8Array(room);
    content.set(file.content.subarray(0, file.size));
    file.content = content;
  }
}
