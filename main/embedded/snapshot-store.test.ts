import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Runtime } from './runtime-catalogue';
import { SnapshotStore } from './snapshot-store';

let dir: string;
let runtime: Runtime;
let made: number;

async function* make(): AsyncGenerator<Uint8Array> {
  made += 1;
  yield Buffer.from('the state of ');
  yield Buffer.from('a runtime');
}

const open = (engineVersion = '1') => new SnapshotStore({ dir: join(dir, 'snapshots'), engineVersion });

/** What a guest would be given. */
async function read(store: SnapshotStore): Promise<string> {
  const { path, bytes } = await store.get(runtime, make);
  return (await readFile(path)).subarray(0, bytes).toString();
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'runyard-snapshots-'));
  const bundlePath = join(dir, 'toy.js');
  await writeFile(bundlePath, 'code');
  const manifest = {
    id: 'toy',
    title: 'Toy',
    assets: {},
    packages: {},
    minMemoryBytes: 1,
    overheadBytes: 1,
    v8Flags: [],
    snapshot: true,
  };
  runtime = { manifest, bundlePath, assetPaths: {} };
  made = 0;
});

afterEach(() => rm(dir, { recursive: true, force: true }));

test('is made once, for all who ask at once and for later starts', async () => {
  const store = open();
  expect(await store.has(runtime)).toBe(false);
  expect(await Promise.all([read(store), read(store)])).toEqual(Array(2).fill('the state of a runtime'));
  expect(await read(store)).toBe('the state of a runtime');
  expect(await read(open())).toBe('the state of a runtime');
  expect(await open().has(runtime)).toBe(true);
  expect(made).toBe(1);
});

test.each([
  ['cut short', (path: string) => truncate(path, 20)],
  ['empty', (path: string) => truncate(path, 0)],
  ['too long', (path: string) => appendFile(path, 'x')],
  ['altered', (path: string) => writeFile(path, 'X', { flag: 'r+' })],
])('is made anew where the file is %s', async (_what, spoil) => {
  await spoil((await open().get(runtime, make)).path);
  expect(await read(open())).toBe('the state of a runtime');
  expect(made).toBe(2);
});

test('is noticed to be cut short while in use', async () => {
  const store = open();
  await truncate((await store.get(runtime, make)).path, 20);
  expect(await read(store)).toBe('the state of a runtime');
  expect(made).toBe(2);
});

test('of another engine, or of other code, is replaced', async () => {
  await read(open());
  await read(open('2'));
  await writeFile(runtime.bundlePath, 'other code');
  await read(open('2'));
  expect(made).toBe(3);
  expect(await readdir(join(dir, 'snapshots'))).toHaveLength(1);
});

test('one whose making fails leaves nothing, and is tried again', async () => {
  const store = open();
  await expect(
    store.get(runtime, async function* () {
      yield Buffer.from('half');
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await readdir(join(dir, 'snapshots'))).toEqual([]);
  expect(await read(store)).toBe('the state of a runtime');
});
