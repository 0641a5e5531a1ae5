/** One Monaco model for each file that was shown, with how it was looked at; disposed with its tab. */
import type { FileView } from '../../../contract';
import type { Documents } from './documents';
import { findLanguageOf, monaco, resolveLanguage } from './monaco-setup';

interface OpenModel {
  tabId: string;
  path: string;
  model: monaco.editor.ITextModel;
  viewState: monaco.editor.ICodeEditorViewState | null;
  release: () => void;
}

export class ModelRegistry {
  private readonly models = new Set<OpenModel>();

  constructor(private readonly documents: Documents) {}

  /** @param entryLanguage that of files whose ending says nothing */
  open(tabId: string, path: string, entryLanguage: string): OpenModel {
    const known = this.find(tabId, path);
    if (known) return known;
    const language = this.chooseLanguage(path, entryLanguage);
    const uri = monaco.Uri.from({ scheme: 'file', path: `/${tabId}/${path}` });
    // A model keeps its address when its file is renamed, so the address may be taken.
    const free = monaco.editor.getModel(uri) ? uri.with({ query: crypto.randomUUID() }) : uri;
    const model = monaco.editor.createModel(this.documents.readText(tabId, path), language, free);
    const opened: OpenModel = { tabId, path, model, viewState: null, release: () => {} };
    let isReplacing = false;
    const detach = this.documents.attach(tabId, path, {
      read: () => model.getValue(),
      replace: (text) => {
        isReplacing = true;
        // As an edit, so that it can be undone.
        model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
        isReplacing = false;
      },
      edit: (edits) => {
        const operations = edits.map(({ startLine, startColumn, endLine, endColumn, text }) => ({
          range: new monaco.Range(startLine, startColumn, endLine, endColumn),
          text,
        }));
        model.pushStackElement();
        model.pushEditOperations([], operations, () => null);
        model.pushStackElement();
      },
    });
    const edits = model.onDidChangeContent(() => {
      if (!isReplacing) this.documents.announceEdit(tabId, opened.path, 'person');
    });
    opened.release = (): void => {
      edits.dispose();
      detach();
      model.dispose();
    };
    this.models.add(opened);
    return opened;
  }

  find(tabId: string, path: string): OpenModel | null {
    for (const opened of this.models) if (opened.tabId === tabId && opened.path === path) return opened;
    return null;
  }

  findByAddress(uri: monaco.Uri): OpenModel | null {
    for (const opened of this.models) if (opened.model.uri.toString() === uri.toString()) return opened;
    return null;
  }

  ofTab(tabId: string): OpenModel[] {
    return [...this.models].filter((opened) => opened.tabId === tabId);
  }

  /** The file has another path now; what can be undone in it stays. */
  rename(tabId: string, from: string, to: string, entryLanguage: string): void {
    const opened = this.find(tabId, from);
    if (!opened) return;
    opened.path = to;
    monaco.editor.setModelLanguage(opened.model, this.chooseLanguage(to, entryLanguage));
  }

  updateLanguage(tabId: string, entryLanguage: string): void {
    for (const { model, path } of this.ofTab(tabId)) {
      const language = this.chooseLanguage(path, entryLanguage);
      if (model.getLanguageId() !== language) monaco.editor.setModelLanguage(model, language);
    }
  }

  /** Disposes the models of all other files. */
  retain(isOpen: (tabId: string, path: string) => boolean): void {
    for (const opened of this.models) {
      if (isOpen(opened.tabId, opened.path)) continue;
      opened.release();
      this.models.delete(opened);
    }
  }

  dispose(): void {
    this.retain(() => false);
  }

  private chooseLanguage(path: string, entryLanguage: string): string {
    return resolveLanguage(findLanguageOf(path) ?? entryLanguage);
  }
}

/** Where a person is, in few numbers. */
export function describeView(editor: monaco.editor.ICodeEditor): FileView | null {
  const position = editor.getPosition();
  const topLine = editor.getVisibleRanges()[0]?.startLineNumber ?? 1;
  return position && { line: position.lineNumber, column: position.column, topLine };
}
