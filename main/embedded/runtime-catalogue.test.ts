import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RuntimeCatalogue } from './runtime-catalogue';

let root: string;
let catalogue: RuntimeCatalogue;

const manifest = {
  id: 'toy',
  title: 'Toy 1',
  assets: { wasm: '@toys/toy/dist/toy.wasm', data: 'plain/data.bin' },
  packages: { '@toys/toy': '1.2.3', plain: '4.0.0' },
  minMemoryBytes: 1,
  overheadBytes: 1,
};

async function put(path: string, value: unknown): Promise<void> {
  const file = join(root, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'runyard-catalogue-'));
  await put('app/out/embedded/toy.json', manifest);
  await put('app/node_modules/plain/package.json', { version: '4.0.0' });
  catalogue = new RuntimeCatalogue({
    embeddedDir: join(root, 'app/out/embedded'),
    packagesDir: join(root, 'data/packages'),
  });
});

afterEach(() => rm(root, { recursive: true, force: true }));

test('finds each package above it, or among the installed ones', async () => {
  await put('data/packages/node_modules/@toys/toy/package.json', { version: '1.2.3' });
  expect(await catalogue.find('toy')).toMatchObject({
    state: 'ready',
    runtime: {
      bundlePath: join(root, 'app/out/embedded/toy.js'),
      assetPaths: {
        wasm: join(root, 'data/packages/node_modules/@toys/toy/dist/toy.wasm'),
        data: join(root, 'app/node_modules/plain/data.bin'),
      },
    },
  });
});

test('names a package that is not there, or of another version, and what to do', async () => {
  const remedy = "Run npm install in Runyard's folder.";
  expect(await catalogue.find('toy')).toMatchObject({
    state: 'broken',
    reason: 'The npm package @toys/toy is not installed.',
    remedy,
  });
  await put('app/node_modules/@toys/toy/package.json', { version: '1.2.4' });
  const reason = 'The npm package @toys/toy is installed in version 1.2.4, but 1.2.3 is needed.';
  expect(await catalogue.find('toy')).toMatchObject({ state: 'broken', reason, remedy });
});

test('one whose optional package is absent can be installed, and is found as soon as it is there', async () => {
  const optionalPackage = { name: '@toys/toy', version: '1.2.3', integrity: 'sha512-x', downloadBytes: 9 };
  await put('app/out/embedded/toy.json', { ...manifest, optionalPackage });
  expect((await catalogue.find('toy')).state).toBe('missing');
  await put('data/packages/node_modules/@toys/toy/package.json', { version: '1.2.3' });
  expect((await catalogue.find('toy')).state).toBe('ready');
});

test('a manifest that is no manifest, and a runtime that was never built, are broken', async () => {
  await put('app/out/embedded/toy.json', '{"id": "toy", ');
  for (const id of ['toy', 'none']) {
    expect(await catalogue.find(id)).toMatchObject({
      state: 'broken',
      reason: `The embedded runtime "${id}" was not built.`,
    });
  }
  expect(await catalogue.list()).toHaveLength(1);
});
