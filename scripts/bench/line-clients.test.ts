import { expect, test } from 'vitest';
import { countLines } from './line-clients';

const none = { lost: 0, duplicated: 0, reordered: 0, foreign: 0 };

test('lines are counted as lost, duplicated, reordered and another’s', () => {
  expect(countLines('a 0\na 1\na 2\n', 'a', 3)).toEqual(none);
  expect(countLines('a 0\na 2\n', 'a', 3)).toEqual({ ...none, lost: 1 });
  expect(countLines('a 0\na 1\na 1\na 2\n', 'a', 3)).toEqual({ ...none, duplicated: 1 });
  expect(countLines('a 0\na 2\na 1\n', 'a', 3)).toEqual({ ...none, reordered: 1 });
  expect(countLines('a 0\nb 1\na 1\na 2\n', 'a', 3)).toEqual({ ...none, foreign: 1 });
  expect(countLines('a 0\na 1 a 2\n', 'a', 3)).toEqual({ ...none, lost: 2, foreign: 1 });
  expect(countLines('', 'a', 3)).toEqual({ ...none, lost: 3 });
  expect(countLines('a 0\na 1\na', 'a', 3)).toEqual({ ...none, lost: 1, foreign: 1 });
});
