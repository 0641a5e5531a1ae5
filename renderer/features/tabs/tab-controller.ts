/** Opens and closes tabs with all that hangs on them: text, output, run. */
import type { ProviderChoice, SourceFile, Spec } from '../../../contract';
import { selectActiveTab } from '../../state/selectors';
import type { AppStore } from '../../state/store';
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
    const id = this.createId();
    this.documents.open(id, readHello(spec));
    this.store.setState((state) =>
      tabs.addTab(state, { id, title: tabs.createTitle(state, spec.title), specId: spec.id, args: '' }),
    );
  }

  close(tabId: string): void {
    if (!this.documents.has(tabId)) return;
    void this.runs.close(tabId);
    const files = this.documents.read(tabId);
    this.store.setState((state) => {
      const { [tabId]: _, ...runs } = state.runs;
      return { ...tabs.removeTab(state, tabId, files), runs, renamingTabId: null };
    });
    this.documents.close(tabId);
    this.outputs.close(tabId);
    this.memory.forget(tabId);
  }

  /** Brings back the tab that was closed last, with its text. */
  reopen(): void {
    const closed = this.store.getState().closedTabs.at(-1);
    if (!closed) return;
    this.documents.open(closed.tab.id, closed.files);
    this.store.setState(tabs.restoreTab);
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
    const trimmed = title?.trim() ?? '';
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
}

function readHello(spec: Spec): SourceFile[] {
  const example = spec.examples.find((candidate) => candidate.id === 'hello') ?? spec.examples[0];
  return example ? example.files : [{ path: spec.file, content: '' }];
}
