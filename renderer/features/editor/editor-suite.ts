/** What all editors of the window share: models, their languages and markers, the theme. */
import type { Workbench } from '../../app/workbench';
import { selectSpec } from '../../state/selectors';
import type { AppState } from '../../state/store';
import { ComparisonEditor, type LineChanges } from '../earlier-runs/comparison-editor';
import { CodeEditor } from './code-editor';
import { ModelRegistry } from './model-registry';
import { monaco } from './monaco-setup';
import { defineTheme } from './monaco-theme';
import { ProblemMarkers } from './problem-markers';

export class EditorSuite {
  private readonly models: ModelRegistry;
  private readonly markers: ProblemMarkers;
  private readonly stops: Array<() => void> = [];

  constructor(private readonly workbench: Workbench) {
    this.models = new ModelRegistry(workbench.documents);
    this.markers = new ProblemMarkers(this.models, workbench.problemBoard);
    defineTheme(document.documentElement);
    this.follow();
  }

  /** @param keysBar where keys of another editor say their mode */
  createEditor(host: HTMLElement, keysBar: HTMLElement): CodeEditor {
    return new CodeEditor(host, keysBar, this.workbench, this);
  }

  createComparison(host: HTMLElement, onChange: (changes: LineChanges) => void): ComparisonEditor {
    return new ComparisonEditor(host, onChange);
  }

  /** The model of a file, made when it is first shown; null where there is no such file. */
  open(tabId: string, path: string) {
    const state = this.workbench.store.getState();
    if (!hasFile(state, tabId, path) || !this.workbench.documents.has(tabId, path)) return null;
    const opened = this.models.find(tabId, path) ?? this.models.open(tabId, path, this.languageOf(tabId));
    this.markers.show(tabId);
    return opened;
  }

  find(tabId: string, path: string) {
    return this.models.find(tabId, path);
  }

  dispose(): void {
    for (const stop of this.stops.splice(0)) stop();
    this.markers.dispose();
    this.models.dispose();
  }

  private follow(): void {
    const { store, files } = this.workbench;
    const themes = new MutationObserver(() => defineTheme(document.documentElement));
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.stops.push(
      () => themes.disconnect(),
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
}

function hasFile(state: AppState, tabId: string, path: string): boolean {
  return state.tabs.some((tab) => tab.id === tabId && tab.files.includes(path));
}
