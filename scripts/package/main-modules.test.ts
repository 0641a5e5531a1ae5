import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listMainModules } from './main-modules';

let root = '';
const entry = () => join(root, 'out/main/index.js');

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'runyard-modules-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

const npmPackage = (manifest: object = {}) => JSON.stringify(manifest);

it('follows the build from its entry and leaves what that does not reach', async () => {
  await write({
    'out/main/index.js': 'import { a } from "./chunk-a.js";\nconst b = () => import("./chunk-b.js");',
    'out/main/chunk-a.js':
      'import "./index.js";\nimport "node:fs";\nimport { app } from "electron";\nBuffer.from("no-module");',
    'out/main/chunk-b.js': `export const a = "no-name";\nconst specs = "import { b } from './no-file.js'\\nfrom 'x'";`,
    'out/main/serve.js': 'import "other-door";',
  });
  const { files, packages } = await listMainModules(root, entry());
  expect(files).toEqual(['chunk-a.js', 'chunk-b.js', 'index.js'].map((name) => join(root, 'out/main', name)));
  expect(packages).toEqual([]);
});

it('finds what packages need, as Node would, and leaves types and what is only wished for', async () => {
  await write({
    'out/main/index.js': 'import x from "@scope/first/part";',
    'node_modules/@scope/first/package.json': npmPackage({
      dependencies: { shared: '1', '@types/shared': '1' },
      optionalDependencies: { absent: '1', present: '1' },
      peerDependencies: { peer: '1', wished: '1' },
      peerDependenciesMeta: { wished: { optional: true } },
    }),
    'node_modules/@scope/first/node_modules/shared/package.json': npmPackage({ dependencies: { '@scope/first': '1' } }),
    'node_modules/shared/package.json': npmPackage(),
    'node_modules/@types/shared/package.json': npmPackage(),
    'node_modules/present/package.json': npmPackage({ dependencies: { shared: '1' } }),
    'node_modules/peer/package.json': npmPackage(),
    'node_modules/wished/package.json': npmPackage(),
  });
  expect((await listMainModules(root, entry())).packages).toEqual([
    'node_modules/@scope/first',
    'node_modules/@scope/first/node_modules/shared',
    'node_modules/peer',
    'node_modules/present',
    'node_modules/shared',
  ]);
});

it('says which package is not installed, and who needs it', async () => {
  await write({
    'out/main/index.js': 'import x from "first";',
    'node_modules/first/package.json': npmPackage({ dependencies: { gone: '1' } }),
  });
  await expect(listMainModules(root, entry())).rejects.toThrow(
    'gone, which node_modules/first needs, is not installed',
  );
});
