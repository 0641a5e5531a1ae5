/**
 * `npm test [part ...]`: prepares the environment, runs the parts in order and sums them up.
 * With `CI=true` whatever is skipped is a failure.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findObstacle,
  type Part,
  type PartResult,
  type RequirementName,
  runPart,
  selectParts,
  skipPart,
} from './test-environment/parts';
import type { Readiness } from './test-environment/readiness';
import { decideExitCode, formatSummary } from './test-environment/summary';
import { TestEnvironment } from './test-environment/test-environment';

function log(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function runParts(chosen: Part[], signal: AbortSignal): Promise<PartResult[]> {
  const reports = await mkdtemp(join(tmpdir(), 'runyard-test-'));
  await using environment = new TestEnvironment(log);
  try {
    const preparing = environment.prepare(chosen, signal);
    const results: PartResult[] = [];
    for (const part of chosen) {
      const readiness = part.start === 'early' ? new Map<RequirementName, Readiness>() : await preparing;
      const variables = [...readiness.values()].flatMap((one) => (one.state === 'ready' ? [one.environment] : []));
      const obstacle = signal.aborted ? 'interrupted' : findObstacle(part, readiness, results);
      log(`\n=== ${part.name}${obstacle === null ? '' : ` skipped: ${obstacle}`}`);
      const reportFile = join(reports, `${part.name}.json`);
      results.push(
        obstacle === null
          ? await runPart(part, reportFile, Object.assign({}, ...variables), signal)
          : skipPart(part, obstacle),
      );
    }
    await preparing;
    return results;
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  let chosen: Part[];
  try {
    chosen = selectParts(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 2;
  }
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interruption.abort());
  const results = await runParts(chosen, interruption.signal);
  const isStrict = process.env.CI === 'true' || process.env.CI === '1';
  log(`\n${formatSummary(results)}`);
  // 128 + SIGINT, as a shell says it.
  return interruption.signal.aborted ? 130 : decideExitCode(results, isStrict);
}

process.exitCode = await main();
