/** What a runner's own JSON report says: the counts, and by name the tests that failed at the first try or at all. */
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { NO_TESTS, type TestCounts } from './test-counts';

export interface NamedTest {
  /** Relative to the project; empty for an error outside all files. */
  file: string;
  title: string;
  /** In the file, where the report says so. */
  line?: number;
  /** The first line of what went wrong. */
  error: string;
}

export interface TestReport {
  counts: TestCounts;
  failed: NamedTest[];
  /** Passed, but only at the second try. */
  retried: NamedTest[];
}

export const EMPTY_REPORT: TestReport = { counts: NO_TESTS, failed: [], retried: [] };

/** What went wrong in a hook, in a file that could not be loaded, or in what nobody awaited. */
export const OutsideError = z.object({ file: z.string(), title: z.string(), message: z.string() });

/** As `vitest-reporter.ts` writes it. */
const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()),
        }),
      ),
    }),
  ),
  outsideErrors: z.array(OutsideError),
});

const PlaywrightError = z.object({
  message: z.string().optional(),
  value: z.string().optional(),
  location: z.object({ file: z.string(), line: z.number() }).optional(),
});

const PlaywrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      /** `flaky` passed at a second try. */
      status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
      results: z.array(z.object({ errors: z.array(PlaywrightError) })),
    }),
  ),
});

const PlaywrightSuite = z.object({
  title: z.string(),
  specs: z.array(PlaywrightSpec),
  get suites() {
    return z.array(PlaywrightSuite).optional();
  },
});

const PlaywrightReport = z.object({
  config: z.object({ rootDir: z.string() }),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(PlaywrightSuite),
  errors: z.array(PlaywrightError),
});

function firstLine(text: string): string {
  return stripVTControlCharacters(text).trim().split('\n', 1)[0] ?? '';
}

/** The first place in that file that the stack tells of. */
function findLine(stack: string, path: string): { line?: number } {
  const after = stack.split(`${path}:`, 2)[1];
  const line = after === undefined ? Number.NaN : Number.parseInt(after, 10);
  return Number.isNaN(line) ? {} : { line };
}

/** @throws Error when the text is no report of that runner */
export function readVitestReport(json: string, projectDir = process.cwd()): TestReport {
  const report = VitestReport.parse(JSON.parse(json));
  const nameTest = (path: string, title: string, stack: string): NamedTest => ({
    file: path === '' ? '' : relative(projectDir, path),
    title,
    ...(path === '' ? {} : findLine(stack, path)),
    error: firstLine(stack),
  });
  const failed: NamedTest[] = [];
  const retried: NamedTest[] = [];
  for (const { name, assertionResults } of report.testResults) {
    for (const { ancestorTitles, title, status, failureMessages } of assertionResults) {
      const titles = [...ancestorTitles, title].filter((word) => word !== '');
      const test = nameTest(name, titles.join(' > '), failureMessages[0] ?? '');
      if (status === 'failed') failed.push(test);
      // What passed keeps the messages of the tries before.
      else if (status === 'passed' && failureMessages.length > 0) retried.push(test);
    }
  }
  for (const { file, title, message } of report.outsideErrors) failed.push(nameTest(file, title, message));
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.outsideErrors.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return { counts, failed, retried };
}

/** @throws Error when the text is no report of that runner */
export function readPlaywrightReport(json: string, projectDir = process.cwd()): TestReport {
  const { config, stats, suites, errors } = PlaywrightReport.parse(JSON.parse(json));
  const failed: NamedTest[] = [];
  const retried: NamedTest[] = [];
  const visit = (suite: z.infer<typeof PlaywrightSuite>, above: string[]) => {
    for (const { title, file, tests } of suite.specs) {
      for (const { status, results } of tests) {
        const error = results.flatMap((result) => result.errors)[0];
        const path = `${config.rootDir}/${file}`;
        const { location } = error ?? {};
        const test = {
          file: relative(projectDir, path),
          title: [...above, title].join(' > '),
          ...(location?.file === path ? { line: location.line } : {}),
          error: firstLine(error?.message ?? error?.value ?? ''),
        };
        if (status === 'unexpected') failed.push(test);
        else if (status === 'flaky') retried.push(test);
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, [...above, inner.title]);
  };
  // The outermost suites are the files.
  for (const suite of suites) visit(suite, []);
  for (const { message, value } of errors) {
    failed.push({ file: '', title: 'outside the tests', error: firstLine(message ?? value ?? '') });
  }
  const counts = {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
  return { counts, failed, retried };
}
