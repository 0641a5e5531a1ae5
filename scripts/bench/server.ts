/** `npm run bench -- server`: what a program elsewhere waits for, against ranna's way and the engine in this process. */
import { formatTable } from '../text-table';
import type { LatencySamples } from './latency';
import type { ServerWay } from './server-way';
import { type Percentiles, percentiles, round } from './statistics';

export interface ServerReport {
  bench: 'server';
  runs: number;
  /** From the request to the whole answer, or to the exit where there is no server. */
  answerMs: { server: Percentiles; engine: Percentiles; rannaWay: Percentiles };
  /** What a request took beyond its own run. */
  overheadMs: Percentiles;
  /** Of the medians. */
  ratio: { rannaWayOverServer: number };
}

export function reportServer(samples: LatencySamples[], overheadsMs: readonly number[]): ServerReport {
  const answerOf = (name: string) =>
    percentiles(samples.find(({ way }) => way.name === name)?.timings.map(({ exitMs }) => exitMs) ?? []);
  const answerMs = { server: answerOf('server'), engine: answerOf('warm'), rannaWay: answerOf('rannaWay') };
  const runs = samples[0]?.timings.length ?? 0;
  return {
    bench: 'server',
    runs,
    answerMs,
    // Those before are of the rounds that are not counted.
    overheadMs: percentiles(overheadsMs.slice(-runs)),
    ratio: { rannaWayOverServer: round(answerMs.rannaWay.p50 / answerMs.server.p50, 1) },
  };
}

export function formatServer(samples: LatencySamples[], way: ServerWay): string {
  const { runs, overheadMs, ratio } = reportServer(samples, way.overheadsMs);
  const rows = samples.map(({ way: { title }, timings }) => {
    const { p50, p95 } = percentiles(timings.map(({ exitMs }) => exitMs));
    return [title, p50.toFixed(1), p95.toFixed(1)];
  });
  const notWarm = samples.reduce((sum, sample) => sum + sample.notWarm, 0);
  return [
    formatTable(['way', 'answer p50', 'p95'], rows),
    '',
    `ranna's way takes ${ratio.rannaWayOverServer} times as long as a request, of the medians.`,
    `A request takes ${overheadMs.p50} ms more than its own run, at the 95th percentile ${overheadMs.p95} ms.`,
    `Milliseconds, ${runs} runs each, interleaved. Runs left out as not warm: ${notWarm}.`,
  ].join('\n');
}
