/** In which language Runyard speaks: chosen alike by the window and by the menu over it. */
import type { Settings, WordsLanguage } from './settings';

/** @param systemLanguages tags, the most wanted first; the first that there are words for is taken, or else English */
export function chooseLanguage(choice: Settings['language'], systemLanguages: readonly string[]): WordsLanguage {
  if (choice !== 'system') return choice;
  for (const tag of systemLanguages) {
    const base = tag.toLowerCase().split('-')[0] ?? '';
    if (base === 'en' || base === 'de') return base;
  }
  return 'en';
}
