/** Monaco's TypeScript service, which sends no more completions than are read. */
import { initialize, TypeScriptWorker } from 'monaco-editor/languages/features/typescript/ts.worker';
import { boundCompletions, wordBefore } from './bound-completions';

class BoundedTypeScriptWorker extends TypeScriptWorker {
  override async getCompletionsAtPosition(fileName: string, offset: number) {
    const offered = await super.getCompletionsAtPosition(fileName, offset);
    if (!offered) return undefined;
    const word = wordBefore((await this.getScriptText(fileName)) ?? '', offset);
    return { ...offered, entries: boundCompletions(offered.entries, word) };
  }
}

self.onmessage = () => initialize((context, data) => new BoundedTypeScriptWorker(context, data));
