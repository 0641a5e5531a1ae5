/** `npm run bench -- flood`: what a program that prints 200 MB does to the engine's memory and to the run's end. */
import { RunRequest } from '../../contract';
import type { Engine } from '../../main/api/engine';
import { formatTable } from '../text-table';
import { FILE_NAME } from './bench-way';
import { round } from './statistics';

const MEGABYTE = 1_000_000;
const MIB = 1024 * 1024;
const PRINTED_BYTES = 200 * MEGABYTE;
/** Often enough to catch a spike of a garbage collector's cycle. */
const SAMPLE_MS = 10;

const PROGRAM = `import sys
chunk = ('x' * 99 + '\\n') * 10_000
for _ in range(${PRINTED_BYTES / MEGABYTE}):
    sys.stdout.write(chunk)
`;

const cases = [
  { name: 'limited', outputBytes: 16 * MIB },
  { name: 'whole', outputBytes: 256 * MIB },
] as const;

export interface FloodCase {
  name: 'limited' | 'whole';
  outputLimitBytes: number;
  outcome: string;
  receivedBytes: number;
  seconds: number;
  /** Resident memory of the process that holds the engine, at its highest, above what it was at the start. */
  memoryGrowthMb: number;
  /** From the first event that reached the limit to `finished`; null when it was not reached. */
  limitToFinishedMs: number | null;
}

export interface FloodReport {
  bench: 'flood';
  cases: FloodCase[];
}

export async function measureFlood(engine: Engine): Promise<FloodReport> {
  const report: FloodReport = { bench: 'flood', cases: [] };
  for (const { name, outputBytes } of cases) report.cases.push(await measureCase(engine, name, outputBytes));
  return report;
}

async function measureCase(engine: Engine, name: FloodCase['name'], outputLimitBytes: number): Promise<FloodCase> {
  const request = RunRequest.parse({
    spec: 'python',
    files: [{ path: FILE_NAME, content: PROGRAM }],
    limits: { outputBytes: outputLimitBytes },
  });
  const before = process.memoryUsage.rss();
  let highest = before;
  const sampler = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, SAMPLE_MS);
  const started = performance.now();
  let receivedBytes = 0;
  let limitAt: number | null = null;
  let finishedAt = started;
  let outcome = 'none';
  try {
    for await (const event of engine.runs.run(request, { signal: new AbortController().signal })) {
      // What the program prints is ASCII: a character is a byte.
      if (event.type === 'output') receivedBytes += event.text.length;
      if (event.type === 'truncated' || receivedBytes >= outputLimitBytes) limitAt ??= performance.now();
      if (event.type === 'finished') {
        finishedAt = performance.now();
        outcome = event.outcome.type;
      }
    }
  } finally {
    clearInterval(sampler);
  }
  highest = Math.max(highest, process.memoryUsage.rss());
  return {
    name,
    outputLimitBytes,
    outcome,
    receivedBytes,
    seconds: round((finishedAt - started) / 1000, 2),
    memoryGrowthMb: round((highest - before) / MIB, 1),
    limitToFinishedMs: limitAt === null ? null : round(finishedAt - limitAt, 0),
  };
}

export function formatFlood({ cases: measured }: FloodReport): string {
  const header = ['output limit, MiB', 'outcome', 'received, MB', 'seconds', 'memory growth, MiB', 'limit to end, ms'];
  const rows = measured.map((one) =>
    [
      one.outputLimitBytes / MIB,
      one.outcome,
      round(one.receivedBytes / MEGABYTE, 1),
      one.seconds,
      one.memoryGrowthMb,
      one.limitToFinishedMs ?? '-',
    ].map(String),
  );
  return `A program prints ${PRINTED_BYTES / MEGABYTE} MB.\n\n${formatTable(header, rows)}`;
}
