import { expect, it } from 'vitest';
import type { EarlierRun } from '../../../contract';
import { chooseCompared } from './compared-runs';

const runOf = (id: string, at: number) => ({ id, at }) as EarlierRun;
const runs = [runOf('c', 3), runOf('b', 2), runOf('a', 1)];
const compare = (...args: [list: EarlierRun[], shown?: string, pinned?: string]) => {
  const chosen = chooseCompared(args[0], args[1], args[2]);
  return chosen && [chosen.before.id, chosen.after.id].join('');
};

it('takes the newest run and the one before it, or the pinned one', () => {
  expect(compare(runs)).toBe('bc');
  expect(compare(runs, undefined, 'a')).toBe('ac');
  expect(compare(runs, undefined, 'c')).toBe('bc');
});

it('takes the run that is shown, the earlier of two always first', () => {
  expect(compare(runs, 'a')).toBe('ab');
  expect(compare(runs, 'b', 'c')).toBe('bc');
  expect(compare(runs, 'b', 'a')).toBe('ab');
});

it('has nothing to say of a single run', () => {
  expect(compare([])).toBeNull();
  expect(compare(runs.slice(0, 1), 'c', 'c')).toBeNull();
});
