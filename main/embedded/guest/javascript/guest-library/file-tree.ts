/** The files of the program, in memory: `/work` with the job's own, `/tmp`. */
import { encodeUtf8 } from './encoding';
import { systemError } from './errors';
import * as path from './path';

export interface FileNode {
  kind: 'file';
  /** A source that nobody has read as bytes stays text. */
  content: Uint8Array | string;
  changedMs: number;
}
export interface FolderNode {
  kind: 'folder';
  entries: Map<string, TreeNode>;
  changedMs: number;
}
export type TreeNode = FileNode | FolderNode;

const root: FolderNode = newFolder();

export function newFolder(): FolderNode {
  return { kind: 'folder', entries: new Map(), changedMs: Date.now() };
}

export function find(place: string): TreeNode | undefined {
  let node: TreeNode | undefined = root;
  for (const name of path.resolve(place).split('/')) {
    if (name === '') continue;
    if (node?.kind !== 'folder') return undefined;
    node = node.entries.get(name);
  }
  return node;
}

export function findOrThrow(place: string, syscall: string): TreeNode {
  const node = find(place);
  if (!node) throw systemError('ENOENT', syscall, place);
  return node;
}

export function findParent(place: string, syscall: string): { folder: FolderNode; name: string } {
  const full = path.resolve(place);
  const folder = find(path.dirname(full));
  if (!folder) throw systemError('ENOENT', syscall, place);
  if (folder.kind !== 'folder') throw systemError('ENOTDIR', syscall, place);
  return { folder, name: path.basename(full) };
}

export function makeFolders(place: string): string | undefined {
  const full = path.resolve(place);
  const there = find(full);
  if (there) {
    if (there.kind === 'folder') return undefined;
    throw systemError('EEXIST', 'mkdir', place);
  }
  const first = makeFolders(path.dirname(full));
  const { folder, name } = findParent(full, 'mkdir');
  folder.entries.set(name, newFolder());
  return first ?? full;
}

export function readBytes(file: FileNode): Uint8Array {
  if (typeof file.content === 'string') file.content = encodeUtf8(file.content);
  return file.content;
}

export function putFile(place: string, content: Uint8Array | string, syscall = 'open'): FileNode {
  const { folder, name } = findParent(place, syscall);
  const there = folder.entries.get(name);
  if (there?.kind === 'folder' || name === '') throw systemError('EISDIR', syscall, place);
  if (there) {
    there.content = content;
    there.changedMs = Date.now();
    return there;
  }
  const file: FileNode = { kind: 'file', content, changedMs: Date.now() };
  folder.entries.set(name, file);
  return file;
}

export function fillTree(files: { path: string; content: string }[]): void {
  makeFolders('/work');
  makeFolders('/tmp');
  for (const file of files) {
    const place = path.resolve('/work', file.path);
    makeFolders(path.dirname(place));
    putFile(place, file.content);
  }
}
