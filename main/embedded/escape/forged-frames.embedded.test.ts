/** Whatever a guest says, the engine goes on, the run ends, and the next one is as ever. */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../../contract';
import { type EmbeddedRuns, openEmbedded } from '../../testing/embedded-runs';

const file = resolve('main/embedded/escape/attacks/forger.cjs');
const forgeries = createRequire(import.meta.url)(file) as string[];
/** Far more than one run should tell. */
const MANY_EVENTS = 100;
/** A spinning or silent guest would take the whole of its time. */
const RUN_TIMEOUT_MS = 20_000;
const SOON_MS = 15_000;

let folder = '';
let runs: EmbeddedRuns;

beforeAll(async () => {
  folder = await mkdtemp(resolve('out/escape-'));
  await copyFile(file, join(folder, 'supervisor.cjs'));
  await writeFile(join(folder, 'lua.js'), '');
  const manifest = { id: 'lua', title: 'Forger', assets: {}, minMemoryBytes: 1, overheadBytes: 2 ** 26, packages: {} };
  await writeFile(join(folder, 'lua.json'), JSON.stringify(manifest));
  runs = await openEmbedded({ embeddedDir: folder });
});
afterAll(async () => {
  await runs?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const goodEnds = /^honest$|flood|after the end|two ends/;

describe('a guest that forges', () => {
  test.each(forgeries)('%s', async (forgery) => {
    const startedMs = performance.now();
    const record = await runs.run('lua', forgery, { limits: { runTimeoutMs: RUN_TIMEOUT_MS }, stdin: 'interactive' });
    const expected: RunOutcome['type'] = goodEnds.test(forgery) ? 'exited' : 'lost';
    expect(record.outcome.type).toBe(expected);
    if (record.outcome.type === 'exited') expect(record.outcome.code).toBe(0);
    expect(record.stdout).toMatch(/^begun\n?$/);
    expect(record.events.length).toBeLessThan(MANY_EVENTS);
    expect(performance.now() - startedMs).toBeLessThan(SOON_MS);
    expect((await runs.run('lua', 'honest')).outcome).toEqual({ type: 'exited', code: 0 });
  });
});
