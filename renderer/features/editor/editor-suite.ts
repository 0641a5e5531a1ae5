/** What all editors of the window share: models, their languages and markers, the theme. */
import type { Diagnostic } from '../../../contract';
import type { Workbench } from '../../app/workbench';
import { selectSpec } from '../../state/selectors';
import type { AppState } from '../../state/store';
import { ComparisonEditor, type LineChanges } from '../earlier-runs/comparison-editor';
import { CodeEditor } from './code-editor';
import { ModelRegistry } from './model-registry';
import { monaco } from './monaco-setup';
import { defineTheme } from './monaco-theme';

const MARKER_OWNER = 'runyard';

const severities: Record<Diagnostic['severity'], monaco.MarkerSeverity> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

export class EditorSuite {
  private readonly models: ModelRegistry;
  private readonly stops: Array<() => void> = [];

  constructor(private readonly workbench: Workbench) {
    this.models = new ModelRegistry(workbench.documents);
    defineTheme(document.documentElement);
    this.follow();
  }

  createEditor(host: HTMLElement): CodeEditor {
    return new CodeEditor(host, this.workbench, this);
  }

  createComparison(host: HTMLElement, onChange: (changes: LineChanges) => void): ComparisonEditor {
    return new ComparisonEditor(host, onChange);
  }

  /** The model of a file, made when it is first shown; null where there is no such file. */
  open(tabId: string, path: string) {
    const state = this.workbench.store.getState();
    if (!hasFile(state, tabId, path) || !this.workbench.documents.has(tabId, path)) return null;
    const opened = this.models.find(tabId, path) ?? this.models.open(tabId, path, this.languageOf(tabId));
    this.showDiagnostics(tabId);
    return opened;
  }

  find(tabId: string, path: string) {
    return this.models.find(tabId, path);
  }

  dispose(): void {
    for (const stop of this.stops.splice(0)) stop();
    this.models.dispose();
  }

  private follow(): void {
    const { store, problemBoard, files } = this.workbench;
    const themes = new MutationObserver(() => defineTheme(document.documentElement));
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.stops.push(
      () => themes.disconnect(),
      problemBoard.onChange((tabId) => this.showDiagnostics(tabId)),
      // Called before the tab's files have the new path.
      files.onRename((tabId, from, to) => this.models.rename(tabId, from, to, this.languageOf(tabId))),
      store.subscribe((state, before) => {
        if (state.tabs !== before.tabs) this.models.retain((tabId, path) => hasFile(state, tabId, path));
        if (state.catalog !== before.catalog) this.updateLanguages();
      }),
    );
    // A font that comes late changes the width of a character.
    document.fonts?.ready.then(() => monaco.editor.remeasureFonts());
  }

  /** The languages may come after the tabs. */
  private updateLanguages(): void {
    for (const tab of this.workbench.store.getState().tabs) this.models.updateLanguage(tab.id, this.languageOf(tab.id));
  }

  private languageOf(tabId: string): string {
    const state = this.workbench.store.getState();
    const specId = state.tabs.find((tab) => tab.id === tabId)?.specId;
    return selectSpec(state, specId)?.editor ?? 'plaintext';
  }

  private showDiagnostics(tabId: string): void {
    for (const { path, model } of this.models.ofTab(tabId)) this.showProblems(model, tabId, path);
  }

  private showProblems(model: monaco.editor.ITextModel, tabId: string, path: string): void {
    const items = this.workbench.problemBoard.read(tabId).filter((item) => item.file === path);
    const markers = items.map((item): monaco.editor.IMarkerData => {
      const line = Math.min(Math.max(1, item.line), model.getLineCount());
      const column = Math.max(1, item.column ?? model.getLineFirstNonWhitespaceColumn(line));
      const word = model.getWordAtPosition({ lineNumber: line, column });
      const end = item.column === undefined ? model.getLineMaxColumn(line) : (word?.endColumn ?? column + 1);
      return {
        severity: severities[item.severity],
        message: item.message,
        startLineNumber: line,
        startColumn: column,
        endLineNumber: line,
        endColumn: end,
      };
    });
    monaco.editor.setModelMarkers(model, MARKER_OWNER, markers);
  }
}

function hasFile(state: AppState, tabId: string, path: string): boolean {
  return state.tabs.some((tab) => tab.id === tabId && tab.files.includes(path));
}
