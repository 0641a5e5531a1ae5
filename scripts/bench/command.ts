/** The `runyard` command as a whole process, with a served Runyard and without, beside Node itself and `docker run`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findDoor } from '../../main/config/door-file';
import { PROGRAM } from './bench-way';
import { DockerRunWay } from './docker-cli-ways';
import { measureProcess } from './measure-process';
import { type Percentiles, percentile, percentiles, round } from './statistics';

const START_TIMEOUT_MS = 30_000;
/** The warm pool fills up between two runs of a person. */
const SETTLE_MS = 500;

export interface CommandReport {
  /** Milliseconds from the start of each process to its exit. */
  node: Percentiles;
  served: Percentiles;
  /** The part of `served` that is the run: from the request's arrival to its end, by the engine's own account. */
  run: Percentiles;
  alone: Percentiles;
  dockerRun: Percentiles;
  /** What the command costs beside the run, in `node -e 0`s: p50 of both. */
  servedOverNode: number;
  /** `docker run` over the command with no Runyard served, p50 of both. */
  dockerRunOverAlone: number;
}

/** @param image in which `docker run` runs Python */
export async function measureCommand(image: string, runs: number): Promise<CommandReport> {
  const folder = await mkdtemp(join(tmpdir(), 'runyard-bench-command-'));
  const command = resolve('out/main/runyard.js');
  const file = join(folder, 'hello.py');
  await writeFile(file, `${PROGRAM}\n`);
  const served = { RUNYARD_DATA_DIR: join(folder, 'served'), RUNYARD_PROVIDER: 'docker' };
  const alone = { RUNYARD_DATA_DIR: join(folder, 'alone'), RUNYARD_PROVIDER: 'docker' };
  const server = spawn(process.execPath, [command, 'serve', '--no-open'], { env: { ...process.env, ...served } });
  const docker = new DockerRunWay(image);
  const samples = { node: [], served: [], run: [], alone: [], dockerRun: [] } as Record<string, number[]>;
  const take = (name: string, timeMs: number) => samples[name]?.push(timeMs);
  try {
    await untilServed(served.RUNYARD_DATA_DIR, server);
    const runServed = (flags: string[]) =>
      measureProcess('runyard run', process.execPath, [command, 'run', ...flags, file], served);
    for (let count = -1; count < runs; count += 1) {
      await delay(SETTLE_MS);
      const node = await measureProcess('node', process.execPath, ['-e', '0'], {}, '');
      const withServer = await runServed([]);
      await delay(SETTLE_MS);
      const ownMs = await measureRun(command, file, served);
      // What the server makes ready anew takes a processor, and so does a container that goes.
      await delay(SETTLE_MS);
      const ownEngine = await measureProcess('runyard run', process.execPath, [command, 'run', file], alone);
      await delay(SETTLE_MS);
      const dockerRun = await docker.runOnce();
      await delay(SETTLE_MS);
      // The first round loads files and makes sandboxes.
      if (count < 0) continue;
      take('node', node.exitMs);
      take('served', withServer.exitMs);
      take('run', ownMs);
      take('alone', ownEngine.exitMs);
      take('dockerRun', dockerRun.exitMs);
    }
  } finally {
    const gone = once(server, 'exit');
    server.kill('SIGTERM');
    await gone;
    await rm(folder, { recursive: true, force: true });
  }
  const p50 = (name: string) => percentile(samples[name] ?? [], 0.5);
  return {
    node: percentiles(samples.node ?? []),
    served: percentiles(samples.served ?? []),
    run: percentiles(samples.run ?? []),
    alone: percentiles(samples.alone ?? []),
    dockerRun: percentiles(samples.dockerRun ?? []),
    servedOverNode: round((p50('served') - p50('run')) / p50('node'), 2),
    dockerRunOverAlone: round(p50('dockerRun') / p50('alone'), 2),
  };
}

async function untilServed(dataDir: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (findDoor(dataDir) === null) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error('`runyard serve` did not start.');
    await delay(50);
  }
}

/** @returns what the engine says that a run took */
async function measureRun(command: string, file: string, environment: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [command, 'run', '--json', file], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child, 'close');
  const finished = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as {
    metrics: { startupMs: number; runMs: number };
  };
  return finished.metrics.startupMs + finished.metrics.runMs;
}

export function formatCommand(report: CommandReport): string {
  const rows = [
    ['node -e 0', report.node],
    ['runyard run hello.py, a Runyard served', report.served],
    ['  of which the run', report.run],
    ['runyard run hello.py, none served', report.alone],
    ['docker run --rm', report.dockerRun],
  ] as const;
  const lines = rows.map(
    ([title, { p50, p95 }]) => `${title.padEnd(40)}  ${String(p50).padStart(7)}  ${String(p95).padStart(7)}`,
  );
  return [
    `${'milliseconds to the exit'.padEnd(40)}      p50      p95`,
    ...lines,
    `The command beside its run takes ${report.servedOverNode} times what node -e 0 takes (goal: at most 1.5).`,
    `With none served, docker run takes ${report.dockerRunOverAlone} times as long (goal: more than 1).`,
  ].join('\n');
}
