import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EARLIER_RUNS_OF_TAB, type EarlierRun } from '../../contract';
import { EarlierRunStore } from './earlier-run-store';

function describeRun(tabId: string, at: number): EarlierRun {
  const metrics = { queuedMs: 0, startupMs: 0, firstOutputMs: null, compileMs: null, runMs: 1, cpuMs: null };
  return {
    id: crypto.randomUUID(),
    tabId,
    at,
    specId: 'python',
    files: [{ path: 'main.py', content: 'print(1)' }],
    entry: 'main.py',
    args: [],
    outcome: { type: 'exited', code: 0 },
    metrics: { ...metrics, peakMemoryBytes: null, outputBytes: 2 },
    output: { head: [{ source: 'stdout', text: `${at}\n` }], gap: { characters: 0, lines: 0 }, tail: [] },
  };
}

test('keeps the newest runs of each tab, and the pinned one, over a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'runyard-runs-'));
  const store = new EarlierRunStore(dataDir);
  expect(await store.list('../a')).toEqual([]);
  const runs = Array.from({ length: EARLIER_RUNS_OF_TAB + 5 }, (_, index) => describeRun('../a', 1000 + index));
  await Promise.all(runs.map((run) => store.keep(run, runs[1]!.id)));
  const other = describeRun('b', 5);
  await store.keep(other, null);
  const again = new EarlierRunStore(dataDir);
  expect(await again.list('../a')).toEqual([...runs.slice(5).reverse(), runs[1]]);
  expect(await again.list('b')).toEqual([other]);
});

test('leaves out what cannot be read', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'runyard-runs-'));
  const store = new EarlierRunStore(dataDir);
  const run = describeRun('a', 1);
  await store.keep(run, null);
  const [folder = ''] = await readdir(join(dataDir, 'runs'));
  await writeFile(join(dataDir, 'runs', folder, '000000000000009-x.json'), '{"cut');
  expect(await store.list('a')).toEqual([run]);
});
