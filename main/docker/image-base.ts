/** The small Debian system that every built image stands on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type Docker from 'dockerode';
import type { ImageNews } from './image-job';
import { pullReference } from './image-pull';
import { splitReference } from './image-reference';
import { readJsonLines } from './json-lines';

const SUITE = 'bookworm';
/** Where it comes from when it cannot be made on this machine. About what a pull downloads, in bytes. */
const REGISTRY_BASE = { reference: 'debian:bookworm-slim', downloadBytes: 28_000_000 };

export interface BaseOptions {
  /** What the base is to be called. */
  reference: string;
  signal: AbortSignal;
  report: (news: ImageNews) => void;
}

/** Makes the base from Debian's mirror where this machine can do that, and otherwise pulls Debian's own image. */
export async function makeBase(docker: Docker, options: BaseOptions): Promise<void> {
  const { repository, tag } = splitReference(options.reference);
  const present = await docker
    .getImage(REGISTRY_BASE.reference)
    .inspect()
    .catch(() => null);
  const bootstrap = present ? null : await findBootstrap(docker);
  if (bootstrap) return importBootstrapped(docker, bootstrap, options);
  if (!present) {
    await pullReference(docker, REGISTRY_BASE.reference, { ...options, expectedBytes: REGISTRY_BASE.downloadBytes });
  }
  await docker.getImage(REGISTRY_BASE.reference).tag({ repo: repository, tag });
}

type Bootstrap = (target: string) => string[];

/** The command that makes a Debian system as a tar; null where there is none or the daemon is of another kind. */
async function findBootstrap(docker: Docker): Promise<Bootstrap | null> {
  if (process.platform !== 'linux') return null;
  const { Arch } = await docker.version();
  if (Arch !== { x64: 'amd64', arm64: 'arm64' }[process.arch as string]) return null;
  if (await isInstalled('mmdebstrap')) {
    return (tar) => ['mmdebstrap', '--variant=minbase', '--aptopt=Acquire::Languages "none"', SUITE, tar];
  }
  if (process.getuid?.() === 0 && (await isInstalled('debootstrap'))) {
    const script =
      'debootstrap --variant=minbase "$1" "$2.d" >&2 && rm -rf "$2.d"/var/lib/apt/lists/* "$2.d"/var/cache/apt/archives/*.deb && tar -C "$2.d" -cf "$2" .; s=$?; rm -rf "$2.d"; exit $s';
    return (tar) => ['/bin/sh', '-c', script, 'sh', SUITE, tar];
  }
  return null;
}

async function isInstalled(command: string): Promise<boolean> {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']) {
    const found = await access(join(folder, command), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}

/** By way of a file: what an interrupted command has written must not become an image. */
async function importBootstrapped(docker: Docker, bootstrap: Bootstrap, options: BaseOptions): Promise<void> {
  const { reference, signal, report } = options;
  const folder = await mkdtemp(join(tmpdir(), 'runyard-base-'));
  const tar = join(folder, 'base.tar');
  try {
    await runBootstrap(bootstrap(tar), signal, report);
    report({ type: 'progress', message: 'Importing the Debian base', fraction: 0.9 });
    const file = createReadStream(tar, { signal });
    // Podman takes no tag of its own.
    const stream = await docker.importImage(file, { repo: reference, abortSignal: signal });
    for await (const { error } of readJsonLines<{ error?: string }>(stream as AsyncIterable<unknown>)) {
      if (error) throw new Error(error);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Stages that both commands tell of, roughly in even steps. */
const STAGE = /^I: (.*)/;
const STAGES = 12;

async function runBootstrap(command: string[], signal: AbortSignal, report: BaseOptions['report']): Promise<void> {
  signal.throwIfAborted();
  const [file = '', ...args] = command;
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  // The whole group: what the command has started must end too.
  const stop = () => {
    if (child.pid) process.kill(-child.pid, 'SIGTERM');
  };
  signal.addEventListener('abort', stop);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const lastLines: string[] = [];
  let stages = 0;
  createInterface({ input: child.stderr }).on('line', (line) => {
    lastLines.push(line);
    if (lastLines.length > 20) lastLines.shift();
    report({ type: 'log', text: line });
    const stage = STAGE.exec(line)?.[1];
    if (!stage) return;
    const fraction = Math.min(0.9, ++stages / STAGES);
    report({ type: 'progress', message: `Debian base: ${stage}`, fraction });
  });
  try {
    const [code] = await closed;
    signal.throwIfAborted();
    if (code !== 0) throw new Error(`${file} failed with ${code}: ${lastLines.join('\n')}`);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
