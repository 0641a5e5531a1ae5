import { expect, it } from 'vitest';
import type { PartResult } from './parts';
import { decideExitCode, formatSummary } from './summary';

const passed: PartResult = {
  name: 'unit',
  state: 'passed',
  seconds: 12.34,
  counts: { passed: 40, failed: 0, skipped: 1 },
  failed: [],
  retried: [],
  reason: '',
};
const failed: PartResult = {
  ...passed,
  name: 'lint',
  state: 'failed',
  counts: { passed: 0, failed: 1, skipped: 0 },
  reason: 'exit code 1',
};

it('ends with the sum alone on a line', () => {
  const lines = formatSummary([failed, passed]).split('\n');
  expect(lines.at(-1)).toBe('40 passed, 1 failed, 1 skipped');
  expect(lines[3]).toBe('unit  passed     12.3      40       0        1           0');
});

it('names what failed and what passed only at the second try', () => {
  const test = { file: 'main/queue.test.ts', title: 'a queue > is empty', error: 'Error: late' };
  const many = Array.from({ length: 32 }, (_, index) => ({ ...test, title: `test ${index}` }));
  const lines = formatSummary([{ ...passed, failed: many, retried: [{ ...test, line: 12 }] }]).split('\n');
  expect(lines.slice(4, 6)).toEqual(['failed:', '  unit  main/queue.test.ts  test 0']);
  expect(lines.slice(-7)).toEqual([
    '  and 2 more',
    '',
    'passed only at the second try, to be mended:',
    '  unit  main/queue.test.ts:12  a queue > is empty',
    '      Error: late',
    '',
    '40 passed, 0 failed, 1 skipped',
  ]);
  expect(lines[2]).toMatch(/ 1$/);
});

it('fails on a failure, and on a skip where nothing may be skipped', () => {
  expect(decideExitCode([passed], false)).toBe(0);
  expect(decideExitCode([passed], true)).toBe(1);
  expect(decideExitCode([passed, failed], false)).toBe(1);
});
