/** Each example of the README against a real server and engine: its types, and what it prints. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer, type Server } from '../main/server/server';
import { openTestEngine, type TestEngine } from '../main/testing/test-engine';
import { stagePackage } from '../scripts/build-client/stage-package';

const root = resolve(import.meta.dirname, '..');
const execute = promisify(execFile);
const TOKEN = 'the-token-of-the-server';
const SITE = 'https://site.example';

interface Example {
  title: string;
  place: 'node' | 'browser';
  source: string;
  printed: string;
}

const examples = readExamples(await readFile(join(import.meta.dirname, 'README.md'), 'utf8'));
let folder: string;
let tested: TestEngine;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-readme-'));
  await stagePackage(root, join(folder, 'node_modules/runyard'));
  for (const name of ['@orpc', '@types', 'tsx', 'zod']) {
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  tested = await openTestEngine();
  server = await createServer({
    engine: tested.engine,
    appInfo: { version: '0.1.0', door: 'browser', platform: 'test' },
    rendererDir: import.meta.dirname,
    config: { token: TOKEN, allowedOrigins: [SITE] },
  });
  // What a page has and Node 20 has not.
  const page = `
    import { WebSocket } from '${join(root, 'node_modules/ws/wrapper.mjs')}';
    globalThis.WebSocket = class extends WebSocket {
      constructor(url, protocols) { super(url, protocols, { origin: '${SITE}' }); }
    };
  `;
  await writeFile(join(folder, 'page.mjs'), page);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
  await tested[Symbol.asyncDispose]();
});

describe('README', () => {
  test.each(examples)('$title', async ({ place, source, printed }) => {
    const text = source.replaceAll('http://127.0.0.1:4000', server.origin);
    await writeFile(join(folder, 'example.ts'), text);
    const flags = place === 'node' ? [] : ['--conditions', 'browser', '--import', './page.mjs'];
    const { stdout } = await execute(process.execPath, ['--import', 'tsx', ...flags, 'example.ts'], {
      cwd: folder,
      env: { PATH: process.env.PATH, RUNYARD_TOKEN: TOKEN },
    });
    expect(stdout).toBe(printed);
  });

  test('has the right types', { timeout: 120_000 }, async () => {
    const files = examples.map((_, index) => `example-${index}.ts`);
    for (const [index, { source }] of examples.entries()) await writeFile(join(folder, files[index]!), source);
    const flags = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2022,esnext.disposable,dom'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const how = ['--module', 'nodenext', '--types', 'node', '--skipLibCheck'];
    await execute(process.execPath, [tsc, ...flags, ...how, ...files], { cwd: folder }).catch((error) => {
      throw new Error(error.stdout);
    });
  });
});

/** A block of `ts`, and the block of `text` after it. */
function readExamples(markdown: string): Example[] {
  const pattern = /```ts( browser)?\n(.*?)```\n\n```text\n(.*?)```/gs;
  const found = [...markdown.matchAll(pattern)].map(([, browser, source = '', printed = ''], index, all): Example => {
    const before = markdown.slice(0, all[index]?.index).match(/(?<=^## ).*$/gm) ?? [];
    return { title: before.at(-1) ?? '', place: browser ? 'browser' : 'node', source, printed };
  });
  if (found.length !== markdown.match(/^```ts/gm)?.length) throw new Error('An example does not say what it prints.');
  return found;
}
