/** The person's snippets among the editor's completions, and put in at its cursor. */
import type { Template } from '../../../contract';
import { readSnippet } from '../library/snippet-text';
import { monaco } from './monaco-setup';

/** Monaco's own, of which its types say nothing. */
interface SnippetController extends monaco.editor.IEditorContribution {
  insert(snippet: string): void;
}

export function insertSnippet(editor: monaco.editor.ICodeEditor, snippet: string): void {
  editor.focus();
  editor.getContribution<SnippetController>('snippetController2')?.insert(snippet);
}

/** Answers for the model that this editor shows. */
export function offerSnippets(
  editor: monaco.editor.ICodeEditor,
  listSnippets: () => readonly Template[],
): monaco.IDisposable {
  return monaco.languages.registerCompletionItemProvider('*', {
    provideCompletionItems: (model, position) => {
      if (editor.getModel() !== model) return { suggestions: [] };
      const word = model.getWordUntilPosition(position);
      const range = new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
      return { suggestions: listSnippets().map((snippet) => describeCompletion(snippet, range)) };
    },
  });
}

function describeCompletion(snippet: Template, range: monaco.IRange): monaco.languages.CompletionItem {
  const insertText = readSnippet(snippet);
  return {
    label: snippet.name,
    kind: monaco.languages.CompletionItemKind.Snippet,
    insertText,
    insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
    documentation: insertText,
    range,
  };
}
