import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { formatThroughput, measureThroughput, runBatch, runMeanwhile } from './throughput';

it('keeps so many runs in flight and no more', async () => {
  let running = 0;
  let most = 0;
  let total = 0;
  const batch = await runBatch(
    async () => {
      most = Math.max(most, ++running);
      total++;
      await delay(1);
      running--;
    },
    20,
    4,
  );
  expect({ most, total, failures: batch.failures }).toEqual({ most: 4, total: 20, failures: 0 });
});

it('counts failures and keeps the first', async () => {
  let call = 0;
  const batch = await runBatch(
    () => (call++ % 2 === 0 ? Promise.reject(new Error(`no ${call}`)) : Promise.resolve()),
    6,
    1,
  );
  expect(batch).toMatchObject({ failures: 3, firstFailure: 'no 1' });
});

it('runs meanwhile at least once', async () => {
  const meanwhile = await runMeanwhile(async () => ({ firstByteMs: 3, exitMs: 4, warm: true }), Promise.resolve());
  expect(meanwhile).toEqual({ firstByteMs: { p50: 3, p95: 3 }, exitMs: { p50: 4, p95: 4 }, samples: 1, warm: 1 });
});

it('compares at each level', async () => {
  const runners = {
    runyardBatch: () => delay(2),
    runyardInteractive: async () => ({ firstByteMs: 3, exitMs: 4, warm: true }),
    rannaWay: () => delay(20),
  };
  const report = await measureThroughput(runners, [{ inFlight: 2, runs: 10 }]);
  expect(report.levels[0]?.runyardOverRannaWay).toBeGreaterThan(2);
  expect(formatThroughput(report).split('\n')[2]).toMatch(/^2 /);
});
