/** `npm run bench -- embedded`: the engine without Docker, beside a fresh Node and, where there is one, beside Docker. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ComposedEngine } from '../../main/compose';
import { BUSY, FLOOD, FLOOD_BYTES, languages } from './embedded-programs';
import { timeRun, timeStop } from './embedded-runs';
import { type Percentiles, percentiles, round } from './statistics';

const MIB = 1024 * 1024;
const COLD_RUNS = 5;
const STOPS = 5;
const AT_ONCE = 8;
const SAMPLE_MS = 10;
/** A waiting guest is there by then, or the bench says so. */
const WARM_WAIT_MS = 20_000;

export interface LanguageFigures {
  warmFirstOutputMs: Percentiles;
  /** Of the medians, over a fresh `node -e 'console.log(1)'`. */
  warmOverNode: number;
  coldFirstOutputMs: Percentiles;
  stopMs: Percentiles;
  goalMs: number | null;
}

export interface FloodFigures {
  seconds: number;
  megabytesPerSecond: number;
  hostGrowthMb: number;
}

export interface EmbeddedReport {
  bench: 'embedded';
  node: Percentiles;
  languages: Record<string, LanguageFigures>;
  flood: { embedded: FloodFigures; docker: FloodFigures | null };
  atOnce: { runs: number; failed: number; seconds: number };
  /** Of the guests that wait; their own share of memory, as the kernel counts it. */
  idle: { guests: number; shareMb: number; boundMb: number; givenBackAfterMs: number };
}

export interface EmbeddedEngines {
  warm: ComposedEngine;
  /** Keeps none ready. */
  cold: ComposedEngine;
  /** Gives back what waits after a second. */
  shortIdle: ComposedEngine;
  idleMs: number;
  boundBytes: number;
  docker: ComposedEngine | null;
}

export async function measureEmbedded(engines: EmbeddedEngines, runs: number): Promise<EmbeddedReport> {
  // What the first start of each makes once, such as a snapshot, belongs to no figure.
  for (const { specId, hello } of languages) {
    await timeRun(engines.warm, specId, hello);
    await timeRun(engines.cold, specId, hello);
  }
  const node: number[] = [];
  const warm = new Map<string, number[]>(languages.map(({ specId }) => [specId, []]));
  for (let i = 0; i < runs; i++) {
    await waitForGuests(engines.warm);
    node.push(await timeNode());
    for (const { specId, hello } of languages) {
      await waitForGuests(engines.warm);
      const run = await timeRun(engines.warm, specId, hello);
      if (run.warm) warm.get(specId)?.push(run.firstOutputMs);
    }
  }
  const nodeFigures = percentiles(node);
  const figures: Record<string, LanguageFigures> = {};
  for (const { specId, goalMs, hello, endless } of languages) {
    const cold: number[] = [];
    const stops: number[] = [];
    for (let i = 0; i < COLD_RUNS; i++) cold.push((await timeRun(engines.cold, specId, hello)).firstOutputMs);
    for (let i = 0; i < STOPS; i++) stops.push(await timeStop(engines.warm, specId, endless));
    const warmFirstOutputMs = percentiles(warm.get(specId) ?? []);
    figures[specId] = {
      warmFirstOutputMs,
      warmOverNode: round(warmFirstOutputMs.p50 / nodeFigures.p50, 2),
      coldFirstOutputMs: percentiles(cold),
      stopMs: percentiles(stops),
      goalMs,
    };
  }
  return {
    bench: 'embedded',
    node: nodeFigures,
    languages: figures,
    flood: {
      embedded: await measureFlood(engines.warm),
      docker: engines.docker && (await measureFlood(engines.docker)),
    },
    atOnce: await measureAtOnce(engines.warm),
    idle: await measureIdle(engines),
  };
}

/** Milliseconds to its first output. */
async function timeNode(): Promise<number> {
  const started = performance.now();
  const node = spawn(process.execPath, ['-e', 'console.log(1)'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(node, 'close');
  await once(node.stdout, 'data');
  const firstOutputMs = performance.now() - started;
  await ended;
  return firstOutputMs;
}

/** Has a guest of each language wait, as open tabs do: none is being loaded then, which would disturb what is timed. */
async function waitForGuests({ runs, embedded }: ComposedEngine): Promise<void> {
  const deadline = performance.now() + WARM_WAIT_MS;
  while (embedded.warm.waiting.length < languages.length) {
    // Those that came first are not to be given back before the last is there.
    for (const { specId } of languages) runs.prepare(specId);
    if (performance.now() > deadline) throw new Error(`Only ${embedded.warm.waiting.join(', ')} came to wait.`);
    await delay(20);
  }
  // What the last start left to do is not the next run's.
  await delay(30);
}

async function measureFlood(engine: ComposedEngine): Promise<FloodFigures> {
  const limits = { outputBytes: FLOOD_BYTES * 2 };
  await timeRun(engine, 'python', 'print(1)');
  const before = process.memoryUsage.rss();
  let highest = before;
  const sampler = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, SAMPLE_MS);
  try {
    const { totalMs, outputBytes, outcome } = await timeRun(engine, 'python', FLOOD, { limits });
    if (outputBytes !== FLOOD_BYTES) throw new Error(`The flood came to ${outputBytes} bytes and ${outcome}.`);
    return {
      seconds: round(totalMs / 1000, 2),
      megabytesPerSecond: round(FLOOD_BYTES / 1e6 / (totalMs / 1000), 1),
      hostGrowthMb: round((highest - before) / MIB, 1),
    };
  } finally {
    clearInterval(sampler);
  }
}

async function measureAtOnce(engine: ComposedEngine): Promise<EmbeddedReport['atOnce']> {
  const started = performance.now();
  const results = await Promise.allSettled(
    Array.from({ length: AT_ONCE }, () => timeRun(engine, 'python', BUSY, { priority: 'batch' })),
  );
  const right = results.filter((result) => result.status === 'fulfilled' && result.value.outcome === 'exited 0');
  return {
    runs: AT_ONCE,
    failed: AT_ONCE - right.length,
    seconds: round((performance.now() - started) / 1000, 2),
  };
}

async function measureIdle({ shortIdle, idleMs, boundBytes }: EmbeddedEngines): Promise<EmbeddedReport['idle']> {
  for (const { specId, hello } of languages) await timeRun(shortIdle, specId, hello);
  const { warm } = shortIdle.embedded;
  await waitForGuests(shortIdle);
  const guests = warm.waiting.length;
  const shareMb = await measureShare();
  const since = performance.now();
  while (warm.waiting.length > 0) {
    if (performance.now() - since > idleMs * 3) throw new Error('Waiting guests were not given back.');
    await delay(20);
  }
  return {
    guests,
    shareMb,
    boundMb: round(boundBytes / MIB, 0),
    givenBackAfterMs: round(performance.now() - since, 0),
  };
}

/** Proportional share of all guest processes of this machine; 0 where the kernel does not tell. */
async function measureShare(): Promise<number> {
  let kilobytes = 0;
  for (const pid of (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!command.startsWith(process.execPath) || !command.includes('supervisor.cjs')) continue;
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return round(kilobytes / 1024, 0);
}
