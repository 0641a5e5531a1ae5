/** The one editor, which shows a file of the active tab. */
import type { Diagnostic } from '../../../contract';
import type { Workbench } from '../../app/workbench';
import { selectSpec } from '../../state/selectors';
import type { Tab } from '../../state/tabs';
import { describeView, ModelRegistry } from './model-registry';
import { monaco } from './monaco-setup';
import { defineTheme, THEME_NAME } from './monaco-theme';
import type { TabSelection } from './selection-source';

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
  private shown: { tabId: string; path: string } | null = null;

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

  show(tabId: string, path: string): void {
    if (this.shown?.tabId === tabId && this.shown.path === path) return;
    this.keepView();
    const state = this.workbench.store.getState();
    const tab = state.tabs.find((candidate) => candidate.id === tabId);
    if (!tab || !this.workbench.documents.has(tabId, path)) return;
    const { model, viewState } = this.models.open(tabId, path, this.languageOf(tab));
    this.shown = null;
    this.editor.setModel(model);
    if (viewState) this.editor.restoreViewState(viewState);
    else this.restoreView(tabId, path);
    this.shown = { tabId, path };
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
    const { store, diagnostics, regions, selection } = this.workbench;
    const cursor = this.editor.onDidChangeCursorSelection(() => {
      this.reportCursor();
      this.rememberView();
    });
    const scroll = this.editor.onDidScrollChange(() => this.rememberView());
    const themes = new MutationObserver(() => defineTheme(document.documentElement));
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.stops.push(
      () => cursor.dispose(),
      () => scroll.dispose(),
      () => themes.disconnect(),
      regions.register('editor', () => this.editor.focus()),
      selection.register(() => this.readSelection()),
      diagnostics.onChange((tabId) => this.showDiagnostics(tabId)),
      store.subscribe((state, before) => {
        if (state.tabs !== before.tabs) this.models.retain((tabId, path) => this.workbench.documents.has(tabId, path));
        if (state.catalog !== before.catalog) this.updateLanguages();
      }),
    );
    // A font that comes late changes the width of a character.
    document.fonts?.ready.then(() => monaco.editor.remeasureFonts());
  }

  /** The languages may come after the tabs. */
  private updateLanguages(): void {
    const state = this.workbench.store.getState();
    for (const tab of state.tabs) this.models.updateLanguage(tab.id, this.languageOf(tab));
  }

  /** To be called before the tab's files have the new path. */
  rename(tabId: string, from: string, to: string): void {
    const tab = this.workbench.store.getState().tabs.find((candidate) => candidate.id === tabId);
    if (tab) this.models.rename(tabId, from, to, this.languageOf(tab));
    if (this.shown?.tabId === tabId && this.shown.path === from) this.shown = { tabId, path: to };
  }

  private languageOf(tab: Tab): string {
    return selectSpec(this.workbench.store.getState(), tab.specId)?.editor ?? 'plaintext';
  }

  private readSelection(): TabSelection | null {
    const selection = this.editor.getSelection();
    if (!selection || !this.shown) return null;
    const { startLineNumber: startLine, startColumn, endLineNumber: endLine, endColumn } = selection;
    const { tabId, path } = this.shown;
    return { tabId, range: { path, startLine, startColumn, endLine, endColumn } };
  }

  private rememberView(): void {
    const view = this.shown && describeView(this.editor);
    if (!this.shown || !view) return;
    const { tabId, path } = this.shown;
    const { views } = this.workbench.memory.read(tabId);
    const known = views[path];
    if (known?.line === view.line && known.column === view.column && known.topLine === view.topLine) return;
    this.workbench.memory.keep(tabId, { views: { ...views, [path]: view } });
  }

  /** As it was left in an earlier start. */
  private restoreView(tabId: string, path: string): void {
    const view = this.workbench.memory.read(tabId).views[path];
    const position = { lineNumber: view?.line ?? 1, column: view?.column ?? 1 };
    this.editor.setPosition(position);
    this.editor.setScrollTop(view ? this.editor.getTopForLineNumber(view.topLine) : 0);
    if (view) this.editor.revealPosition(position, monaco.editor.ScrollType.Immediate);
  }

  private keepView(): void {
    const opened = this.shown && this.models.find(this.shown.tabId, this.shown.path);
    if (opened) opened.viewState = this.editor.saveViewState();
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
    for (const { path, model } of this.models.ofTab(tabId)) this.showProblems(model, tabId, path);
  }

  private showProblems(model: monaco.editor.ITextModel, tabId: string, path: string): void {
    const items = this.workbench.diagnostics.read(tabId).filter((item) => item.file === path);
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

/** The person is typing somewhere on purpose: the tab strip, the list of files or a field. */
function isFocusElsewhere(): boolean {
  return document.activeElement?.closest('[data-region="tabs"], [data-region="files"]') != null;
}
