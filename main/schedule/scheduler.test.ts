import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunyardError } from '../../contract';
import { writeAtomic } from '../workspace/atomic-file';
import { systemClock } from './clock';
import { JobRecords } from './job-records';
import { CATCH_UP_DELAY_MS } from './job-timer';
import { ManualClock } from './manual-clock';
import { type JobPlan, Scheduler } from './scheduler';

/** What is waited for comes when a loaded machine gets to it. */
const PATIENT = { timeout: 20_000 };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Noon. */
const START = Date.UTC(2026, 0, 1, 12);
const DAILY = 'CRON_TZ=UTC 0 3 * * *';

let clock: ManualClock;
let folder: string;
/** When the job began, in hours since `START`. */
let runs: number[];
let open: Scheduler[];

beforeEach(async () => {
  clock = new ManualClock(START);
  folder = await mkdtemp(join(tmpdir(), 'runyard-schedule-'));
  runs = [];
  open = [];
});
afterEach(async () => {
  for (const scheduler of open) await scheduler[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

interface Given extends Partial<JobPlan> {
  random?: () => number;
}

/** A start of Runyard, on the same data folder. */
async function start({ random = () => 0, ...job }: Given = {}): Promise<Scheduler> {
  const records = new JobRecords(join(folder, 'schedule.json'), writeAtomic);
  const run = async () => {
    runs.push((clock.now() - START) / HOUR);
    return 'Done.';
  };
  const jobs: JobPlan[] = [{ name: 'imageRefresh', cron: DAILY, jitterMs: 0, run, ...job }];
  const scheduler = new Scheduler({ jobs, records, clock, random });
  scheduler.start();
  open.push(scheduler);
  await expect.poll(() => clock.waiting, PATIENT).toBe(1);
  return scheduler;
}

/** Time passes up to the end of a run; what that run wrote is then on disk. */
async function pass(timeMs: number, scheduler: Scheduler): Promise<void> {
  await clock.pass(timeMs);
  await expect.poll(async () => (await scheduler.list())[0]?.state === 'waiting' && clock.waiting, PATIENT).toBe(1);
}

async function describeJob(scheduler: Scheduler) {
  const [job] = await scheduler.list();
  return { ...job, nextAt: job?.nextAt == null ? null : (job.nextAt - START) / HOUR };
}

describe('the scheduler', () => {
  it('runs a job at its times, and tells when it ran, how that ended and when it runs next', async () => {
    const scheduler = await start();
    expect(await describeJob(scheduler)).toEqual({
      job: 'imageRefresh',
      cron: DAILY,
      timeZone: 'UTC',
      state: 'waiting',
      nextAt: 15,
      lastAt: null,
      lastResult: null,
    });
    await pass(15 * HOUR, scheduler);
    expect(runs).toEqual([15]);
    expect(await describeJob(scheduler)).toMatchObject({
      nextAt: 39,
      lastAt: START + 15 * HOUR,
      lastResult: { kind: 'done', summary: 'Done.' },
    });
    await pass(24 * HOUR, scheduler);
    expect(runs).toEqual([15, 39]);
  });

  it('keeps what a job failed by, and goes on', async () => {
    let attempt = 0;
    const run = async () => {
      if (++attempt === 1) throw new Error('No network.');
      return 'Done.';
    };
    const scheduler = await start({ run });
    await pass(15 * HOUR, scheduler);
    expect((await scheduler.list())[0]?.lastResult).toEqual({ kind: 'failed', message: 'No network.' });
    await pass(24 * HOUR, scheduler);
    expect((await scheduler.list())[0]?.lastResult).toEqual({ kind: 'done', summary: 'Done.' });
  });

  it('never runs a job twice at once: what a long run reaches into is left out', async () => {
    const scheduler = await start({
      cron: '@every 10m',
      run: async (signal) => {
        runs.push((clock.now() - START) / MINUTE);
        await clock.wait(25 * MINUTE, signal);
        return '';
      },
    });
    await clock.pass(15 * MINUTE);
    expect(await describeJob(scheduler)).toMatchObject({ state: 'running', nextAt: 25 / 60 });
    await pass(20 * MINUTE, scheduler);
    expect(await describeJob(scheduler)).toMatchObject({ nextAt: 45 / 60 });
    await clock.pass(10 * MINUTE);
    await pass(25 * MINUTE, scheduler);
    expect(runs).toEqual([10, 45]);
    expect((await describeJob(scheduler)).nextAt).toBe(80 / 60);
  });

  it('catches up once what was missed while nothing ran, and no more than once', async () => {
    const first = await start();
    await pass(15 * HOUR, first);
    await first[Symbol.asyncDispose]();
    clock.set(START + 5 * DAY);
    const second = await start();
    expect((await describeJob(second)).nextAt).toBeCloseTo(120 + CATCH_UP_DELAY_MS / HOUR, 5);
    await pass(HOUR, second);
    expect(runs).toEqual([15, 120 + CATCH_UP_DELAY_MS / HOUR]);
    await second[Symbol.asyncDispose]();
    const third = await start();
    expect((await describeJob(third)).nextAt).toBe(135);
  });

  it('catches up what was missed before it ever ran, but not for an expression that is new', async () => {
    const first = await start();
    await first[Symbol.asyncDispose]();
    clock.set(START + DAY);
    const second = await start();
    expect((await describeJob(second)).nextAt).toBeLessThan(25);
    await second[Symbol.asyncDispose]();
    const changed = await start({ cron: 'CRON_TZ=UTC 0 4 * * *' });
    expect((await describeJob(changed)).nextAt).toBe(40);
  });

  it('runs once after a sleep of days', async () => {
    const scheduler = await start();
    clock.set(START + 10 * DAY);
    await pass(MINUTE, scheduler);
    expect(runs).toHaveLength(1);
    expect((await describeJob(scheduler)).nextAt).toBe(255);
  });

  it('plans anew when the clock is set back, and believes no run of the future', async () => {
    const scheduler = await start();
    await pass(15 * HOUR, scheduler);
    clock.set(START - 30 * DAY);
    await pass(MINUTE, scheduler);
    expect((await describeJob(scheduler)).nextAt).toBe(15 - 30 * 24);
    await scheduler[Symbol.asyncDispose]();
    const later = await start();
    expect((await describeJob(later)).nextAt).toBe(15 - 30 * 24);
    // A correction of seconds changes nothing.
    clock.set(clock.now() - 5000);
    await pass(MINUTE, later);
    expect(runs).toEqual([15]);
  });

  it('puts a job off by what is drawn, within its bound and a tenth of the time to the next', async () => {
    const long = await start({ jitterMs: 5 * MINUTE, random: () => 0.5 });
    expect((await describeJob(long)).nextAt).toBeCloseTo(15 + 2.5 / 60, 5);
    await long[Symbol.asyncDispose]();
    const short = await start({ cron: '@every 10m', jitterMs: 5 * MINUTE, random: () => 0.999_999 });
    const { nextAt } = await describeJob(short);
    expect(nextAt).toBeGreaterThan(10.9 / 60);
    expect(nextAt).toBeLessThan(11 / 60);
  });

  it('aborts what is under way when it is disposed of, waits for its end, and catches it up at the next start', async () => {
    let ended = false;
    const scheduler = await start({
      run: async (signal) => {
        await clock.wait(HOUR, signal);
        await new Promise((resolve) => setImmediate(resolve));
        ended = true;
        return '';
      },
    });
    await clock.pass(15 * HOUR);
    await scheduler[Symbol.asyncDispose]();
    await scheduler[Symbol.asyncDispose]();
    expect([ended, clock.waiting]).toEqual([true, 0]);
    expect((await scheduler.list())[0]).toMatchObject({ lastAt: null, lastResult: null });
    const next = await start();
    await pass(CATCH_UP_DELAY_MS, next);
    expect(runs).toHaveLength(1);
  });

  it('begins anew over a file that is broken, and schedules nothing without an expression', async () => {
    await writeFile(join(folder, 'schedule.json'), '{"imageRefresh": {"lastAt": "yesterday"');
    const scheduler = await start();
    expect((await describeJob(scheduler)).nextAt).toBe(15);
    expect(JSON.parse(await readFile(join(folder, 'schedule.json'), 'utf8'))).toMatchObject({ imageRefresh: {} });
    const records = new JobRecords(join(folder, 'other.json'), writeAtomic);
    const none = new Scheduler({ jobs: [{ name: 'specReload', cron: '', jitterMs: 0, run: async () => '' }], records });
    none.start();
    expect(await none.list()).toEqual([]);
  });

  it('names the key of an expression that is none', () => {
    const records = new JobRecords(join(folder, 'schedule.json'), writeAtomic);
    const jobs = [{ name: 'specReload' as const, cron: '61 * * * *', jitterMs: 0, run: async () => '' }];
    expect(() => new Scheduler({ jobs, records })).toThrow(
      expect.objectContaining<Partial<RunyardError>>({
        code: 'CONFIG_INVALID',
        message: 'specReload is "61 * * * *", which is no cron expression that ever comes.',
      }),
    );
  });
});

it('the system’s clock ends a wait when it is told to, and leaves no timer', async () => {
  const abort = new AbortController();
  const waited = systemClock.wait(HOUR, abort.signal);
  abort.abort();
  await waited;
  await systemClock.wait(HOUR, abort.signal);
  await systemClock.wait(1, new AbortController().signal);
});
