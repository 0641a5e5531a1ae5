/** The words of the editor itself, such as those of its menu. */
import type { WordsLanguage } from '../../../contract';

/** To be called before the editor's code comes, which reads them once: a language that is chosen, or known, later is there at the next start. */
export async function loadEditorWords(language: WordsLanguage): Promise<void> {
  if (language === 'de') await import('monaco-editor/nls/lang/de');
}
