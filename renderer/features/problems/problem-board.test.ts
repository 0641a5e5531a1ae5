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

  it('that the editor finds stay beside those of runs, each told once', () => {
    const board = new ProblemBoard();
    const listener = vi.fn();
    board.onChange(listener);
    board.setFound('a', 'x', [problem('x')]);
    board.setFound('a', 'x', [problem('x')]);
    board.begin('a');
    board.forgetFile('a', 'x');
    expect(listener).toHaveBeenCalledTimes(1);
    board.add('a', [problem('y')]);
    expect(board.read('a')).toEqual([problem('y'), problem('x')]);
    expect(board.readSaid('a')).toEqual([problem('y')]);
    board.setFound('a', 'x', []);
    expect(board.read('a')).toEqual([problem('y')]);
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
