/** `npm run bench -- latency|throughput|flood|soak|embedded|window|server|clients|command [--runs N] [--json]`: figures of this machine, against its peers. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from '../../main/server/server';
import { buildEmbedded } from '../build-embedded/build-embedded';
import { findDocker, findPythonImage, openEngine } from './bench-setup';
import { FULL_LOAD, formatClients, measureClients } from './clients';
import { formatCommand, measureCommand } from './command';
import { DockerExecWay, DockerRunWay } from './docker-cli-ways';
import { measureEmbedded } from './embedded';
import { formatEmbedded } from './embedded-output';
import { formatFlood, measureFlood } from './flood';
import { FloorWay } from './floor-way';
import { takeInventory } from './inventory';
import { formatLatency, reportLatency, sampleLatency } from './latency';
import { RannaWay } from './ranna-way';
import { benchRequest, RunyardWay, runRunyard } from './runyard-way';
import { formatServer, reportServer } from './server';
import { ServerWay } from './server-way';
import { formatSoak, measureSoak } from './soak';
import { formatThroughput, LEVELS, measureThroughput } from './throughput';
import { formatWindow, measureWindow } from './window/window';

const USAGE =
  'Usage: npm run bench -- latency|throughput|flood|soak|embedded|window|server|clients|command [--runs N] [--json]';

const GIB = 1024 ** 3;

interface BenchResult {
  text: string;
  report: unknown;
}

async function benchLatency(runs = 50): Promise<BenchResult> {
  const docker = await findDocker();
  await using warm = await openEngine({});
  await using cold = await openEngine({ warmSandboxes: 0 });
  const image = await findPythonImage(warm.engine);
  const ways = [
    new FloorWay(docker, image),
    new RunyardWay('warm', warm.engine),
    new RunyardWay('cold', cold.engine),
    new DockerRunWay(image),
    new RannaWay(docker, image),
    new DockerExecWay(image),
  ];
  try {
    for (const way of ways) await way.prepare();
    const samples = await sampleLatency(ways, runs);
    return { text: formatLatency(samples), report: reportLatency(samples) };
  } finally {
    for (const way of ways) await way[Symbol.asyncDispose]();
  }
}

/** `runs`: at each level, in place of the level's own number. */
async function benchThroughput(runs?: number): Promise<BenchResult> {
  const docker = await findDocker();
  await using bench = await openEngine({});
  const image = await findPythonImage(bench.engine);
  const rannaWay = new RannaWay(docker, image);
  const batch = benchRequest('batch');
  const interactive = benchRequest('interactive');
  await runRunyard('The first run', bench.engine, interactive);
  const report = await measureThroughput(
    {
      runyardBatch: () => runRunyard('A run of the batch', bench.engine, batch),
      runyardInteractive: () => runRunyard('An interactive run', bench.engine, interactive),
      rannaWay: () => rannaWay.runOnce(),
    },
    LEVELS.map((level) => ({ ...level, runs: runs ?? level.runs })),
  );
  return { text: formatThroughput(report), report };
}

async function benchFlood(): Promise<BenchResult> {
  await findDocker();
  await using bench = await openEngine({});
  // What the first run loads is no growth of a flood.
  await runRunyard('The first run', bench.engine, benchRequest('interactive'));
  const report = await measureFlood(bench.engine);
  return { text: formatFlood(report), report };
}

async function benchSoak(runs = 500): Promise<BenchResult> {
  const docker = await findDocker();
  const before = await takeInventory(docker);
  await using bench = await openEngine({});
  await runRunyard('The first run', bench.engine, benchRequest('interactive'));
  const own = (await takeInventory(docker)).tempFiles.filter((name) => name.startsWith('runyard-bench-data-'));
  before.tempFiles.push(...own);
  const report = await measureSoak(bench.engine, docker, before, runs);
  return { text: formatSoak(report), report };
}

/** Docker is its peer for the flood, and not needed for anything else. */
async function benchEmbedded(runs = 30): Promise<BenchResult> {
  await buildEmbedded(resolve());
  const boundBytes = GIB;
  const idleMs = 4000;
  const config = { provider: 'embedded', embeddedWarmBytes: boundBytes } as const;
  await using warm = await openEngine(config);
  await using cold = await openEngine({ ...config, warmSandboxes: 0 });
  await using shortIdle = await openEngine({ ...config, warmIdleMs: idleMs });
  const hasDocker = await findDocker().then(
    () => true,
    () => false,
  );
  await using docker = hasDocker ? await openEngine({}) : null;
  const report = await measureEmbedded(
    {
      warm: warm.engine,
      cold: cold.engine,
      shortIdle: shortIdle.engine,
      idleMs,
      boundBytes,
      docker: docker?.engine ?? null,
    },
    runs,
  );
  return { text: formatEmbedded(report), report };
}

async function benchWindow(runs = 10): Promise<BenchResult> {
  const report = await measureWindow(runs);
  return { text: formatWindow(report), report };
}

async function benchServer(runs = 200): Promise<BenchResult> {
  const docker = await findDocker();
  await using bench = await openEngine({});
  const server = new ServerWay(bench.engine);
  const ways = [
    server,
    new RunyardWay('warm', bench.engine),
    new RannaWay(docker, await findPythonImage(bench.engine)),
  ];
  try {
    for (const way of ways) await way.prepare();
    const samples = await sampleLatency(ways, runs);
    return { text: formatServer(samples, server), report: reportServer(samples, server.overheadsMs) };
  } finally {
    for (const way of ways) await way[Symbol.asyncDispose]();
  }
}

/** `runs`: clients, in place of 64. */
async function benchClients(runs?: number): Promise<BenchResult> {
  await findDocker();
  const load = { ...FULL_LOAD, clients: runs ?? FULL_LOAD.clients };
  await using bench = await openEngine({ concurrency: Math.max(2, load.clients) });
  const { engine } = bench;
  await runRunyard('The first run', engine, benchRequest('interactive'));
  const appInfo = { version: 'bench', door: 'browser', platform: process.platform } as const;
  await using server = await createServer({ engine, appInfo, rendererDir: resolve('scripts') });
  const report = await measureClients(server, load);
  return { text: formatClients(report), report };
}

/** Needs a build. */
async function benchCommand(runs = 30): Promise<BenchResult> {
  await findDocker();
  await using bench = await openEngine({ warmSandboxes: 0 });
  const report = await measureCommand(await findPythonImage(bench.engine), runs);
  return { text: formatCommand(report), report };
}

const benches: Record<string, (runs?: number) => Promise<BenchResult>> = {
  latency: benchLatency,
  throughput: benchThroughput,
  flood: benchFlood,
  soak: benchSoak,
  embedded: benchEmbedded,
  window: benchWindow,
  server: benchServer,
  clients: benchClients,
  command: benchCommand,
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, runs: { type: 'string' } },
  });
  const bench = benches[positionals[0] ?? ''];
  const runs = values.runs === undefined ? undefined : Number(values.runs);
  if (bench === undefined || (runs !== undefined && !(Number.isInteger(runs) && runs > 0))) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const { text, report } = await bench(runs);
  process.stdout.write(`${text}\n`);
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  return 0;
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
