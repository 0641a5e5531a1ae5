import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeTurn } from './making-lock';

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'runyard-lock-'));
  path = join(dir, 'python.making');
});
afterEach(() => rm(dir, { recursive: true }));

const never = new AbortController().signal;

test('of two who find the turn of a dead process, one at a time has it', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  let holders = 0;
  let most = 0;
  const take = async (delayTurns: number) => {
    for (let turn = 0; turn < delayTurns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await using _turn = await takeTurn(path, never);
    holders += 1;
    most = Math.max(most, holders);
    await new Promise((resolve) => setTimeout(resolve, 5));
    holders -= 1;
  };
  // The second begins a little later each time, so that it looks at every moment of the first one's take-over.
  for (let round = 0; round < 24; round += 1) {
    await writeFile(path, String(pid));
    await Promise.all([take(0), take(round)]);
  }
  expect(most).toBe(1);
  expect(await readdir(dir)).toEqual([]);
});

test('who had it for too long does not give away the turn of who took it over', async () => {
  const slow = await takeTurn(path, never);
  const longAgo = new Date(Date.now() - 180_000);
  await utimes(path, longAgo, longAgo);
  const next = await takeTurn(path, never);
  await slow[Symbol.asyncDispose]();
  expect(await readdir(dir)).toEqual(['python.making']);
  await next[Symbol.asyncDispose]();
  expect(await readdir(dir)).toEqual([]);
});

test("one who was killed while taking over is in nobody's way for long", async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await writeFile(path, String(pid));
  await writeFile(`${path}.making`, '');
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(`${path}.making`, longAgo, longAgo);
  await using _turn = await takeTurn(path, never);
  expect(await readdir(dir)).toEqual(['python.making']);
});

test('who waits leaves when its signal aborts, with its reason', async () => {
  await using _turn = await takeTurn(path, never);
  const leave = new AbortController();
  const waiting = takeTurn(path, leave.signal);
  leave.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});
