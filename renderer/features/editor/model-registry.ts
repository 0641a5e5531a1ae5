/** One Monaco model for each tab that was shown, with where its cursor was; disposed with the tab. */
import type { Documents } from './documents';
import { loadLanguageFeatures, monaco, resolveLanguage } from './monaco-setup';

interface OpenModel {
  model: monaco.editor.ITextModel;
  viewState: monaco.editor.ICodeEditorViewState | null;
  release: () => void;
}

export class ModelRegistry {
  private readonly models = new Map<string, OpenModel>();

  constructor(private readonly documents: Documents) {}

  open(tabId: string, editorLanguage: string): OpenModel {
    const known = this.models.get(tabId);
    if (known) return known;
    const file = this.documents.read(tabId)[0];
    const language = resolveLanguage(editorLanguage);
    void loadLanguageFeatures(language);
    const uri = monaco.Uri.from({ scheme: 'file', path: `/${tabId}/${file?.path ?? 'main'}` });
    const model = monaco.editor.createModel(file?.content ?? '', language, uri);
    const detach = this.documents.attach(tabId, () => model.getValue());
    const edits = model.onDidChangeContent(() => this.documents.announceEdit(tabId));
    const release = (): void => {
      edits.dispose();
      detach();
      model.dispose();
    };
    const opened: OpenModel = { model, viewState: null, release };
    this.models.set(tabId, opened);
    return opened;
  }

  find(tabId: string): monaco.editor.ITextModel | null {
    return this.models.get(tabId)?.model ?? null;
  }

  setLanguage(tabId: string, editorLanguage: string): void {
    const model = this.models.get(tabId)?.model;
    const language = resolveLanguage(editorLanguage);
    if (!model || model.getLanguageId() === language) return;
    monaco.editor.setModelLanguage(model, language);
    void loadLanguageFeatures(language);
  }

  keepView(tabId: string, viewState: monaco.editor.ICodeEditorViewState | null): void {
    const opened = this.models.get(tabId);
    if (opened) opened.viewState = viewState;
  }

  /** Disposes the models of all other tabs. */
  retain(tabIds: ReadonlySet<string>): void {
    for (const [tabId, opened] of this.models) {
      if (tabIds.has(tabId)) continue;
      opened.release();
      this.models.delete(tabId);
    }
  }

  dispose(): void {
    this.retain(new Set());
  }
}
