/** The parts of `npm test`, in the order in which they run. */
import { readFile } from 'node:fs/promises';
import type { Readiness } from './readiness';
import { type CommandResult, runCommand } from './run-command';
import { NO_TESTS } from './test-counts';
import { EMPTY_REPORT, readPlaywrightReport, readVitestReport, type TestReport } from './test-report';

export type RequirementName = 'docker' | 'images' | 'electron' | 'display' | 'chromium';
export type PartName =
  | 'typecheck'
  | 'lint'
  | 'unit'
  | 'embedded'
  | 'docker'
  | 'build'
  | 'desktop'
  | 'browser'
  | 'packaged';

export interface Part {
  name: PartName;
  needs: RequirementName[];
  /** `early`: while what other parts need is still being prepared. What has time limits waits until that is over. */
  start: 'early' | 'prepared';
  /** Makes no sense unless this part passed. */
  after: PartName | null;
  command: string[];
  /** Who runs test cases in it; null where it is one check as a whole. */
  runner: 'vitest' | 'playwright' | null;
  timeoutMs: number;
}

const MINUTE_MS = 60_000;
const REPORTER = './scripts/test-environment/vitest-reporter.ts';

function check(name: PartName, command: string[]): Part {
  return { name, needs: [], start: 'early', after: null, command, runner: null, timeoutMs: 5 * MINUTE_MS };
}

function vitest(name: 'unit' | 'embedded' | 'docker', needs: RequirementName[], timeoutMs: number): Part {
  const start = name === 'unit' ? 'early' : 'prepared';
  const command = ['npx', 'vitest', 'run', '--project', name, '--reporter=default', `--reporter=${REPORTER}`];
  // What is tested has time limits, and a guest takes a processor.
  if (name === 'embedded') command.push('--maxWorkers=2');
  return { name, needs, start, after: null, command, runner: 'vitest', timeoutMs };
}

function playwright(name: 'desktop' | 'browser' | 'packaged', needs: RequirementName[]): Part {
  const command = ['npx', 'playwright', 'test', `--project=${name}`, '--reporter=list,json'];
  return {
    name,
    needs,
    start: 'prepared',
    after: 'build',
    command,
    runner: 'playwright',
    timeoutMs: 15 * MINUTE_MS,
  };
}

export const parts: readonly Part[] = [
  check('typecheck', ['npx', 'tsc', '--noEmit']),
  check('lint', ['npx', 'biome', 'check', '.']),
  vitest('unit', [], 5 * MINUTE_MS),
  vitest('embedded', [], 10 * MINUTE_MS),
  check('build', ['npx', 'electron-vite', 'build']),
  vitest('docker', ['docker', 'images'], 15 * MINUTE_MS),
  playwright('desktop', ['docker', 'images', 'display', 'electron']),
  playwright('browser', ['docker', 'images', 'chromium']),
  playwright('packaged', ['display', 'electron']),
];

/**
 * The parts that were asked for by name, with those that they come after; all when none was. `e2e` is both doors.
 * @throws Error naming a word that is no part
 */
export function selectParts(words: string[]): Part[] {
  const chosen = new Set(words.flatMap((word) => (word === 'e2e' ? ['desktop', 'browser'] : [word])));
  const known = parts.map((part) => part.name as string);
  for (const word of chosen) {
    if (!known.includes(word)) throw new Error(`There is no part "${word}"; there are ${known.join(', ')} and e2e.`);
  }
  if (chosen.size === 0) return [...parts];
  for (const part of parts) if (part.after !== null && chosen.has(part.name)) chosen.add(part.after);
  return parts.filter((part) => chosen.has(part.name));
}

export interface PartResult extends TestReport {
  name: PartName;
  state: 'passed' | 'failed' | 'skipped';
  seconds: number;
  /** Why it did not pass as a whole; empty when it did. */
  reason: string;
}

/** A part that is no set of cases counts as one case when it fails or is skipped, so that the sum tells of it. */
export function skipPart(part: Part, reason: string): PartResult {
  const counts = { ...NO_TESTS, skipped: 1 };
  return { ...EMPTY_REPORT, name: part.name, state: 'skipped', seconds: 0, counts, reason };
}

/** Why the part cannot run: something it stands on is missing, or the part before it did not pass. */
export function findObstacle(
  part: Part,
  readiness: Map<RequirementName, Readiness>,
  results: PartResult[],
): string | null {
  for (const need of part.needs) {
    const found = readiness.get(need);
    if (found?.state === 'missing') return `${found.reason}; ${found.remedy}`;
  }
  const before = results.find((result) => result.name === part.after);
  return before !== undefined && before.state !== 'passed' ? `${before.name} ${before.state}` : null;
}

/** `reportFile`: where the part's runner leaves its report. */
export async function runPart(
  part: Part,
  reportFile: string,
  environment: Record<string, string>,
  signal: AbortSignal,
): Promise<PartResult> {
  const started = performance.now();
  const [command = '', ...args] = part.command;
  const result = await runCommand(
    command,
    part.runner === 'vitest' ? [...args, `--outputFile.json=${reportFile}`] : args,
    {
      signal,
      timeoutMs: part.timeoutMs,
      environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
    },
  );
  const seconds = (performance.now() - started) / 1000;
  const report = part.runner === null ? EMPTY_REPORT : await readReport(part.runner, reportFile);
  return judgePart(part, result, report, seconds);
}

/** `report`: null when the runner left none. */
export function judgePart(
  part: Part,
  { exitCode, failure }: Pick<CommandResult, 'exitCode' | 'failure'>,
  report: TestReport | null,
  seconds: number,
): PartResult {
  const state = exitCode === 0 && report?.counts.failed === 0 ? 'passed' : 'failed';
  const known = report ?? EMPTY_REPORT;
  const reasons: Record<CommandResult['failure'], string> = {
    none: report === null ? 'it left no report' : state === 'passed' ? '' : `exit code ${exitCode}`,
    notStarted: `${part.command[0]} could not be started`,
    stopped: 'interrupted',
    timedOut: `not done within ${part.timeoutMs / MINUTE_MS} minutes`,
    killed: 'killed',
  };
  const failed = state === 'failed' ? Math.max(known.counts.failed, 1) : known.counts.failed;
  return { ...known, name: part.name, state, seconds, counts: { ...known.counts, failed }, reason: reasons[failure] };
}

async function readReport(runner: 'vitest' | 'playwright', reportFile: string): Promise<TestReport | null> {
  try {
    const json = await readFile(reportFile, 'utf8');
    return runner === 'vitest' ? readVitestReport(json) : readPlaywrightReport(json);
  } catch {
    return null;
  }
}
