/** Lays out of a checkout what runs without it: the built code, what it needs of npm, the embedded runtimes. */
import { chmod, copyFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { BuiltManifest, packageOf } from '../../main/embedded/runtime-manifest';
import { listMainModules } from './main-modules';

/** Of an npm package, what only developers read. Licences stay. */
const FOR_DEVELOPERS = /\.(map|d\.[cm]?ts)$/;

export interface StageOptions {
  /** Of the checkout. */
  root: string;
  /** Folder that is filled. */
  staged: string;
  /** What is started, below the root: `out/main/index.js`. */
  entry: string;
  /** Folders of `out/` that are taken whole. */
  folders: readonly string[];
}

/** @throws Error where the build or a package is not there */
export async function stageModules({ root, staged, entry, folders }: StageOptions): Promise<void> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, productName, version, description, license, type, main } = manifest;
  await writeFile(
    join(staged, 'package.json'),
    JSON.stringify({ name, productName, version, description, license, type, main }),
  );
  const { files, packages } = await listMainModules(root, join(root, entry));
  for (const file of files) {
    const copy = join(staged, relative(root, file));
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(file, copy);
  }
  for (const folder of folders) {
    await cp(join(root, 'out', folder), join(staged, 'out', folder), { recursive: true });
  }
  for (const folder of packages) {
    const from = join(root, folder);
    // A package within is in the list itself, if it is needed.
    const filter = (path: string) =>
      !FOR_DEVELOPERS.test(path) && !relative(from, path).split(sep).includes('node_modules');
    await cp(from, join(staged, folder), { recursive: true, filter });
  }
}

/** As files of their own: a guest process is given open files, and an archive has none. */
export async function copyEmbedded(root: string, staged: string): Promise<void> {
  const built = join(root, 'out', 'embedded');
  await cp(built, join(staged, 'out', 'embedded'), { recursive: true });
  for (const file of (await readdir(built)).filter((name) => name.endsWith('.json'))) {
    const manifest = BuiltManifest.parse(JSON.parse(await readFile(join(built, file), 'utf8')));
    // A person installs that one when it is wanted.
    const isBrought = (name: string) => name !== manifest.optionalPackage?.name;
    const files = Object.values(manifest.assets).filter((asset) => isBrought(packageOf(asset)));
    for (const name of Object.keys(manifest.packages).filter(isBrought)) files.push(...(await listNotices(root, name)));
    for (const asset of files) {
      const copy = join(staged, 'node_modules', asset);
      await mkdir(dirname(copy), { recursive: true });
      await copyFile(join(root, 'node_modules', asset), copy);
    }
  }
}

/** The version, which the engine compares, and the licence. */
async function listNotices(root: string, name: string): Promise<string[]> {
  const files = await readdir(join(root, 'node_modules', name));
  return files.filter((file) => /^(package\.json|licen[cs]e.*)$/i.test(file)).map((file) => `${name}/${file}`);
}

/** For everybody, however strict this person's umask: as root the engine's guests are started as `nobody`. */
export async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else await chmod(path, 0o644);
  }
}
