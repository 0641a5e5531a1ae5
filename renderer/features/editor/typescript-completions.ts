/** Completions of JavaScript and TypeScript, asked for anew with each key where there were more than were sent. */

import * as monaco from 'monaco-editor/editor/editor.api';
import { getJavaScriptWorker, getTypeScriptWorker } from 'monaco-editor/languages/features/typescript/register';
import { MOST_COMPLETIONS } from './bound-completions';

const WORKERS = { javascript: getJavaScriptWorker, typescript: getTypeScriptWorker };

for (const [languageId, getWorker] of Object.entries(WORKERS)) {
  monaco.languages.onLanguage(languageId, async () => {
    const { SuggestAdapter } = await import('monaco-editor/languages/features/typescript/tsMode');
    const adapter = new SuggestAdapter(async (...uris) => (await getWorker())(...uris));
    monaco.languages.registerCompletionItemProvider(languageId, {
      triggerCharacters: adapter.triggerCharacters,
      async provideCompletionItems(model, position, context, token) {
        const list = await adapter.provideCompletionItems(model, position, context, token);
        return list && { ...list, incomplete: list.suggestions.length >= MOST_COMPLETIONS };
      },
      resolveCompletionItem: (item, token) => adapter.resolveCompletionItem(item, token),
    });
  });
}
