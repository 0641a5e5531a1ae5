/** What somebody gets who installs the package: the tarball, taken apart beside nothing but its dependencies. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROTOCOL_VERSION } from '../../contract';
import { FakeEngine } from '../../main/api/fake-engine';
import { createServer, type Server } from '../../main/server/server';
import { version } from '../../package.json';
import { stagePackage } from './stage-package';

const root = resolve(import.meta.dirname, '../..');
const execute = promisify(execFile);
const TOKEN = 'token-of-this-test';
const LARGEST_GZIP_BYTES = 20_000;

let folder: string;
let consumer: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-package-'));
  const staged = join(folder, 'staged');
  await stagePackage(root, staged);
  await execute('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: staged });
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  consumer = join(folder, 'consumer');
  const installed = join(consumer, 'node_modules/runyard');
  await mkdir(installed, { recursive: true });
  await execute('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components', '1']);
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(consumer, 'package.json'), '{ "type": "module" }');
  server = await createServer({
    engine: new FakeEngine(),
    appInfo: { version, door: 'browser', platform: 'test' },
    rendererDir: import.meta.dirname,
    config: { token: TOKEN },
  });
}, 120_000);

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

test('has what it needs and no source', async () => {
  const files = await readdir(join(consumer, 'node_modules/runyard'), { recursive: true });
  expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'specs/python.yaml', 'client/README.md']));
  expect(files.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))).toEqual([]);
  // A client refuses a server by this number.
  expect(PROTOCOL_VERSION).toBe(Number.parseInt(version, 10));
});

test('is imported by a plain module in Node', async () => {
  const source = `
    import { createClient } from 'runyard/client';
    const client = createClient({ url: process.argv[2] });
    const { outcome } = await client.runToEnd({ spec: 'print', files: [{ path: 'a', content: 'text' }] });
    console.log(outcome.code);
    client.close();
  `;
  await writeFile(join(consumer, 'plain.mjs'), source);
  const { stdout } = await execute(process.execPath, ['plain.mjs', server.address], { cwd: consumer });
  expect(stdout).toBe('0\n');
});

test('has types under either resolution', { timeout: 120_000 }, async () => {
  const source = `
    import { createClient, type ErrorCode, isRunyardError, type RunEvent, type RunOutcome } from 'runyard/client';
    const client = createClient({ url: 'http://127.0.0.1:1', token: 'x' });
    export async function ask(): Promise<RunOutcome | ErrorCode> {
      try {
        for await (const event of client.run({ spec: 'python', files: [{ path: 'a.py', content: '' }] })) {
          const known: RunEvent = event;
          if (known.type === 'finished') return known.outcome;
        }
      } catch (error) {
        if (isRunyardError(error)) return error.code;
      }
      // @ts-expect-error: the spec is missing, and so are its types if this is no error
      client.run({ files: [] });
      // @ts-expect-error: no such event
      for await (const event of client.run({ spec: 'a', files: [] })) if (event.type === 'nothing') break;
      return 'INTERNAL';
    }
  `;
  await writeFile(join(consumer, 'typed.ts'), source);
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const) {
    const flags = ['--strict', '--noEmit', '--target', 'es2022', '--types', 'node'];
    const how = [
      '--module',
      module,
      '--moduleResolution',
      resolution,
      '--typeRoots',
      join(root, 'node_modules/@types'),
    ];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    await execute(process.execPath, [tsc, ...flags, ...how, 'typed.ts'], { cwd: consumer }).catch((error) => {
      throw new Error(`${resolution}: ${error.stdout}`);
    });
  }
});

test('is small in a page, and takes nothing of Node and no schemas there', { timeout: 60_000 }, async () => {
  await writeFile(join(consumer, 'page.js'), "import { createClient } from 'runyard/client'; createClient();");
  const entry = { entry: 'page.js', formats: ['es' as const], fileName: 'page' };
  const built = await build({
    root: consumer,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, lib: entry },
  });
  const chunks = (Array.isArray(built) ? built : [built]).flatMap((each) => ('output' in each ? each.output : []));
  expect(chunks).toMatchObject([{ type: 'chunk', imports: [], dynamicImports: [] }]);
  const code = chunks[0]?.type === 'chunk' ? chunks[0].code : '';
  expect(code).not.toMatch(/\brequire\(|\bprocess\.|\bBuffer\.|Zod/);
  expect(gzipSync(code).length).toBeLessThan(LARGEST_GZIP_BYTES);
});
