/** An editor, which shows one file of one tab at a time. */
import type { Template } from '../../../contract';
import type { Workbench } from '../../app/workbench';
import { EditorKeys } from './editor-keys';
import { describeEditorOptions } from './editor-options';
import type { EditorSuite } from './editor-suite';
import { offerInMenu } from './menu-acts';
import { describeView } from './model-registry';
import { monaco } from './monaco-setup';
import { THEME_NAME } from './monaco-theme';
import type { TabSelection } from './selection-source';
import { insertSnippet, offerSnippets } from './snippet-completions';

export class CodeEditor {
  private readonly editor: monaco.editor.IStandaloneCodeEditor;
  private readonly keys: EditorKeys;
  private readonly stops: Array<() => void> = [];
  private shown: { tabId: string; path: string } | null = null;
  private unregister = (): void => {};

  constructor(
    host: HTMLElement,
    keysBar: HTMLElement,
    private readonly workbench: Workbench,
    private readonly suite: EditorSuite,
  ) {
    this.editor = monaco.editor.create(host, {
      model: null,
      theme: THEME_NAME,
      automaticLayout: true,
      ...describeEditorOptions(workbench.store.getState().settings),
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
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
      bracketPairColorization: { enabled: false },
      // Snippets and what a language's own service knows, not every word of the text.
      wordBasedSuggestions: 'off',
      // Whoever types on is shown none: a language service takes its time for each in a long file.
      quickSuggestionsDelay: 100,
      occurrencesHighlight: 'singleFile',
      fixedOverflowWidgets: true,
      ariaLabel: workbench.store.getState().words.editor.code,
      'semanticHighlighting.enabled': false,
    });
    this.keys = new EditorKeys(workbench.store, this.editor, keysBar, {
      save: () => void workbench.save(),
      close: () => this.shown && workbench.tabs.close(this.shown.tabId),
      saveAndClose: () => {
        const tabId = this.shown?.tabId;
        // Closing would stop what a save runs.
        if (tabId !== undefined) void workbench.keep(tabId).then(() => workbench.tabs.close(tabId));
      },
      format: () => void (this.shown && workbench.formats.format(this.shown.tabId)),
    });
    this.follow();
  }

  show(tabId: string, path: string): void {
    if (this.shown?.tabId === tabId && this.shown.path === path) return;
    this.keepView();
    const { activeDialog, renamingTabId } = this.workbench.store.getState();
    const opened = this.suite.open(tabId, path);
    if (!opened) return;
    this.shown = null;
    // Setting it tells of a scroll, which is not the person's.
    this.editor.setModel(opened.model);
    if (opened.viewState) this.editor.restoreViewState(opened.viewState);
    else this.restoreView(tabId, path);
    this.shown = { tabId, path };
    this.unregister();
    this.unregister = this.workbench.regions.register('editor', () => this.editor.focus(), tabId);
    this.goWhereWanted();
    this.reportCursor();
    if (this.isActive && activeDialog === 'none' && renamingTabId === null && !isFocusElsewhere()) this.editor.focus();
  }

  dispose(): void {
    this.keepView();
    for (const stop of this.stops.splice(0)) stop();
    this.unregister();
    this.keys.dispose();
    this.editor.dispose();
  }

  private get isActive(): boolean {
    return this.shown?.tabId === this.workbench.store.getState().activeTabId;
  }

  /** Its tab was chosen where it stands, so nothing is shown anew. */
  private becomeActive(): void {
    this.reportCursor();
    const view = this.editor.getContainerDomNode().closest('[data-shown-tab]');
    if (!view?.contains(document.activeElement) && !isFocusElsewhere()) this.editor.focus();
  }

  private follow(): void {
    const { store, files, selection, snippetTarget, navigator } = this.workbench;
    let menu = this.offerInMenu();
    const completions = offerSnippets(this.editor, () => this.listSnippets());
    const cursor = this.editor.onDidChangeCursorSelection(() => {
      this.reportCursor();
      this.rememberView();
    });
    const scroll = this.editor.onDidScrollChange(() => this.rememberView());
    this.stops.push(
      () => menu.dispose(),
      () => cursor.dispose(),
      () => scroll.dispose(),
      () => completions.dispose(),
      snippetTarget.register((tabId, snippet) => this.insertSnippet(tabId, snippet)),
      selection.register(() => this.readSelection()),
      navigator.onGo(() => this.goWhereWanted()),
      files.onRename((tabId, from, to) => {
        if (this.shown?.tabId === tabId && this.shown.path === from) this.shown = { tabId, path: to };
      }),
      store.subscribe((state, before) => {
        if (state.activeTabId !== before.activeTabId && this.isActive) this.becomeActive();
        if (state.settings.editor !== before.settings.editor) {
          this.editor.updateOptions(describeEditorOptions(state.settings));
        }
        if (state.words !== before.words) {
          menu.dispose();
          menu = this.offerInMenu();
        }
      }),
    );
  }

  private offerInMenu(): monaco.IDisposable {
    const { store, runs, formats } = this.workbench;
    const onShown = (act: (tabId: string) => unknown) => (): void => {
      if (this.shown) void act(this.shown.tabId);
    };
    return offerInMenu(this.editor, store.getState().words.commands, {
      run: onShown((tabId) => runs.start(tabId)),
      runSelection: onShown((tabId) => this.workbench.runSelection(tabId)),
      format: onShown((tabId) => formats.format(tabId)),
    });
  }

  private listSnippets(): readonly Template[] {
    const { templates, tabs } = this.workbench.store.getState();
    const specId = tabs.find((tab) => tab.id === this.shown?.tabId)?.specId;
    return templates.filter(({ kind, tab }) => kind === 'snippet' && tab.spec === specId);
  }

  private insertSnippet(tabId: string, snippet: string): boolean {
    if (this.shown?.tabId !== tabId) return false;
    insertSnippet(this.editor, snippet);
    return true;
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

  /** To the place that the person asked for, if it is in the file that is shown. */
  private goWhereWanted(): void {
    const model = this.editor.getModel();
    const wanted = this.shown && this.workbench.navigator.take(this.shown.tabId, this.shown.path);
    if (!wanted || !model) return;
    const line = Math.min(Math.max(1, wanted.place.line), model.getLineCount());
    const column = wanted.place.column ?? model.getLineFirstNonWhitespaceColumn(line);
    this.editor.setPosition(model.validatePosition({ lineNumber: line, column: Math.max(1, column) }));
    this.editor.revealLineInCenterIfOutsideViewport(line, monaco.editor.ScrollType.Immediate);
    this.editor.focus();
    if (wanted.kind === 'problem') this.editor.trigger('problems', 'editor.action.showHover', {});
  }

  private keepView(): void {
    const opened = this.shown && this.suite.find(this.shown.tabId, this.shown.path);
    if (opened) opened.viewState = this.editor.saveViewState();
  }

  /** The status line says where the cursor of the active tab is. */
  private reportCursor(): void {
    if (!this.isActive) return;
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
}

/** The person is typing somewhere on purpose: the tab strip, the list of files or a field. */
function isFocusElsewhere(): boolean {
  return document.activeElement?.closest('[data-region="tabs"], [data-region="files"]') != null;
}
