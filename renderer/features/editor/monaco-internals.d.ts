/** Parts of Monaco that come without types, as far as they are used here. */

declare module 'monaco-editor/languages/features/typescript/ts.worker' {
  import type { TypeScriptWorker as Service } from 'monaco-editor/languages/features/typescript/register';

  export interface Completions {
    entries: Array<{ name: string; sortText: string }>;
  }

  export interface TypeScriptWorker extends Service {
    getCompletionsAtPosition(fileName: string, offset: number): Promise<Completions | undefined>;
  }

  export const TypeScriptWorker: new (context: unknown, data: unknown) => TypeScriptWorker;

  export function initialize(create: (context: unknown, data: unknown) => TypeScriptWorker): void;
}

declare module 'monaco-editor/languages/features/typescript/tsMode' {
  import type { languages, Uri } from 'monaco-editor/editor/editor.api';
  import type { TypeScriptWorker } from 'monaco-editor/languages/features/typescript/register';

  export class SuggestAdapter {
    constructor(getWorker: (...resources: Uri[]) => Promise<TypeScriptWorker>);
    readonly triggerCharacters: string[];
    provideCompletionItems(
      ...given: Parameters<languages.CompletionItemProvider['provideCompletionItems']>
    ): Promise<languages.CompletionList | undefined>;
    resolveCompletionItem(
      ...given: Parameters<NonNullable<languages.CompletionItemProvider['resolveCompletionItem']>>
    ): Promise<languages.CompletionItem>;
  }
}
