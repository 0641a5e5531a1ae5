/**
 * What the desktop's menu says in each language. It stands here and not with the window's words, since another process
 * draws it. A missing or surplus word is a type error.
 */

import { de } from './menu-words-de';
import { en } from './menu-words-en';
import type { WordsLanguage } from './settings';

export type MenuWords = typeof en;

const catalogues: Record<WordsLanguage, MenuWords> = { en, de };

export function findMenuWords(language: WordsLanguage): MenuWords {
  return catalogues[language];
}
