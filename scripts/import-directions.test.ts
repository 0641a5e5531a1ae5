/** The lint rules of `biome.json` hold the direction of imports; this shows that each of them can fail. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = resolve(import.meta.dirname, '..');

/** The rooms of the engine, each with the rooms that it may import. */
const engineRooms: Record<string, string[]> = {
  config: [],
  sandbox: [],
  specs: ['sandbox', 'config'],
  docker: ['sandbox', 'config'],
  embedded: ['sandbox', 'config'],
  workspace: ['sandbox', 'config'],
  checks: ['sandbox', 'config'],
  packs: ['sandbox', 'config'],
  schedule: ['sandbox', 'config'],
  api: ['config', 'sandbox', 'specs', 'docker', 'embedded', 'workspace', 'checks', 'packs', 'schedule'],
};
const doors = ['desktop', 'server', 'cli'];
const rooms = [...Object.keys(engineRooms), ...doors, 'testing'];

interface ImportCase {
  file: string;
  source: string;
  allowed: boolean;
}

function refuse(file: string, ...sources: string[]): ImportCase[] {
  return sources.map((source) => ({ file, source, allowed: false }));
}

function allow(file: string, ...sources: string[]): ImportCase[] {
  return sources.map((source) => ({ file, source, allowed: true }));
}

const engineCases: ImportCase[] = Object.entries(engineRooms).flatMap(([room, lower]) => [
  ...rooms
    .filter((other) => other !== room)
    .map((other) => ({ file: `main/${room}/a.ts`, source: `../${other}/b`, allowed: lower.includes(other) })),
  ...allow(`main/${room}/a.ts`, './b', '../../contract', '../../contract/run', 'node:fs', 'zod'),
  ...allow(`main/${room}/deep/a.ts`, '../b', '../../../contract'),
  ...refuse(`main/${room}/deep/a.ts`, '../../desktop/b', '../../server/b', '../../cli/b'),
  ...refuse(
    `main/${room}/a.ts`,
    'electron',
    'electron/main',
    'fastify',
    '@fastify/static',
    'react',
    'react-dom/client',
  ),
  ...refuse(`main/${room}/a.ts`, '../compose', '../../renderer/a', '../../preload/a', '../../client/client'),
  ...refuse(`main/${room}/a.test.ts`, 'electron'),
  ...allow(`main/${room}/a.test.ts`, '../../client/client', '../compose'),
]);

