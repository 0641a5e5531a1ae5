import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RuntimeProgress } from '../../contract';
import { RuntimeCatalogue } from './runtime-catalogue';
import { Runtimes } from './runtimes';

let root: string;
let packagesDir: string;
let server: Server;
let runtimes: Runtimes;
/** Answers of the registry, which are held back after their beginning until they are let go. */
let held: Array<() => void>;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'runyard-runtimes-'));
  packagesDir = join(root, 'packages');
  const tar = pack();
  tar.entry({ name: 'package/package.json' }, '{"version":"1.2.3"}');
  tar.finalize();
  const archive = gzipSync(await buffer(tar));
  held = [];
  server = createServer((_, response) => {
    response.write(archive.subarray(0, 10));
    held.push(() => response.end(archive.subarray(10)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const embeddedDir = join(root, 'embedded');
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  await mkdir(embeddedDir);
  await writeFile(
    join(embeddedDir, 'toy.json'),
    JSON.stringify({
      id: 'toy',
      title: 'Toy',
      assets: {},
      packages: { toy: '1.2.3' },
      minMemoryBytes: 1,
      overheadBytes: 1,
      optionalPackage: { name: 'toy', version: '1.2.3', integrity, downloadBytes: archive.length },
    }),
  );
  runtimes = new Runtimes({
    catalogue: new RuntimeCatalogue({ embeddedDir, packagesDir }),
    packagesDir,
    snapshotsDir: join(root, 'snapshots'),
    registry: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
});

afterEach(async () => {
  await runtimes[Symbol.asyncDispose]();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(root, { recursive: true, force: true });
});

async function install(signal = new AbortController().signal): Promise<RuntimeProgress[]> {
  const news: RuntimeProgress[] = [];
  for await (const item of runtimes.install('toy', signal)) news.push(item);
  return news;
}

const isDone = expect.objectContaining({ type: 'done', runtime: expect.objectContaining({ state: 'ready' }) });

test('two who install the same at once share one download, and both hear of its end', async () => {
  const both = [install(), install()];
  await expect.poll(() => held.length).toBe(1);
  held[0]?.();
  for (const news of await Promise.all(both)) expect(news.at(-1)).toEqual(isDone);
  expect(held).toHaveLength(1);
  expect(await readdir(packagesDir)).toEqual(['node_modules']);
});

test('one who cancels takes it from nobody else; the last who does ends it, and it can be begun anew', async () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const both = [install(first.signal), install(second.signal)] as const;
  await expect.poll(() => held.length).toBe(1);
  first.abort();
  expect((await both[0]).filter(({ type }) => type === 'done')).toEqual([]);
  second.abort();
  const again = install();
  expect((await both[1]).filter(({ type }) => type === 'done')).toEqual([]);
  await expect.poll(() => held.length).toBe(2);
  held[1]?.();
  expect((await again).at(-1)).toEqual(isDone);
});

test('what a killed process left amid an installation goes at the next start; that of a living one stays', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const left = ['.installing-5', `.installing-${pid}-0a0b0c0d0e0f`, `.installing-${process.ppid}-0a0b0c0d0e0f`];
  for (const name of left) await mkdir(join(packagesDir, name, 'package'), { recursive: true });
  expect(await runtimes.list()).toMatchObject([{ id: 'toy', state: 'missing' }]);
  expect(await readdir(packagesDir)).toEqual([left[2]]);
});

test('disposal ends an installation that nobody reads on', async () => {
  const news = runtimes.install('toy', new AbortController().signal);
  expect(await news.next()).toMatchObject({ value: { type: 'progress' } });
  await runtimes[Symbol.asyncDispose]();
  expect(await news.next()).toMatchObject({ done: true });
  expect(await readdir(packagesDir)).toEqual([]);
});
