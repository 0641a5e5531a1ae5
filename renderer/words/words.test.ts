import { expect, it } from 'vitest';
import { chooseLanguage, findWords } from './words';

it('takes the first language of the system that there are words for', () => {
  expect(chooseLanguage('system', ['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(chooseLanguage('system', ['fr'])).toBe('en');
  expect(chooseLanguage('en', ['de'])).toBe('en');
});

it('speaks each language', () => {
  expect(findWords('en').problems.count(2)).toBe('2 problems');
  expect(findWords('de').problems.count(2)).toBe('2 Probleme');
});
