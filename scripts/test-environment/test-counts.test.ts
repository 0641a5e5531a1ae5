import { describe, expect, it } from 'vitest';
import { readPlaywrightCounts, readVitestCounts } from './test-counts';

describe('readVitestCounts', () => {
  it('counts skipped and todo together, and a file that did not load as a failure', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'passed', assertionResults: [{}] },
      ],
    };
    expect(readVitestCounts(JSON.stringify(report))).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });

  it('refuses what is no report', () => {
    expect(() => readVitestCounts('{}')).toThrow();
  });
});

describe('readPlaywrightCounts', () => {
  it('counts a flaky case as passed and an error outside the cases as a failure', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    expect(readPlaywrightCounts(JSON.stringify(report))).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });
});
