import { expect, it } from 'vitest';
import { findWords } from './words';

it('speaks each language', () => {
  expect(findWords('en').problems.count(2)).toBe('2 problems');
  expect(findWords('de').problems.count(2)).toBe('2 Probleme');
});
