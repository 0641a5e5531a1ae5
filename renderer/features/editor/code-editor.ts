/** The one editor, which shows the model of the active tab. */
import type { Diagnostic } from '../../../contract';
import type { Workbench } from '../../app/workbench';
import { selectSpec } from '../../state/selectors';
import { ModelRegistry } from './model-registry';
import { monaco } from './monaco-setup';
import { defineTheme, THEME_NAME } from './monaco-theme';

const MARKER_OWNER = 'runyard';

const severities: Record<Diagnostic['severity'], monaco.MarkerSeverity> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

export class CodeEditor {
  private readonly models: ModelRegistry;
  private readonly editor: monaco.editor.IStandaloneCodeEditor;
  private readonly stops: Array<() => void> = [];
  private tabId: string | null = null;

  constructor(
    host: HTMLElement,
    private readonly workbench: Workbench,
  ) {
    this.models = new ModelRegistry(workbench.documents);
    defineTheme(document.documentElement);
    this.editor = monaco.editor.create(host, {
      model: null,
      theme: THEME_NAME,
      automaticLayout: true,
      fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
      fontSize: 13,
      lineHeight: 20,
      fontLigatures: false,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      smoothScrolling: true,
      cursorSmoothCaretAnimation: 'on',
      cursorBlinking: 'smooth',
      padding: { top: 8, bottom: 8 },
      lineNumbersMinChars: 3,
      lineDecorationsWidth: 8,
      glyphMargin: false,
      folding: true,
      renderLineHighlight: 'line',
      renderLineHighlightOnlyWhenFocus: true,
      overviewRulerBorder: false,
      hideCursorInOverviewRuler: true,
      scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
      tabSize: 4,
      bracketPairColorization: { enabled: false },
      occurrencesHighlight: 'singleFile',
      fixedOverflowWidgets: true,
      ariaLabel: 'Code',
      'semanticHighlighting.enabled': false,
    });
    this.follow();
  }

  show(tabId: string): void {
    if (this.tabId === tabId) return;
    this.keepView();
    const state = this.workbench.store.getState();
    const tab = state.tabs.find((candidate) => candidate.id === tabId);
    if (!tab) return;
    const { model, viewState } = this.models.open(tabId, selectSpec(state, tab.specId)?.editor ?? 'plaintext');
    this.tabId = tabId;
    this.editor.setModel(model);
    if (viewState) this.editor.restoreViewState(viewState);
    this.showDiagnostics(tabId);
    this.reportCursor();
    if (state.activeDialog === 'none' && state.renamingTabId === null && !isFocusElsewhere()) this.editor.focus();
  }

  dispose(): void {
    for (const stop of this.stops.splice(0)) stop();
    this.editor.dispose();
    this.models.dispose();
  }

  private follow(): void {
    const { store, diagnostics, regions } = this.workbench;
    const cursor = this.editor.onDidChangeCursorSelection(() => this.reportCursor());
    const themes = new MutationObserver(() => defineTheme(document.documentElement));
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.stops.push(
      () => cursor.dispose(),
      () => themes.disconnect(),
      regions.register('editor', () => this.editor.focus()),
      diagnostics.onChange((tabId) => this.showDiagnostics(tabId)),
      store.subscribe((state, before) => {
        if (state.tabs !== before.tabs) this.models.retain(new Set(state.tabs.map((tab) => tab.id)));
        if (state.catalog !== before.catalog) this.updateLanguages();
      }),
    );
    // A font that comes late changes the width of a character.
    document.fonts?.ready.then(() => monaco.editor.remeasureFonts());
  }

  /** The languages may come after the tabs. */
  private updateLanguages(): void {
    const state = this.workbench.store.getState();
    for (const tab of state.tabs) {
      const model = this.models.find(tab.id);
      const spec = selectSpec(state, tab.specId);
      if (model && spec) this.models.setLanguage(tab.id, spec.editor);
    }
  }

  private keepView(): void {
    if (this.tabId !== null) this.models.keepView(this.tabId, this.editor.saveViewState());
  }

  private reportCursor(): void {
    const selection = this.editor.getSelection();
    const model = this.editor.getModel();
    if (!selection || !model) return;
    this.workbench.store.setState({
      cursor: {
        line: selection.positionLineNumber,
        column: selection.positionColumn,
        selected: selection.isEmpty() ? 0 : model.getValueLengthInRange(selection),
      },
    });
  }

  private showDiagnostics(tabId: string): void {
    const model = this.models.find(tabId);
    if (!model) return;
    const entry = this.workbench.documents.read(tabId)[0]?.path;
    const items = this.workbench.diagnostics.read(tabId).filter((item) => item.file === entry);
    const markers = items.map((item): monaco.editor.IMarkerData => {
      const line = Math.min(Math.max(1, item.line), model.getLineCount());
      const column = item.column ?? model.getLineFirstNonWhitespaceColumn(line);
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

/** The person is typing somewhere on purpose: the tab strip or a field. */
function isFocusElsewhere(): boolean {
  return document.activeElement?.closest('[data-region="tabs"]') != null;
}
