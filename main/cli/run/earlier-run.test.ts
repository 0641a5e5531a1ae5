import { mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Circumstances, type EarlierRun, EarlierRuns } from './earlier-run';

let folder: string;
let circumstances: Circumstances;
const run = (name: string) => ({ guess: { socketPath: name }, spec: {}, config: {} }) as EarlierRun;
const recall = (about: Circumstances) => new EarlierRuns(about).recall();
const keep = (about: Circumstances, earlier: EarlierRun | null) => new EarlierRuns(about).remember(earlier);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-earlier-'));
  const specsDir = join(folder, 'own');
  await mkdir(specsDir);
  await writeFile(join(specsDir, 'zig.yaml'), 'id: zig');
  const environment = { RUNYARD_DATA_DIR: folder, HOME: '/one' };
  circumstances = { dataDir: folder, specsDir, environment, language: 'zig', network: false, provider: undefined };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a run is remembered in the same circumstances, and until another one takes its place', async () => {
  expect(recall(circumstances)).toBeNull();
  await keep(circumstances, run('a'));
  expect(recall({ ...circumstances, environment: { RUNYARD_DATA_DIR: folder, HOME: '/two' } })).toEqual(run('a'));
  await keep({ ...circumstances, language: 'lua' }, run('b'));
  await keep(circumstances, run('c'));
  expect(recall(circumstances)).toEqual(run('c'));
  expect(recall({ ...circumstances, language: 'lua' })).toEqual(run('b'));
  await keep(circumstances, null);
  expect(recall(circumstances)).toBeNull();
});

test('other words, another variable, and a file that has changed make another one of it', async () => {
  await keep(circumstances, run('a'));
  expect(recall({ ...circumstances, network: true })).toBeNull();
  expect(recall({ ...circumstances, provider: 'docker' })).toBeNull();
  const environment = { ...circumstances.environment, DOCKER_HOST: 'unix:///elsewhere.sock' };
  expect(recall({ ...circumstances, environment })).toBeNull();
  const changes = [
    () => utimes(join(circumstances.specsDir, 'zig.yaml'), 1, 1),
    () => writeFile(join(circumstances.specsDir, 'more.yaml'), 'id: more'),
    () => mkdir(join(folder, 'specs')).then(() => writeFile(join(folder, 'specs', 'mine.yaml'), 'id: mine')),
    () => writeFile(join(folder, 'runyard.yaml'), 'provider: docker'),
  ];
  for (const change of changes) {
    await keep(circumstances, run('a'));
    expect(recall(circumstances)).toEqual(run('a'));
    await change();
    expect(recall(circumstances)).toBeNull();
  }
});

test('a config that is named from the home makes another one of it, too', async () => {
  const environment = { ...circumstances.environment, RUNYARD_CONFIG: `~/${relative(homedir(), folder)}/own.yaml` };
  await keep({ ...circumstances, environment }, run('a'));
  expect(recall({ ...circumstances, environment })).toEqual(run('a'));
  await writeFile(join(folder, 'own.yaml'), 'provider: docker');
  expect(recall({ ...circumstances, environment })).toBeNull();
});

test('a file that changes while a run goes on is not taken for what the run read', async () => {
  await writeFile(join(folder, 'runyard.yaml'), 'limits: { memory: 1G }');
  const runs = new EarlierRuns(circumstances);
  await writeFile(join(folder, 'runyard.yaml'), 'limits: { memory: 64M }');
  await runs.remember(run('with 1G'));
  expect(recall(circumstances)).toBeNull();
});

test('a config that cannot be looked at is left to whoever reads it', async () => {
  await symlink('runyard.yaml', join(folder, 'runyard.yaml'));
  expect(recall(circumstances)).toBeNull();
});

test('what cannot be read is forgotten, and what cannot be written is let be', async () => {
  for (const text of ['{ "half": ', '[null]', '[{ "run": { "guess": {} } }]']) {
    await writeFile(join(folder, 'earlier-runs.json'), text);
    expect(recall(circumstances)).toBeNull();
  }
  await keep(circumstances, run('a'));
  expect(recall(circumstances)).toEqual(run('a'));
  const kept = await readFile(join(folder, 'earlier-runs.json'), 'utf8');
  await writeFile(join(folder, 'earlier-runs.json'), kept.replace('"spec":{}', '"spec":{"file":5}'));
  expect(recall(circumstances)).toBeNull();
  const dataDir = join(folder, 'own', 'zig.yaml');
  await keep({ ...circumstances, dataDir }, run('b'));
  expect(recall({ ...circumstances, dataDir })).toBeNull();
});
