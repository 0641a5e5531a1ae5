/** `npm run bench -- soak`: many runs in a row, one in ten stopped by hand, and what is left of them. */
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { RunRequest } from '../../contract';
import type { Engine } from '../../main/api/engine';
import { formatTable } from '../text-table';
import { FILE_NAME } from './bench-way';
import { type Inventory, subtractInventory, takeInventory } from './inventory';
import { benchRequest, runRunyard } from './runyard-way';
import { round } from './statistics';
import { runBatch } from './throughput';

const IN_FLIGHT = 4;
const STOPPED_ONE_IN = 10;
/** The daemon removes a container shortly after it has ended. */
const TIDY_TIMEOUT_MS = 10_000;
const POLL_MS = 200;
const MIB = 1024 * 1024;

const ENDLESS: RunRequest = RunRequest.parse({
  spec: 'python',
  files: [{ path: FILE_NAME, content: 'print("started", flush=True)\nwhile True:\n    pass\n' }],
});

export interface SoakReport {
  bench: 'soak';
  runs: number;
  stopped: number;
  failures: number;
  firstFailure: string;
  perSecond: number;
  memoryGrowthMb: number;
  /** After the engine was closed. */
  left: { containers: number; processes: number; tempFiles: number };
}

/** Closes the engine. `before`: the inventory from before it was made. */
export async function measureSoak(
  engine: Engine,
  docker: Docker,
  before: Inventory,
  runs: number,
): Promise<SoakReport> {
  let call = 0;
  let stopped = 0;
  const memoryBefore = process.memoryUsage.rss();
  const batch = await runBatch(
    async () => {
      if (++call % STOPPED_ONE_IN !== 0) return runRunyard('A run', engine, benchRequest('interactive'));
      stopped++;
      return stopByHand(engine);
    },
    runs,
    IN_FLIGHT,
  );
  const memoryAfter = process.memoryUsage.rss();
  await engine[Symbol.asyncDispose]();
  const left = await waitForNothing(docker, before);
  return {
    bench: 'soak',
    runs,
    stopped,
    ...batch,
    memoryGrowthMb: round((memoryAfter - memoryBefore) / MIB, 1),
    left: {
      containers: left.containers.length,
      processes: left.processes.length,
      tempFiles: left.tempFiles.length,
    },
  };
}

/** @throws Error when the run does not end as stopped */
async function stopByHand(engine: Engine): Promise<void> {
  const stop = new AbortController();
  let ending = 'none';
  for await (const event of engine.runs.run(ENDLESS, { signal: stop.signal })) {
    if (event.type === 'output') stop.abort();
    if (event.type === 'finished') ending = event.outcome.type;
  }
  if (ending !== 'stopped') throw new Error(`A run that was stopped by hand ended as ${ending}.`);
}

async function waitForNothing(docker: Docker, before: Inventory): Promise<Inventory> {
  const deadline = Date.now() + TIDY_TIMEOUT_MS;
  for (;;) {
    const left = subtractInventory(await takeInventory(docker), before);
    const isClean = left.containers.length + left.processes.length + left.tempFiles.length === 0;
    if (isClean || Date.now() > deadline) return left;
    await delay(POLL_MS);
  }
}

export function formatSoak(report: SoakReport): string {
  const { runs, stopped, failures, perSecond, memoryGrowthMb, left } = report;
  const header = [
    'runs',
    'stopped',
    'failures',
    'runs/s',
    'memory growth, MiB',
    'containers left',
    'processes',
    'temp files',
  ];
  const row = [runs, stopped, failures, perSecond, memoryGrowthMb, left.containers, left.processes, left.tempFiles];
  const failure = report.firstFailure === '' ? [] : [`A run failed: ${report.firstFailure}`];
  return [formatTable(header, [row.map(String)]), ...failure].join('\n');
}
