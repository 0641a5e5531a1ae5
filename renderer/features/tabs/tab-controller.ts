/** Opens and closes tabs with all that hangs on them: text, output, run. */
import {
  type ProviderChoice,
  type RunTrigger,
  type SourceFile,
  type Spec,
  type TabState,
  type TerminalMode,
  TITLE_LIMIT,
} from '../../../contract';
import type { PortableTab } from '../../../contract/portable-tab';
import { selectActiveTab } from '../../state/selectors';
import { restoreTab } from '../../state/session-keeper';
import type { AppStore } from '../../state/store';
import { addInput, createInputName } from '../../state/tab-inputs';
import type { Tab } from '../../state/tabs';
import * as tabs from '../../state/tabs';
import type { Documents } from '../editor/documents';
import type { OutputRegistry } from '../output/output-registry';
import type { RunController } from '../run/run-controller';
import type { TabMemory } from './tab-memory';

export class TabController {
  constructor(
    private readonly store: AppStore,
    private readonly documents: Documents,
    private readonly outputs: OutputRegistry,
    private readonly runs: RunController,
    private readonly memory: TabMemory,
    private readonly createId: () => string,
  ) {}

  /** Opens a tab that starts with the language's hello. */
  open(spec: Spec): void {
    this.openFiles(spec.title, spec.id, readHello(spec));
  }

  /** Opens the very first tab: the language's welcome, or its hello where it has none. */
  openWelcome(spec: Spec): void {
    const welcome = spec.examples.find(({ id }) => id === 'welcome');
    if (welcome) this.openFiles(this.store.getState().words.welcome.title, spec.id, welcome.files);
    else this.open(spec);
  }

  /** Opens a tab of these files. */
  openFiles(title: string, specId: string, files: readonly SourceFile[], entry?: string): string {
    const id = this.createId();
    const paths = files.map((file) => file.path);
    this.documents.open(id, files);
    this.store.setState((state) => {
      const tab = tabs.createTab(id, tabs.createTitle(state, title), specId, paths);
      const main = entry !== undefined && paths.includes(entry) ? entry : tab.entry;
      return tabs.addTab(state, { ...tab, entry: main, shown: main });
    });
    return id;
  }

  /** Opens a tab that came by a link, a template or a file. It is not run. */
  openPortable(tab: PortableTab, specId: string, origin?: Tab['origin']): string {
    const id = this.createId();
    this.documents.open(id, tab.files);
    this.store.setState((state) => {
      const paths = tab.files.map((file) => file.path);
      const blank = tabs.createTab(id, tabs.createTitle(state, tab.title), specId, paths);
      return tabs.addTab(state, {
        ...blank,
        args: tab.args,
        form: tab.form ?? 'program',
        entry: tab.entry,
        shown: tab.entry,
        inputs: this.describeInputs(tab.stdin),
        origin,
      });
    });
    return id;
  }

  /** The tab without its place in the window; null when it is not open. */
  readPortable(tabId: string): PortableTab | null {
    const tab = this.store.getState().tabs.find((candidate) => candidate.id === tabId);
    if (!tab || !this.documents.has(tabId)) return null;
    const { specId: spec, title, entry, args, inputs, form } = tab;
    const stdin = inputs.saved.find(({ id }) => id === inputs.chosen)?.text ?? '';
    const files = this.documents.read(tabId);
    return { spec, title, entry, args, stdin, files, ...(form === 'snippet' ? { form } : {}) };
  }

  /** Says that what came by a link was read. */
  confirmRead(tabId: string): void {
    this.store.setState((state) => tabs.changeTab(state, tabId, { origin: undefined }));
  }

  /** Opens a tab again as it was kept. */
  openKept(tab: TabState, files: readonly SourceFile[]): void {
    this.documents.open(tab.id, files);
    this.memory.keep(tab.id, { sentLines: tab.stdin.sent, stdinDraft: tab.stdin.draft, views: tab.views });
    this.store.setState((state) => tabs.addTab(state, restoreTab(tab)));
  }

