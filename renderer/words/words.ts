/** Which catalogue the window speaks from. A missing or surplus word is a type error. */
import type { Settings, WordsLanguage } from '../../contract';
import { de } from './de';
import { en } from './en';

export type Words = typeof en;

const catalogues: Record<WordsLanguage, Words> = { en, de };

/** @param systemLanguages as `navigator.languages`; the first that there are words for is taken, or else English */
export function chooseLanguage(choice: Settings['language'], systemLanguages: readonly string[]): WordsLanguage {
  if (choice !== 'system') return choice;
  for (const tag of systemLanguages) {
    const base = tag.toLowerCase().split('-')[0] ?? '';
    if (base === 'en' || base === 'de') return base;
  }
  return 'en';
}

export function findWords(language: WordsLanguage): Words {
  return catalogues[language];
}
