/** Monaco with the features that a playground needs; languages and their workers come when a tab asks for them. */
import * as monaco from 'monaco-editor/editor/editor.api';
import 'monaco-editor/features/anchorSelect/register';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/dnd/register';
import 'monaco-editor/features/documentSymbols/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/fontZoom/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/gotoLine/register';
import 'monaco-editor/features/gotoSymbol/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/inPlaceReplace/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/insertFinalNewLine/register';
import 'monaco-editor/features/lineSelection/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/linkedEditing/register';
import 'monaco-editor/features/longLinesHelper/register';
import 'monaco-editor/features/middleScroll/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/quickCommand/register';
import 'monaco-editor/features/rename/register';
import 'monaco-editor/features/semanticTokens/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/suggest/register';
// That one has the inline suggestions only; the list is here.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/unicodeHighlighter/register';
import 'monaco-editor/features/unusualLineTerminators/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/features/wordPartOperations/register';
import 'monaco-editor/languages/definitions/register.all';
// Small: what they do beyond colours comes with the first tab of their language, which must find them here.
import 'monaco-editor/languages/features/css/register';
import 'monaco-editor/languages/features/html/register';
import 'monaco-editor/languages/features/json/register';
import './typescript-setup';
import './typescript-completions';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';

/** Workers of the languages that have one, by Monaco's label; each is a chunk of its own. */
const languageWorkers: Record<string, () => Promise<{ default: new () => Worker }>> = {
  json: () => import('monaco-editor/languages/features/json/json.worker?worker'),
  css: () => import('monaco-editor/languages/features/css/css.worker?worker'),
  scss: () => import('monaco-editor/languages/features/css/css.worker?worker'),
  less: () => import('monaco-editor/languages/features/css/css.worker?worker'),
  html: () => import('monaco-editor/languages/features/html/html.worker?worker'),
  javascript: () => import('./typescript.worker?worker'),
  typescript: () => import('./typescript.worker?worker'),
};

self.MonacoEnvironment = {
  getWorker: async (_moduleId, label) => {
    const load = languageWorkers[label];
    if (!load) return new EditorWorker();
    const { default: LanguageWorker } = await load();
    return new LanguageWorker();
  },
};

/** Monaco's own id for a language, plain text where it has none. */
export function resolveLanguage(language: string): string {
  return monaco.languages.getLanguages().some((known) => known.id === language) ? language : 'plaintext';
}

/** The language that a file's name tells; null where it tells none, or the language that any other name has too. */
export function findLanguageOf(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const language = monaco.languages
    .getLanguages()
    .find(
      ({ extensions = [], filenames = [] }) =>
        extensions.some((ending) => name.endsWith(ending.toLowerCase())) ||
        filenames.some((known) => known.toLowerCase() === name),
    );
  return language?.id ?? (/\.[^.]+$/.test(name) ? 'plaintext' : null);
}

// The window's own, which has another list of commands for it.
monaco.editor.addKeybindingRule({ keybinding: monaco.KeyCode.F1, command: '-editor.action.quickCommand' });

export { monaco };
