import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installRuntime } from './runtime-installer';
import type { BuiltManifest } from './runtime-manifest';

let packagesDir: string;
let server: Server;
let registry: string;
/** What the registry answers with; null hangs after the first bytes. */
let body: Buffer;
let status: number;
let asked: string[];
let hang: boolean;

beforeEach(async () => {
  packagesDir = await mkdtemp(join(tmpdir(), 'runyard-installer-'));
  asked = [];
  status = 200;
  hang = false;
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(status);
    if (hang) response.write(body.subarray(0, 10));
    else response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(packagesDir, { recursive: true, force: true });
});

async function archive(files: Record<string, string>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}

function manifestOf(bytes: Buffer): BuiltManifest {
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const optionalPackage = { name: '@toys/toy', version: '1.2.3', integrity, downloadBytes: bytes.length };
  return {
    id: 'toy',
    title: 'Toy',
    assets: {},
    packages: {},
    minMemoryBytes: 1,
    overheadBytes: 1,
    v8Flags: [],
    snapshot: false,
    optionalPackage,
  };
}

function install(manifest: BuiltManifest, signal = new AbortController().signal): Promise<number[]> {
  const fractions: number[] = [];
  const report = (_message: string, fraction: number) => void fractions.push(fraction);
  return installRuntime(manifest, { registry, packagesDir, signal, report }).then(() => fractions);
}

test('puts the pinned package where it is looked for, and says how far it is', async () => {
  body = await archive({ 'package/package.json': '{"version":"1.2.3"}', 'package/gen/toy.wasm': 'wasm' });
  const fractions = await install(manifestOf(body));
  expect(asked).toEqual(['/@toys/toy/-/toy-1.2.3.tgz']);
  expect(await readFile(join(packagesDir, 'node_modules/@toys/toy/gen/toy.wasm'), 'utf8')).toBe('wasm');
  expect(fractions.at(-1)).toBe(0.9);
  expect(await readdir(packagesDir)).toEqual(['node_modules']);
});

test.each([
  ['another package', async () => archive({ 'package/a': 'evil' }), /not the package that was pinned|larger/],
  ['a cut one', async () => (await archive({ 'package/a': 'good' })).subarray(0, 40), /not the package/],
  ['one without end', async () => Buffer.alloc(100_000), /larger than the package/],
])('refuses %s and leaves nothing', async (_what, answer, why) => {
  const wanted = manifestOf(await archive({ 'package/a': 'good' }));
  body = await answer();
  await expect(install(wanted)).rejects.toMatchObject({
    code: 'RUNTIME_INSTALL_FAILED',
    message: expect.stringMatching(why),
  });
  expect(await readdir(packagesDir)).toEqual([]);
});

test('a file that would lie outside is refused', async () => {
  body = await archive({ 'package/../../../evil': 'x' });
  await expect(install(manifestOf(body))).rejects.toMatchObject({ message: expect.stringContaining('outside itself') });
  expect(await readdir(packagesDir)).toEqual([]);
});

test('a registry that refuses, or is not there, is named with what to do', async () => {
  body = Buffer.from('no');
  status = 404;
  await expect(install(manifestOf(body))).rejects.toMatchObject({
    message: expect.stringContaining(`${registry}/@toys/toy/-/toy-1.2.3.tgz: the registry answered 404`),
    remedy: expect.stringContaining('RUNYARD_NPM_REGISTRY'),
  });
  registry = 'http://127.0.0.1:1';
  await expect(install(manifestOf(body))).rejects.toMatchObject({ code: 'RUNTIME_INSTALL_FAILED' });
});

test('one that is cancelled leaves nothing', async () => {
  body = await archive({ 'package/a': 'good' });
  hang = true;
  const abort = new AbortController();
  const installing = install(manifestOf(body), abort.signal);
  await expect.poll(() => asked.length).toBe(1);
  abort.abort(new Error('cancelled'));
  await expect(installing).rejects.toThrow('cancelled');
  expect(await readdir(packagesDir)).toEqual([]);
});
