import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBuildCurrent } from './ensure-build';

let root: string;

/** Writes a file and sets its time and its folder's, in seconds. */
async function put(path: string, time: number): Promise<void> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '');
  await utimes(file, time, time);
  await utimes(dirname(file), time, time);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'runyard-build-'));
  for (const path of ['contract/a.ts', 'main/docker/b.ts', 'renderer/app/c.tsx', 'package.json']) await put(path, 100);
  for (const folder of ['main', 'renderer']) await utimes(join(root, folder), 100, 100);
  for (const path of [
    'main/index.js',
    'main/serve.js',
    'main/runyard.js',
    'embedded/supervisor.cjs',
    'preload/index.cjs',
    'renderer/index.html',
  ])
    await put(`out/${path}`, 200);
});

afterEach(() => rm(root, { recursive: true, force: true }));

test('is current when all results are newer than all sources', async () => {
  expect(await isBuildCurrent(root)).toBe(true);
});

test.each(['renderer/app/c.tsx', 'main/docker/new.ts', 'package-lock.json', 'electron.vite.config.ts'])(
  'is stale after %s has changed',
  async (path) => {
    await put(path, 300);
    expect(await isBuildCurrent(root)).toBe(false);
  },
);

test('is stale after a source was removed', async () => {
  await rm(join(root, 'main/docker/b.ts'));
  expect(await isBuildCurrent(root)).toBe(false);
});

test('is stale when a source changed while it was built', async () => {
  await put('renderer/app/c.tsx', 205);
  await put('out/renderer/index.html', 210);
  expect(await isBuildCurrent(root)).toBe(false);
});

test('is stale when a result is missing', async () => {
  await rm(join(root, 'out/preload/index.cjs'));
  expect(await isBuildCurrent(root)).toBe(false);
});

test('does not mind a changed test', async () => {
  const before = { time: 100, path: join(root, 'contract') };
  await put('contract/a.test.ts', 300);
  await utimes(before.path, before.time, before.time);
  expect(await isBuildCurrent(root)).toBe(true);
});
