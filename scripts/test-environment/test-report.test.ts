import { describe, expect, it } from 'vitest';
import { readPlaywrightReport, readVitestReport } from './test-report';

describe('readVitestReport', () => {
  const test = { ancestorTitles: ['a queue'], title: 'is empty', status: 'passed', failureMessages: [] as string[] };
  const file = { name: '/project/main/queue.test.ts', assertionResults: [test] };
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      file,
      { name: '/project/main/broken.test.ts', assertionResults: [] },
      {
        ...file,
        assertionResults: [
          {
            ...test,
            status: 'failed',
            failureMessages: [
              '\u001b[31mError: late\u001b[39m\n    at /project/x.ts:1:2\n    at /project/main/queue.test.ts:34:5',
            ],
          },
        ],
      },
      { ...file, assertionResults: [{ ...test, failureMessages: ['AssertionError: 1 is not 2\n    at x.ts'] }] },
    ],
    outsideErrors: [
      { file: '/project/main/broken.test.ts', title: 'the file', message: 'No "}"\n^' },
      { file: '', title: 'unhandled', message: 'Error: forgotten' },
    ],
  };

  it('counts skipped and todo together, and an error outside the tests as a failure', () => {
    expect(readVitestReport(JSON.stringify(report)).counts).toEqual({ passed: 5, failed: 3, skipped: 3 });
  });

  it('names what failed, and what passed only at the second try', () => {
    const { failed, retried } = readVitestReport(JSON.stringify(report), '/project');
    expect(failed).toEqual([
      { file: 'main/queue.test.ts', line: 34, title: 'a queue > is empty', error: 'Error: late' },
      { file: 'main/broken.test.ts', title: 'the file', error: 'No "}"' },
      { file: '', title: 'unhandled', error: 'Error: forgotten' },
    ]);
    expect(retried).toEqual([
      { file: 'main/queue.test.ts', title: 'a queue > is empty', error: 'AssertionError: 1 is not 2' },
    ]);
  });

  it('refuses what is no report', () => {
    expect(() => readVitestReport('{}')).toThrow();
  });
});

describe('readPlaywrightReport', () => {
  const failure = {
    errors: [
      {
        message: '\u001b[31mError: not there\u001b[39m\n\nCall log:',
        location: { file: '/project/e2e/a.e2e.ts', line: 7 },
      },
    ],
  };
  const specs = [
    { title: 'is sound', file: 'a.e2e.ts', tests: [{ status: 'expected', results: [{ errors: [] }] }] },
    { title: 'is red', file: 'a.e2e.ts', tests: [{ status: 'unexpected', results: [failure, failure] }] },
    { title: 'wavers', file: 'a.e2e.ts', tests: [{ status: 'flaky', results: [failure, { errors: [] }] }] },
  ];
  const report = {
    config: { rootDir: '/project/e2e' },
    stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 },
    suites: [{ title: 'a.e2e.ts', specs: [], suites: [{ title: 'a run', specs }] }],
    errors: [{ message: 'Error: no server' }],
  };

  it('counts a flaky case as passed and an error outside the cases as a failure', () => {
    expect(readPlaywrightReport(JSON.stringify(report)).counts).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('names what failed, and what passed only at the second try', () => {
    const { failed, retried } = readPlaywrightReport(JSON.stringify(report), '/project');
    expect(failed).toEqual([
      { file: 'e2e/a.e2e.ts', line: 7, title: 'a run > is red', error: 'Error: not there' },
      { file: '', title: 'outside the tests', error: 'Error: no server' },
    ]);
    expect(retried).toEqual([{ file: 'e2e/a.e2e.ts', line: 7, title: 'a run > wavers', error: 'Error: not there' }]);
  });
});