const otherCases: ImportCase[] = [
  ...allow('main/docker/a.ts', 'dockerode'),
  ...refuse('main/api/a.ts', 'dockerode'),

  ...refuse('contract/a.ts', '../main/api/engine', '../client/client', '../renderer/a', 'node:fs', 'fs', 'electron'),
  ...allow('contract/a.ts', './run', 'zod', '@orpc/contract'),

  ...refuse('client/a.ts', '../main/api/engine', '../renderer/a', '../preload/a', 'node:fs', 'electron', 'react'),
  ...allow('client/a.ts', '../contract', '../contract/run', '@orpc/client'),
  ...refuse('client/a.ts', 'ws'),
  ...allow('client/node-socket.ts', 'ws'),
  ...refuse('client/node-socket.ts', '../main/api/engine', '../renderer/a', 'node:fs', 'electron', 'react', 'fastify'),

  ...refuse('preload/index.ts', '../main/desktop/a', '../renderer/a', 'node:fs', 'path', 'react'),
  ...allow('preload/index.ts', 'electron', '../contract', '../client/port'),

  ...refuse('renderer/app/a.tsx', '../../main/api/engine', '../../preload/index', 'node:fs', 'path', 'electron', 'ws'),
  ...allow('renderer/app/a.tsx', '../state/a', '../features/specs/a', '../../client/client', '../../contract', 'react'),

  ...doors.flatMap((door) => allow(`main/${door}/a.ts`, '../api/router', '../config/config', '../../contract')),
  ...allow('main/desktop/a.ts', 'electron', '../compose'),
  ...refuse('main/desktop/a.ts', '../server/a', '../cli/a', 'fastify', 'react', '../../renderer/a'),
  ...allow('main/server/a.ts', 'fastify', '@fastify/static', 'ws', '../compose'),
  ...refuse('main/server/a.ts', '../desktop/a', '../cli/a', 'electron', 'react', '../../renderer/a'),
  ...allow('main/cli/a.ts', '../server/a', '../../client/client', '../compose'),
  ...refuse('main/cli/a.ts', '../desktop/a', 'electron', 'fastify', 'react', '../../renderer/a'),

  ...allow('main/compose.ts', './docker/a', './api/engine', './config/config', '../contract'),
  ...refuse('main/compose.ts', './desktop/a', './server/a', './cli/a', 'electron', 'fastify', '../renderer/a'),
  ...allow('main/index.ts', './desktop/a', './compose', 'electron'),
  ...refuse('main/index.ts', '../renderer/a', 'react'),

  ...allow('main/testing/a.ts', '../compose', '../docker/a', 'dockerode'),
  ...refuse('main/testing/a.ts', '../server/a', '../desktop/a', 'electron', 'react', '../../renderer/a'),
  ...doors.flatMap((door) => refuse(`main/${door}/a.ts`, '../testing/a')),
  ...refuse('main/compose.ts', './testing/a'),
  ...refuse('main/index.ts', './testing/a'),

  ...refuse('scripts/a.ts', 'electron'),
  ...refuse('e2e/a.e2e.ts', 'electron'),
];

/** Lays the cases out as the repository is laid out, under the repository's own rules: one import a line. */
async function writeCases(folder: string, cases: ImportCase[]): Promise<void> {
  await copyFile(join(repository, 'biome.json'), join(folder, 'biome.json'));
  await copyFile(join(repository, '.gitignore'), join(folder, '.gitignore'));
  for (const file of new Set(cases.map((one) => one.file))) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    const lines = sourcesOf(file, cases).map((source) => `import '${source}';\n`);
    await writeFile(join(folder, file), lines.join(''));
  }
}

function sourcesOf(file: string, cases: ImportCase[]): string[] {
  return cases.filter((one) => one.file === file).map((one) => one.source);
}

/** @returns each refused import as `file imports source` */
async function findRefusals(folder: string, cases: ImportCase[]): Promise<Set<string>> {
  const biome = join(repository, 'node_modules', '.bin', 'biome');
  const options = ['lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const report = await new Promise<string>((done, fail) =>
    execFile(biome, options, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) =>
      stdout === '' ? fail(error ?? new Error('Biome printed no report.')) : done(stdout),
    ),
  );
  const { diagnostics } = JSON.parse(report) as {
    diagnostics: { category: string; location: { path: string; start: { line: number } } }[];
  };
  const refusals = diagnostics.filter(({ category }) => /noRestrictedImports|noNodejsModules/.test(category));
  return new Set(
    refusals.map(({ location }) => {
      const source = sourcesOf(location.path, cases)[location.start.line - 1];
      return `${location.path} imports ${source}`;
    }),
  );
}

describe('the direction of imports', () => {
  const cases = [...engineCases, ...otherCases];
  let refusals = new Set<string>();
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runyard-import-directions-'));
    await writeCases(folder, cases);
    refusals = await findRefusals(folder, cases);
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([...new Set(cases.map((one) => one.file))])('of %s', (file) => {
    const its = cases.filter((one) => one.file === file);
    const refused = its.filter(({ source }) => refusals.has(`${file} imports ${source}`));
    expect(refused).toEqual(its.filter((one) => !one.allowed));
  });

  it('knows every room that there is', async () => {
    const entries = await readdir(join(repository, 'main'), { withFileTypes: true });
    const found = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(rooms).toEqual(expect.arrayContaining(found));
  });
});
