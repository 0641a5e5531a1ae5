/** What the built main process loads as it runs: the files of the build, and the npm packages that they name. */
import { access, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';

/**
 * As the bundler writes imports: static ones begin their line, and texts that look like one, such as a program in a
 * spec's example, stand within a line. The code is not minified.
 */
const IMPORT = /^(?:import|export)\b(?:[^"'`\n]*\bfrom)?\s*["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']\s*\)/gm;

export interface MainModules {
  /** Absolute paths. A folder may hold older builds' files too, and those of the other door. */
  files: string[];
  /** Folders below the root, such as `node_modules/zod`. */
  packages: string[];
}

/** @throws Error naming a package that is not installed */
export async function listMainModules(root: string, entry: string): Promise<MainModules> {
  const files = new Set<string>();
  const names = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, fixed, late] of (await readFile(file, 'utf8')).matchAll(IMPORT)) {
      const name = fixed ?? late ?? '';
      if (name.startsWith('.')) await visit(join(dirname(file), name));
      else if (name !== 'electron' && !isBuiltin(name)) names.add(packageOf(name));
    }
  };
  await visit(entry);
  const folders = new Set<string>();
  for (const name of names) await addPackage(name, root, root, folders);
  return { files: [...files].sort(), packages: [...folders].map((folder) => relative(root, folder)).sort() };
}

/** `@scope/name` or `name` of what an import names. */
function packageOf(name: string): string {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

interface Manifest {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** The package as somebody in the folder `from` sees it, and all that it needs in turn. */
async function addPackage(name: string, from: string, root: string, folders: Set<string>): Promise<void> {
  if (name.startsWith('@types/')) return;
  const folder = await findPackage(name, from, root);
  if (folder === null) throw new Error(`${name}, which ${relative(root, from) || 'main'} needs, is not installed.`);
  if (folders.has(folder)) return;
  folders.add(folder);
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
  for (const needed of Object.keys(manifest.dependencies ?? {})) await addPackage(needed, folder, root, folders);
  const { optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
  for (const wished of [...Object.keys(optionalDependencies), ...peers]) {
    if (await findPackage(wished, folder, root)) await addPackage(wished, folder, root, folders);
  }
}

async function findPackage(name: string, from: string, root: string): Promise<string | null> {
  const folder = join(from, 'node_modules', name);
  const isThere = await access(join(folder, 'package.json')).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  return from === root ? null : findPackage(name, dirname(from), root);
}
