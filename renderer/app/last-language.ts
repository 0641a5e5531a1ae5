/** The language that the window spoke last: there before the settings are, which the editor's code does not wait for. */
import type { WordsLanguage } from '../../contract';
import { chooseLanguage } from '../../contract/words-language';
import type { AppStore } from '../state/store';
import { findWords } from '../words/words';

const KEY = 'runyard.language';

/** Speaks it from now on, and remembers each that comes after it. The returned function ends that. */
export function followLanguage(
  store: AppStore,
  storage: () => Pick<Storage, 'getItem' | 'setItem'>,
  systemLanguages: readonly string[],
): () => void {
  const language = read(storage) ?? chooseLanguage('system', systemLanguages);
  if (language !== store.getState().language) store.setState({ language, words: findWords(language) });
  return store.subscribe((state, before) => {
    if (state.language === before.language) return;
    try {
      storage().setItem(KEY, state.language);
    } catch {
      // A browser may keep nothing for a page; the next start then asks the system.
    }
  });
}

function read(storage: () => Pick<Storage, 'getItem'>): WordsLanguage | null {
  try {
    const kept = storage().getItem(KEY);
    return kept === 'en' || kept === 'de' ? kept : null;
  } catch {
    return null;
  }
}
