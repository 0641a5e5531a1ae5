/** Which catalogue the window speaks from. A missing or surplus word is a type error. */
import type { WordsLanguage } from '../../contract';
import { de } from './de';
import { en } from './en';

export type Words = typeof en;

const catalogues: Record<WordsLanguage, Words> = { en, de };

export function findWords(language: WordsLanguage): Words {
  return catalogues[language];
}
