import { describe, expect, it, vi } from 'vitest';
import type { Diagnostic } from '../../../contract';
import { ProblemBoard } from './problem-board';

const problem = (file: string): Diagnostic => ({ file, line: 1, severity: 'error', message: file });

describe('problems', () => {
  it('of a file go when it is edited, and those that were on their way with them', () => {
    const board = new ProblemBoard();
    const listener = vi.fn();
    board.onChange(listener);
    board.begin('a');
    board.add('a', [problem('x'), problem('y')]);
    board.forgetFile('a', 'x');
    expect(board.read('a')).toEqual([problem('y')]);
    board.add('a', [problem('x')]);
    board.forgetFile('a', 'x');
    expect(board.read('a')).toEqual([problem('y')]);
    expect(listener.mock.calls).toEqual([['a'], ['a']]);
  });

  it('of a run go with the next', () => {
    const board = new ProblemBoard();
    board.begin('a');
    board.add('a', [problem('x')]);
    board.forgetFile('a', 'x');
    board.begin('a');
    board.add('a', [problem('x')]);
    expect(board.read('a')).toHaveLength(1);
    expect(board.read('b')).toBe(board.read('c'));
    board.begin('a');
    expect(board.read('a')).toEqual([]);
  });
});
