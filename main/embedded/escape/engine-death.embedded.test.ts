/** A guest does not outlive its engine, even where that is killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listExecutables } from './executables';
import { readOutsideCode } from './outside-trial';

/** All of them are gone, or will not go, within this time after a SIGKILL. */
const GONE_MS = 15_000;
const POLL_MS = 20;

describe.runIf(process.platform === 'linux').each(listExecutables())('in $name', (executable) => {
  test('a killed engine takes its waiting and its spinning guest along', async () => {
    const guests = await killEngine({ executable, hasDeathSignal: true });
    expect(guests.length).toBeGreaterThanOrEqual(2);
    expect(await waitUntil(guests, (alive) => alive.length === 0)).toEqual([]);
  });

  test('without the signal of death the spinning one stays', async () => {
    const guests = await killEngine({ executable, hasDeathSignal: false });
    const left = await waitUntil(guests, (alive) => alive.length < guests.length);
    try {
      expect(left).not.toEqual([]);
    } finally {
      for (const pid of left) process.kill(pid, 'SIGKILL');
      expect(await waitUntil(guests, (alive) => alive.length === 0)).toEqual([]);
    }
  });
});

// A killed engine does not tidy up.
let within: string;
beforeAll(async () => {
  within = await mkdtemp(resolve('out/dying-'));
  await chmod(within, 0o755);
});
afterAll(() => rm(within, { recursive: true, force: true }));

/** @returns the processes of its guests */
async function killEngine(order: { executable: object; hasDeathSignal: boolean }): Promise<number[]> {
  const script = resolve('main/embedded/escape/dying-engine.ts');
  const spinner = await readOutsideCode();
  const args = ['--import', 'tsx', script, JSON.stringify({ ...order, spinner, within })];
  const engine = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [said] = (await once(engine.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(said).toBe('ready\n');
    return await listDescendants(engine.pid ?? -1);
  } finally {
    engine.kill('SIGKILL');
    await once(engine, 'exit');
  }
}

/** @returns those that are alive when it is so, or at last */
async function waitUntil(pids: number[], isSo: (alive: number[]) => boolean): Promise<number[]> {
  const untilMs = performance.now() + GONE_MS;
  for (;;) {
    const states = await Promise.all(pids.map(readStatus));
    const alive = pids.filter((_pid, i) => states[i] && states[i].state !== 'Z');
    if (isSo(alive) || performance.now() > untilMs) return alive;
    await sleep(POLL_MS);
  }
}

async function listDescendants(ancestor: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(
    await Promise.all(pids.map(async (pid) => [pid, (await readStatus(pid))?.parent ?? 0] as const)),
  );
  const descends = (pid: number): boolean => {
    const parent = parents.get(pid) ?? 0;
    return parent === ancestor || (parent > 1 && descends(parent));
  };
  const found = pids.filter(descends);
  const commands = await Promise.all(found.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return found.filter((_pid, i) => commands[i]?.includes('supervisor.cjs'));
}

async function readStatus(pid: number): Promise<{ state: string; parent: number } | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  const [state = '', parent = ''] = text?.slice(text.lastIndexOf(')') + 2).split(' ') ?? [];
  return text === null ? null : { state, parent: Number(parent) };
}
