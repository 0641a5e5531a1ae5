/** Makes of the build and of an Electron distribution an app that runs without the checkout and without npm. */
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import { type FuseConfig, flipFuses } from '@electron/fuses';
import { shippedFuses } from './shipped-fuses';
import { copyEmbedded, makeReadable, stageModules } from './stage-app';

/** Of a distribution, what is not the app's: `recipe` is in the tests' own. */
const NOT_SHIPPED = ['resources', 'version', 'recipe'];

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
    const { main } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { main: string };
    await stageModules({ root, staged, entry: main, folders: ['preload', 'renderer'] });
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
