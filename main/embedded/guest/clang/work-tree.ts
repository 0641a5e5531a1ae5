/** The file system of a C program: its work folder is the root, at which WASI begins every relative path. */
import { Tree } from '../wasi/tree';

/** The usual paths of work folder and temporary files lead there too. */
export function createWorkTree(): Tree {
  const tree = new Tree();
  tree.addLink({ parent: tree.root, name: 'work', node: null }, '/');
  tree.makeDirectories('/tmp');
  for (const name of ['work', 'tmp', '.sdk', '.out']) tree.root.unlisted.add(name);
  return tree;
}
