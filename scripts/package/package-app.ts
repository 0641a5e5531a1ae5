/** Makes of the build and of an Electron distribution an app that runs without the checkout and without npm. */
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { createPackage } from '@electron/asar';
import { type FuseConfig, flipFuses } from '@electron/fuses';
import { BuiltManifest, packageOf } from '../../main/embedded/runtime-manifest';
import { listMainModules } from './main-modules';
import { shippedFuses } from './shipped-fuses';

/** Of a distribution, what is not the app's: `recipe` is in the tests' own. */
const NOT_SHIPPED = ['resources', 'version', 'recipe'];
/** Of an npm package, what only developers read. Licences stay. */
const FOR_DEVELOPERS = /\.(map|d\.[cm]?ts)$/;

export interface PackageOptions {
  root: string;
  /** Folder of the distribution, with `electron` or `electron.exe` in it. */
  electronDist: string;
  /** Must not exist. */
  target: string;
  /** Other than those that are shipped. */
  fuses?: FuseConfig;
}

/**
 * @returns path of the executable
 * @throws Error where the distribution or the build is not there
 */
export async function packageApp({
  root,
  electronDist,
  target,
  fuses = shippedFuses,
}: PackageOptions): Promise<string> {
  const executable = await copyElectron(electronDist, target);
  const resources = join(target, 'resources');
  await mkdir(resources);
  const staged = await mkdtemp(join(tmpdir(), 'runyard-package-'));
  try {
    await stageApp(root, staged);
    await createPackage(staged, join(resources, 'app.asar'));
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
  await copyEmbedded(root, join(resources, 'app.asar.unpacked'));
  await cp(join(root, 'specs'), join(resources, 'specs'), { recursive: true });
  await copyFile(join(root, 'LICENSE'), join(target, 'LICENSE'));
  await chmod(target, 0o755);
  await makeReadable(resources);
  await flipFuses(executable, fuses);
  return executable;
}

async function copyElectron(dist: string, target: string): Promise<string> {
  const files = await readdir(dist).catch(() => []);
  const binary = files.find((file) => file === 'electron' || file === 'electron.exe');
  if (binary === undefined) {
    throw new Error(`There is no Electron for Linux or Windows in ${dist}. Get it with: npx install-electron`);
  }
  await cp(dist, target, {
    recursive: true,
    errorOnExist: true,
    force: false,
    filter: (path) => dirname(path) !== dist || !NOT_SHIPPED.includes(basename(path)),
  });
  // Under its own name `app.isPackaged` is false.
  const executable = join(target, binary.replace('electron', 'runyard'));
  await rename(join(target, binary), executable);
  return executable;
}

/** What goes into the archive: all that Electron itself reads. */
async function stageApp(root: string, staged: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, productName, version, description, license, type, main } = manifest;
  await writeFile(
    join(staged, 'package.json'),
    JSON.stringify({ name, productName, version, description, license, type, main }),
  );
  const { files, packages } = await listMainModules(root, join(root, String(main)));
  await mkdir(join(staged, 'out', 'main'), { recursive: true });
  for (const file of files) await copyFile(file, join(staged, relative(root, file)));
  for (const folder of ['preload', 'renderer']) {
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

/** What lies beside the archive: a guest process is given open files, and an archive has none. */
async function copyEmbedded(root: string, unpacked: string): Promise<void> {
  const built = join(root, 'out', 'embedded');
  await cp(built, join(unpacked, 'out', 'embedded'), { recursive: true });
  for (const file of (await readdir(built)).filter((name) => name.endsWith('.json'))) {
    const manifest = BuiltManifest.parse(JSON.parse(await readFile(join(built, file), 'utf8')));
    // A person installs that one when it is wanted.
    const isBrought = (name: string) => name !== manifest.optionalPackage?.name;
    const files = Object.values(manifest.assets).filter((asset) => isBrought(packageOf(asset)));
    for (const name of Object.keys(manifest.packages).filter(isBrought)) files.push(...(await listNotices(root, name)));
    for (const asset of files) {
      const copy = join(unpacked, 'node_modules', asset);
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
async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else await chmod(path, 0o644);
  }
}
