import { expect, it } from 'vitest';
import { chooseLanguage } from './words-language';

it('takes the first language of the system that there are words for', () => {
  expect(chooseLanguage('system', ['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(chooseLanguage('system', ['fr'])).toBe('en');
  expect(chooseLanguage('en', ['de'])).toBe('en');
});
