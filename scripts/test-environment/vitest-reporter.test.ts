import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommand } from './run-command';
import { readVitestReport } from './test-report';

const HOUSE = `
describe('a house', () => {
  beforeAll(() => {
    throw new Error('no ground');
  });
  it('stands', () => {});
});

describe('a street', () => {
  interface OnlyAType {
    length: number;
  }

  it('is red', () => {
    throw new Error('closed');
  });
  it('forgets', async () => {
    void Promise.reject(new Error('forgotten'));
    await new Promise((done) => setImmediate(done));
  });
});
`;

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'runyard-reporter-')));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('names what fails outside the tests, and the lines where it is known', { timeout: 60_000 }, async () => {
  await writeFile(join(folder, 'vitest.config.mjs'), 'export default { test: { globals: true } };');
  await writeFile(join(folder, 'house.test.ts'), HOUSE);
  await writeFile(join(folder, 'broken.test.ts'), "throw new Error('not to be loaded');");
  const reportFile = join(folder, 'report.json');
  const reporter = join(import.meta.dirname, 'vitest-reporter.ts');
  const { exitCode } = await runCommand(
    'npx',
    ['vitest', 'run', '--root', folder, `--reporter=${reporter}`, `--outputFile.json=${reportFile}`],
    { output: 'keep', environment: { CI: '' } },
  );
  expect(exitCode).toBe(1);
  const { counts, failed } = readVitestReport(await readFile(reportFile, 'utf8'), folder);
  // Which file is first is not said.
  expect(failed.sort((one, other) => one.error.localeCompare(other.error))).toEqual([
    { file: 'house.test.ts', line: 15, title: 'a street > is red', error: 'Error: closed' },
    { file: 'house.test.ts', title: 'unhandled, perhaps in forgets', error: 'Error: forgotten' },
    { file: 'house.test.ts', line: 4, title: 'around a house', error: 'Error: no ground' },
    { file: 'broken.test.ts', line: 1, title: 'the file', error: 'Error: not to be loaded' },
  ]);
  expect(counts).toEqual({ passed: 1, failed: 4, skipped: 1 });
});
