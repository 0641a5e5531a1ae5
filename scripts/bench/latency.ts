/** `npm run bench -- latency`: how soon a one-liner's output and exit come, every way in turn in one run. */
import { setTimeout as delay } from 'node:timers/promises';
import { formatTable } from '../text-table';
import type { BenchWay, RunTiming, WayName } from './bench-way';
import { percentile, percentiles, round } from './statistics';

/** Uncounted rounds first: file caches fill and the compilers of both runtimes settle. */
const WARM_UP_ROUNDS = 3;
/** A warm sample is tried again when no warm sandbox was ready. */
const TRIES = 5;

export interface LatencySamples {
  way: BenchWay;
  timings: RunTiming[];
  /** Runs that were left out because no warm sandbox was ready. */
  notWarm: number;
}

/** Interleaves the ways, each round starting with the next one, so that the machine's moods meet all alike. */
export async function sampleLatency(ways: BenchWay[], runs: number): Promise<LatencySamples[]> {
  const samples = ways.map((way): LatencySamples => ({ way, timings: [], notWarm: 0 }));
  for (let round = -WARM_UP_ROUNDS; round < runs; round++) {
    const first = ((round % ways.length) + ways.length) % ways.length;
    for (const sample of [...samples.slice(first), ...samples.slice(0, first)]) {
      const timing = await sampleOnce(sample);
      if (round >= 0) sample.timings.push(timing);
      else sample.notWarm = 0;
    }
  }
  return samples;
}

async function sampleOnce(sample: LatencySamples): Promise<RunTiming> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const result = await sample.way.runOnce();
    await delay(sample.way.settleMs);
    if (result !== 'notWarm') return result;
    sample.notWarm++;
  }
  throw new Error(`${sample.way.title}: no warm sandbox was ready in ${TRIES} runs.`);
}

type Figures = Record<WayName, { p50: number; p95: number }>;

export interface LatencyReport {
  bench: 'latency';
  firstByteMs: Figures;
  exitMs: Figures;
  /** Of the medians of the first byte. */
  ratio: { warmOverFloor: number; dockerRunOverWarm: number; rannaWayOverWarm: number };
}

export function reportLatency(samples: LatencySamples[]): LatencyReport {
  const figures = (key: keyof RunTiming) =>
    Object.fromEntries(
      samples.map(({ way, timings }) => [way.name, percentiles(timings.map((timing) => timing[key]))]),
    ) as Figures;
  const median = (name: WayName) => medianOf(samples, name, 'firstByteMs');
  return {
    bench: 'latency',
    firstByteMs: figures('firstByteMs'),
    exitMs: figures('exitMs'),
    ratio: {
      warmOverFloor: round(median('warm') / median('floor'), 2),
      dockerRunOverWarm: round(median('dockerRun') / median('warm'), 1),
      rannaWayOverWarm: round(median('rannaWay') / median('warm'), 1),
    },
  };
}

function medianOf(samples: LatencySamples[], name: WayName, key: keyof RunTiming): number {
  const sample = samples.find(({ way }) => way.name === name);
  return percentile(sample?.timings.map((timing) => timing[key]) ?? [], 0.5);
}

export function formatLatency(samples: LatencySamples[]): string {
  const rows = samples.map(({ way, timings }) => {
    const first = percentiles(timings.map((timing) => timing.firstByteMs));
    const exit = percentiles(timings.map((timing) => timing.exitMs));
    const overFloor = (key: keyof RunTiming) =>
      (medianOf(samples, way.name, key) / medianOf(samples, 'floor', key)).toFixed(2);
    const figures = [first.p50, first.p95, exit.p50, exit.p95].map((value) => value.toFixed(1));
    return [way.title, ...figures, overFloor('firstByteMs'), overFloor('exitMs')];
  });
  const header = ['way', 'first p50', 'p95', 'exit p50', 'p95', 'first/floor', 'exit/floor'];
  const { ratio } = reportLatency(samples);
  const notWarm = samples.reduce((sum, sample) => sum + sample.notWarm, 0);
  return [
    formatTable(header, rows),
    '',
    `First output, medians: warm is ${ratio.warmOverFloor} times the floor; docker run takes ` +
      `${ratio.dockerRunOverWarm} times as long as warm, ranna's way ${ratio.rannaWayOverWarm} times.`,
    `Milliseconds, ${samples[0]?.timings.length ?? 0} runs each, interleaved. Runs left out as not warm: ${notWarm}.`,
  ].join('\n');
}
