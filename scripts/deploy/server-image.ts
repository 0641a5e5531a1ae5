/** The server's image on a daemon without a registry: its base is an image of Debian that is here, with this Node. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type Docker from 'dockerode';
import { stageServer } from './stage-server';

const run = promisify(execFile);

/** Copies images from the machine's own daemon. */
export async function copyImages(references: string[], target: Docker): Promise<void> {
  const saved = spawn('docker', ['save', ...references], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(saved, 'exit');
  const loading = await target.loadImage(saved.stdout);
  for await (const _progress of loading) void _progress;
  const [code] = await ended;
  if (code !== 0) throw new Error(`docker save ended with ${code}`);
}

const NODE_IMAGE = 'runyard-test/node:1';
/** Images built on one that has it have it too: it finds the stage without a name that a build leaves behind. */
const LABEL = 'runyard-test';

/**
 * Builds `scripts/deploy/Dockerfile` over a context that brings the staged app.
 * @param base a Debian image without Node
 */
export async function buildServerImage(address: string, base: string, reference: string): Promise<void> {
  const root = resolve('.');
  await access(join(root, 'out/main/serve.js')).catch(() => run('npx', ['electron-vite', 'build'], { cwd: root }));
  const folder = await mkdtemp(join(tmpdir(), 'runyard-image-'));
  const at = (name: string) => join(folder, name);
  const docker = (...words: string[]) =>
    run('docker', words, {
      env: { ...process.env, DOCKER_HOST: address, DOCKER_BUILDKIT: '0' },
      maxBuffer: 64 * 1024 * 1024,
    });
  const build = (context: string, ...words: string[]) => docker('build', '--network=none', ...words, context);
  try {
    await Promise.all([mkdir(at('base')), mkdir(at('context'))]);
    await copyFile(process.execPath, at('base/node'));
    await writeFile(
      at('base/Dockerfile'),
      `FROM ${base}\nLABEL ${LABEL}=${basename(folder)}\nCOPY node /usr/local/bin/node\n`,
    );
    await build(at('base'), '--tag', NODE_IMAGE);
    await stageServer(root, at('context/app'));
    await copyFile(join(root, 'scripts/deploy/Dockerfile'), at('context/Dockerfile'));
    await build(at('context'), '--build-arg', `BASE_IMAGE=${NODE_IMAGE}`, '--tag', reference);
  } finally {
    await docker('rmi', NODE_IMAGE).catch(() => {});
    await docker('image', 'prune', '--force', '--filter', `label=${LABEL}=${basename(folder)}`).catch(() => {});
    await rm(folder, { recursive: true, force: true });
  }
}
