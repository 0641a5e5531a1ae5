import { describe, expect, it } from 'vitest';
import type { BenchWay, RunSample, WayName } from './bench-way';
import { formatLatency, reportLatency, sampleLatency } from './latency';

/** A way whose samples are written down. */
class WrittenWay implements BenchWay {
  readonly settleMs = 0;
  readonly title: string;
  calls = 0;

  constructor(
    readonly name: WayName,
    readonly answer: (call: number) => RunSample,
    readonly order: WayName[] = [],
  ) {
    this.title = name;
  }

  async prepare(): Promise<void> {}

  async runOnce(): Promise<RunSample> {
    this.order.push(this.name);
    return this.answer(this.calls++);
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

function steady(name: WayName, firstByteMs: number): WrittenWay {
  return new WrittenWay(name, () => ({ firstByteMs, exitMs: firstByteMs + 1 }));
}

describe('sampleLatency', () => {
  it('interleaves the ways and starts each round with the next one', async () => {
    const order: WayName[] = [];
    const timing = () => ({ firstByteMs: 1, exitMs: 2 });
    const ways = [new WrittenWay('floor', timing, order), new WrittenWay('warm', timing, order)];
    const samples = await sampleLatency(ways, 3);
    expect(samples.map((sample) => sample.timings.length)).toEqual([3, 3]);
    expect(order.slice(-6)).toEqual(['floor', 'warm', 'warm', 'floor', 'floor', 'warm']);
  });

  it('leaves out runs that were not warm, and says how many', async () => {
    const way = new WrittenWay('warm', (call) => (call === 4 ? 'notWarm' : { firstByteMs: call, exitMs: call }));
    const [sample] = await sampleLatency([way], 2);
    expect(sample).toMatchObject({ notWarm: 1, timings: [{ firstByteMs: 3 }, { firstByteMs: 5 }] });
  });

  it('gives up on a way that is never warm', async () => {
    await expect(sampleLatency([new WrittenWay('warm', () => 'notWarm')], 1)).rejects.toThrow(/no warm sandbox/);
  });
});

it('reports percentiles and the ratios of the medians', async () => {
  const ways = [
    ...[steady('floor', 10), steady('warm', 12), steady('cold', 100)],
    ...[steady('dockerRun', 300), steady('rannaWay', 120), steady('exec', 60)],
  ];
  const samples = await sampleLatency(ways, 2);
  const report = reportLatency(samples);
  expect(Object.keys(report)).toEqual(['bench', 'firstByteMs', 'exitMs', 'ratio']);
  expect(report.firstByteMs.warm).toEqual({ p50: 12, p95: 12 });
  expect(report.exitMs.exec).toEqual({ p50: 61, p95: 61 });
  expect(report.ratio).toEqual({ warmOverFloor: 1.2, dockerRunOverWarm: 25, rannaWayOverWarm: 10 });
  expect(formatLatency(samples)).toContain('warm is 1.2 times the floor');
});
