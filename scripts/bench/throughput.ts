/** `npm run bench -- throughput`: runs a second at several numbers in flight, and what a person's own run meets meanwhile. */
import { setTimeout as delay } from 'node:timers/promises';
import { formatTable } from '../text-table';
import type { RunyardTiming } from './runyard-way';
import { type Percentiles, percentiles, round } from './statistics';

/** Runs in flight, and so many runs at each. */
export const LEVELS = [
  { inFlight: 1, runs: 30 },
  { inFlight: 8, runs: 80 },
  { inFlight: 32, runs: 160 },
] as const;
/** A person starts the next run so long after the last one. */
const PAUSE_MS = 300;

export interface Batch {
  perSecond: number;
  failures: number;
  /** Of the first failure; empty when there is none. */
  firstFailure: string;
}

/** Starts `runs` runs, `inFlight` of them at any time. */
export async function runBatch(runOnce: () => Promise<unknown>, runs: number, inFlight: number): Promise<Batch> {
  const started = performance.now();
  let left = runs;
  const failures: string[] = [];
  const work = async () => {
    while (left-- > 0) {
      try {
        await runOnce();
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  const seconds = (performance.now() - started) / 1000;
  return {
    perSecond: round((runs - failures.length) / seconds, 1),
    failures: failures.length,
    firstFailure: failures[0] ?? '',
  };
}

export interface Meanwhile {
  firstByteMs: Percentiles;
  exitMs: Percentiles;
  samples: number;
  /** Samples that found a warm sandbox. */
  warm: number;
}

/** One run after the other, with a pause between, until `until` settles; at least one. */
export async function runMeanwhile(runOnce: () => Promise<RunyardTiming>, until: Promise<unknown>): Promise<Meanwhile> {
  let isOver = false;
  const over = until.finally(() => {
    isOver = true;
  });
  const timings: RunyardTiming[] = [];
  do {
    timings.push(await runOnce());
    await Promise.race([delay(PAUSE_MS), over]);
  } while (!isOver);
  return {
    firstByteMs: percentiles(timings.map((timing) => timing.firstByteMs)),
    exitMs: percentiles(timings.map((timing) => timing.exitMs)),
    samples: timings.length,
    warm: timings.filter((timing) => timing.warm).length,
  };
}

export interface Level {
  inFlight: number;
  runyard: Batch;
  rannaWay: Batch;
  /** An interactive run of Runyard's while a batch of its own goes on. */
  interactive: Meanwhile;
}

export interface ThroughputReport {
  bench: 'throughput';
  levels: (Level & { runyardOverRannaWay: number })[];
}

export interface ThroughputRunners {
  runyardBatch: () => Promise<unknown>;
  runyardInteractive: () => Promise<RunyardTiming>;
  rannaWay: () => Promise<unknown>;
}

/** At each level: Runyard, then ranna's way, then Runyard again with a person in front of it. */
export async function measureThroughput(
  runners: ThroughputRunners,
  levels: readonly { inFlight: number; runs: number }[],
): Promise<ThroughputReport> {
  const report: ThroughputReport = { bench: 'throughput', levels: [] };
  for (const { inFlight, runs } of levels) {
    const runyard = await runBatch(runners.runyardBatch, runs, inFlight);
    const rannaWay = await runBatch(runners.rannaWay, runs, inFlight);
    const batch = runBatch(runners.runyardBatch, runs, inFlight);
    const interactive = await runMeanwhile(runners.runyardInteractive, batch);
    const { failures, firstFailure } = await batch;
    runyard.failures += failures;
    runyard.firstFailure ||= firstFailure;
    report.levels.push({
      inFlight,
      runyard,
      rannaWay,
      interactive,
      runyardOverRannaWay: round(runyard.perSecond / rannaWay.perSecond, 2),
    });
  }
  return report;
}

export function formatThroughput({ levels }: ThroughputReport): string {
  const header = [
    ...['in flight', 'Runyard/s', "ranna's way/s", 'ratio', 'failures', "ranna's failures"],
    ...['interactive first p50', 'p95', 'exit p50', 'p95', 'samples', 'warm'],
  ];
  const rows = levels.map(({ inFlight, runyard, rannaWay, interactive, runyardOverRannaWay }) =>
    [
      ...[inFlight, runyard.perSecond, rannaWay.perSecond, runyardOverRannaWay, runyard.failures, rannaWay.failures],
      ...[interactive.firstByteMs.p50, interactive.firstByteMs.p95, interactive.exitMs.p50, interactive.exitMs.p95],
      ...[interactive.samples, interactive.warm],
    ].map(String),
  );
  const failures = levels.map(({ runyard, rannaWay }) => runyard.firstFailure || rannaWay.firstFailure).filter(Boolean);
  return [
    formatTable(header, rows),
    '',
    'Interactive: a run that a person waits for, in milliseconds, while the batch of the same row goes on.',
    ...failures.map((failure) => `A run failed: ${failure}`),
  ].join('\n');
}
