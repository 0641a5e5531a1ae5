import { spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
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

const never = new AbortController().signal;
const open = (engineVersion = '1') => new SnapshotStore({ dir: join(dir, 'snapshots'), engineVersion });

/** What a guest would be given. */
async function read(store: SnapshotStore): Promise<string> {
  const { path, bytes } = await store.get(runtime, make, never);
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
  await spoil((await open().get(runtime, make, never)).path);
  expect(await read(open())).toBe('the state of a runtime');
  expect(made).toBe(2);
});

test('is noticed to be cut short while in use', async () => {
  const store = open();
  await truncate((await store.get(runtime, make, never)).path, 20);
  expect(await read(store)).toBe('the state of a runtime');
  expect(made).toBe(2);
});

test('is made once by two who start at once, as two processes do', async () => {
  expect(await Promise.all([read(open()), read(open())])).toEqual(Array(2).fill('the state of a runtime'));
  expect(made).toBe(1);
});

test('is made by the next where the process that was at it was killed, and what that left is gone', async () => {
  const snapshots = join(dir, 'snapshots');
  const store = open();
  let left: string[] = [];
  await store.get(
    runtime,
    async function* () {
      left = await readdir(snapshots);
      yield* make();
    },
    never,
  );
  expect(left).toHaveLength(2);
  await store.discard(await store.get(runtime, make, never));
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  for (const name of left) await writeFile(join(snapshots, name), String(pid));
  expect(await read(open())).toBe('the state of a runtime');
  expect(made).toBe(2);
  expect(await readdir(snapshots)).toEqual([expect.stringMatching(/^toy-.*\.snapshot$/)]);
});

test('nobody who gives up waits for a process that goes on making it', async () => {
  const [first, second] = [open(), open()];
  let finish = (): void => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const making = first.get(
    runtime,
    async function* () {
      yield* make();
      await finished;
    },
    never,
  );
  await expect.poll(() => made).toBe(1);
  const abort = new AbortController();
  const waiting = second.get(runtime, make, abort.signal);
  abort.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow();
  finish();
  await making;
  expect(made).toBe(1);
});

test('one that was made anew is not discarded by who could not use the former', async () => {
  const store = open();
  const former = await store.get(runtime, make, never);
  await store.discard(former);
  await read(store);
  await store.discard(former);
  expect(await read(store)).toBe('the state of a runtime');
  expect(made).toBe(2);
});

test('of other code is replaced; of another engine is kept while that goes on using it', async () => {
  const list = () => readdir(join(dir, 'snapshots'));
  await read(open());
  await read(open('2'));
  await read(open());
  expect({ made, kept: (await list()).length }).toEqual({ made: 2, kept: 2 });
  const { path } = await open('2').get(runtime, make, never);
  await writeFile(runtime.bundlePath, 'other code');
  await read(open());
  expect({ made, kept: (await list()).length }).toEqual({ made: 3, kept: 2 });
  await utimes(path, 0, 0);
  await writeFile(runtime.bundlePath, 'still other code');
  await read(open());
  expect({ made, kept: (await list()).length }).toEqual({ made: 4, kept: 1 });
});

test('one whose making fails leaves nothing, and is tried again', async () => {
  const store = open();
  await expect(
    store.get(
      runtime,
      async function* () {
        yield Buffer.from('half');
        throw new Error('no');
      },
      never,
    ),
  ).rejects.toThrow('no');
  expect(await readdir(join(dir, 'snapshots'))).toEqual([]);
  expect(await read(store)).toBe('the state of a runtime');
});
