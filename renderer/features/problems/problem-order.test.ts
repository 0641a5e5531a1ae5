import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../contract';
import { findNeighbour, sortProblems } from './problem-order';

const problem = (file: string, line: number, column?: number): Diagnostic => ({
  file,
  line,
  ...(column === undefined ? {} : { column }),
  severity: 'error',
  message: `${file}:${line}`,
});

const files = ['main.x', 'lib.x'];
const sorted = sortProblems(
  [problem('lib.x', 2), problem('main.x', 5, 9), problem('gone.x', 1), problem('main.x', 5), problem('main.x', 1)],
  files,
);

describe('the problems of a tab', () => {
  it('come by file, in the order of the tab, and by place', () => {
    expect(sorted.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['main.x', 1, undefined],
      ['main.x', 5, undefined],
      ['main.x', 5, 9],
      ['lib.x', 2, undefined],
    ]);
  });

  it('follow each other from the cursor, round the ends', () => {
    const from = (file: string, line: number, step: 1 | -1) =>
      findNeighbour(sorted, { file, line, column: 1 }, null, step, files);
    expect([from('main.x', 2, 1), from('main.x', 9, 1), from('lib.x', 7, 1)]).toEqual([1, 3, 0]);
    expect([from('main.x', 3, -1), from('lib.x', 1, -1)]).toEqual([0, 2]);
    expect(findNeighbour(sorted, { file: 'main.x', line: 1, column: 0 }, null, -1, files)).toBe(3);
    expect(findNeighbour([], { file: 'main.x', line: 1 }, null, 1, files)).toBe(-1);
  });

  it('follow from the one that was gone to, however the editor put the cursor in its line', () => {
    const at = { file: 'main.x', line: 5, column: 4 };
    expect(findNeighbour(sorted, at, sorted[1]!, 1, files)).toBe(2);
    expect(findNeighbour(sorted, at, sorted[1]!, -1, files)).toBe(0);
    expect(findNeighbour(sorted, { ...at, line: 6 }, sorted[1]!, 1, files)).toBe(3);
  });
});