  close(tabId: string): void {
    if (!this.documents.has(tabId)) return;
    void this.runs.close(tabId);
    const title = this.store.getState().tabs.find((tab) => tab.id === tabId)?.title ?? '';
    const files = this.documents.read(tabId);
    this.store.setState((state) => {
      const { [tabId]: _, ...runs } = state.runs;
      return {
        ...tabs.removeTab(state, tabId, files),
        runs,
        renamingTabId: null,
        undo: { kind: 'tab' as const, title },
      };
    });
    this.documents.close(tabId);
    this.outputs.close(tabId);
  }

  /** Brings back the tab that was closed last in this start, where it was; says whether there was one. */
  reopen(): boolean {
    const { closedTabs, tabs: open } = this.store.getState();
    const closed = closedTabs.at(-1);
    if (!closed) return false;
    // It may have come back by way of the history.
    if (open.some((tab) => tab.id === closed.tab.id)) {
      this.store.setState({ closedTabs: closedTabs.slice(0, -1) });
      return this.reopen();
    }
    this.documents.open(closed.tab.id, closed.files);
    this.store.setState((state) => ({ ...tabs.restoreTab(state), undo: null }));
    return true;
  }

  activate(tabId: string): void {
    this.store.setState((state) => tabs.activateTab(state, tabId));
  }

  /** `position` counts from 1; 9 is always the last tab. */
  activateAt(position: number): void {
    const { tabs: open } = this.store.getState();
    const tab = position === 9 ? open.at(-1) : open[position - 1];
    if (tab) this.activate(tab.id);
  }

  activateNeighbour(step: 1 | -1): void {
    this.store.setState((state) => tabs.activateNeighbour(state, step));
  }

  move(tabId: string, toIndex: number): void {
    this.store.setState((state) => tabs.moveTab(state, tabId, toIndex));
  }

  moveActive(step: 1 | -1): void {
    const state = this.store.getState();
    const active = selectActiveTab(state);
    if (active) this.move(active.id, state.tabs.indexOf(active) + step);
  }

  beginRename(tabId: string): void {
    this.store.setState({ renamingTabId: tabId });
  }

  /** An empty title, or null, leaves the old one. */
  endRename(tabId: string, title: string | null): void {
    const trimmed = (title?.trim() ?? '').slice(0, TITLE_LIMIT);
    this.store.setState((state) => ({
      ...(trimmed === '' ? {} : tabs.changeTab(state, tabId, { title: trimmed })),
      renamingTabId: null,
    }));
  }

  /** `undefined` leaves the tab to the choice for all tabs. */
  setProvider(tabId: string, provider: ProviderChoice | undefined): void {
    this.store.setState((state) => tabs.changeTab(state, tabId, { provider }));
  }

  setArgs(tabId: string, args: string): void {
    this.store.setState((state) => tabs.changeTab(state, tabId, { args }));
  }

  setEnv(tabId: string, env: Readonly<Record<string, string>>): void {
    this.store.setState((state) => tabs.changeTab(state, tabId, { env }));
  }

  /** From its next run on. */
  setTerminal(tabId: string, terminal: TerminalMode): void {
    this.store.setState((state) => ({
      ...tabs.changeTab(state, tabId, { terminal }),
      announcement: state.words.terminal[terminal === 'on' ? 'turnedOn' : 'turnedOff'],
    }));
  }

  /** Says what starts the tab from here on. */
  setRunOn(tabId: string, runOn: RunTrigger): void {
    this.store.setState((state) => ({
      ...tabs.changeTab(state, tabId, { runOn }),
      announcement: state.words.ways.triggerNow[runOn],
    }));
  }

  /** The stdin that came with a tab is an input of it, and what its runs get. */
  private describeInputs(stdin: string): tabs.Inputs {
    if (stdin === '') return tabs.noInputs;
    const { words } = this.store.getState();
    const name = createInputName(tabs.noInputs, words.inputs.nameAt);
    return addInput(tabs.noInputs, { id: this.createId(), name, text: stdin });
  }
}

function readHello(spec: Spec): SourceFile[] {
  const example = spec.examples.find((candidate) => candidate.id === 'hello') ?? spec.examples[0];
  return example ? example.files : [{ path: spec.file, content: '' }];
}
