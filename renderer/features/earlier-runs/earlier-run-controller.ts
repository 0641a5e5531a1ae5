/** Looks at earlier runs of a tab, pins one, compares two, and brings the code of one back. */
import { isActive } from '../../state/run-status';
import { selectRun, selectTab } from '../../state/selectors';
import type { ShownRun } from '../../state/shown-run';
import type { AppState, AppStore } from '../../state/store';
import { changeTab } from '../../state/tabs';
import type { Documents } from '../editor/documents';
import type { FileController } from '../files/file-controller';
import { chooseCompared } from './compared-runs';
import type { EarlierRuns } from './earlier-runs';

export class EarlierRunController {
  private readonly stop: () => void;

  constructor(
    private readonly store: AppStore,
    private readonly runs: EarlierRuns,
    private readonly documents: Documents,
    private readonly files: FileController,
  ) {
    this.stop = store.subscribe((state, before) => {
      if (state.runs !== before.runs) this.followRuns(state, before);
      if (state.tabs !== before.tabs) this.forgetClosed(state, before);
    });
  }

  /** The newest output is shown as such. */
  show(tabId: string, runId: string): void {
    if (this.runs.findCurrent(tabId)?.id === runId) this.showNewest(tabId);
    else this.change(tabId, { kind: 'earlier', runId });
  }

  showNewest(tabId: string): void {
    this.change(tabId, null);
  }

  /** Pins what is shown, or lets the pinned one go. Settles when that is done. */
  async togglePin(tabId: string): Promise<void> {
    const { earlierRuns: words } = this.store.getState().words;
    const tab = selectTab(this.store.getState(), tabId);
    if (!tab) return;
    if (tab.pinnedRunId !== undefined) {
      this.pin(tabId, undefined);
      this.store.setState({ announcement: words.isUnpinned });
      return;
    }
    const shown = this.store.getState().shownRuns[tabId];
    if (!this.runs.findCurrent(tabId)) await this.runs.load(tabId);
    const run =
      shown?.kind === 'earlier'
        ? this.runs.find(tabId, shown.runId)
        : (this.runs.findCurrent(tabId) ?? this.runs.list(tabId)[0]);
    if (run) this.pin(tabId, run.id);
    this.store.setState({ announcement: run ? words.isPinned : words.nothingToPin });
  }

  /** Compares what is shown with the pinned run or the one before; done again, shows the output again. */
  async toggleComparison(tabId: string): Promise<void> {
    const shown = this.store.getState().shownRuns[tabId];
    if (shown?.kind === 'comparison') {
      this.showNewest(tabId);
      return;
    }
    await this.runs.load(tabId);
    const pinnedId = selectTab(this.store.getState(), tabId)?.pinnedRunId;
    const chosen = chooseCompared(this.runs.list(tabId), shown?.runId, pinnedId);
    const [beforeId, afterId] = [chosen?.before.id ?? null, chosen?.after.id ?? null];
    this.change(tabId, { kind: 'comparison', beforeId, afterId });
  }

  /** Puts the code of a run in the place of the tab's; offers the tab's back. */
  bringBack(tabId: string, runId: string): void {
    const run = this.runs.find(tabId, runId);
    const tab = selectTab(this.store.getState(), tabId);
    if (!run?.files || !tab) return;
    const former = this.documents.read(tabId);
    this.files.put(tabId, run.files);
    this.store.setState({ undo: { kind: 'code', tabId, files: former } });
    this.showNewest(tabId);
  }

  dispose(): void {
    this.stop();
  }

  private pin(tabId: string, pinnedRunId: string | undefined): void {
    this.store.setState((state) => changeTab(state, tabId, { pinnedRunId }));
  }

  private change(tabId: string, shown: ShownRun | null): void {
    this.store.setState(({ shownRuns }) => {
      const { [tabId]: _, ...others } = shownRuns;
      return { shownRuns: shown ? { ...others, [tabId]: shown } : others };
    });
  }

  private forgetClosed(state: AppState, before: AppState): void {
    for (const { id } of before.tabs) if (!selectTab(state, id)) this.runs.forget(id);
  }

  /** A run that starts has the pane; a tab that goes leaves nothing behind. */
  private followRuns(state: AppState, before: AppState): void {
    for (const tabId of Object.keys(state.shownRuns)) {
      const hasStarted = isActive(selectRun(state, tabId)) && !isActive(selectRun(before, tabId));
      if (hasStarted || !selectTab(state, tabId)) this.showNewest(tabId);
    }
  }
}
