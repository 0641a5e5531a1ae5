import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LastRuns } from './last-runs';

let dataDir: string;
let at = 0;
const open = () => new LastRuns({ dataDir, now: () => at });

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'runyard-last-runs-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it('keeps the last run of each language and engine over a restart', async () => {
  {
    await using runs = open();
    at = 1;
    runs.note('python', 'docker');
    runs.note('lua', 'embedded');
  }
  await using runs = open();
  at = 2;
  runs.note('python', 'docker');
  runs.note('python', 'embedded');
  expect((await runs.list()).sort((a, b) => a.at - b.at || a.provider.localeCompare(b.provider))).toEqual([
    { specId: 'lua', provider: 'embedded', at: 1 },
    { specId: 'python', provider: 'docker', at: 2 },
    { specId: 'python', provider: 'embedded', at: 2 },
  ]);
});

it('begins anew where its file is broken', async () => {
  await writeFile(join(dataDir, 'last-runs.json'), '[{');
  await using runs = open();
  expect(await runs.list()).toEqual([]);
  runs.note('bash', 'docker');
  await runs[Symbol.asyncDispose]();
  expect(JSON.parse(await readFile(join(dataDir, 'last-runs.json'), 'utf8'))).toMatchObject([{ specId: 'bash' }]);
});
