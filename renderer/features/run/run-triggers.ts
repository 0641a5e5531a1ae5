/** Starts the tabs that are to run on a save or while they are typed in. Only what a person types counts. */
import { isActive, type RunStatus } from '../../state/run-status';
import { selectRun, selectShownTabs } from '../../state/selectors';
import type { AppState, AppStore } from '../../state/store';
import type { Documents } from '../editor/documents';
import type { RunController } from './run-controller';

export class RunTriggers {
  /** Tabs that wait for a pause in typing. */
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly stops: Array<() => void>;

  constructor(
    private readonly store: AppStore,
    documents: Documents,
    private readonly runs: Pick<RunController, 'start'>,
  ) {
    this.stops = [
      documents.onEdit((tabId, _path, by) => {
        if (by === 'person') this.waitForPause(tabId);
      }),
      store.subscribe((state, before) => this.dropOvertaken(state, before)),
    ];
  }

  /** To be called when the person has saved the tab. */
  noteSave(tabId: string): void {
    if (this.triggerOf(tabId) === 'save') void this.runs.start(tabId);
  }

  dispose(): void {
    for (const stop of this.stops.splice(0)) stop();
    for (const tabId of [...this.waiting.keys()]) this.drop(tabId);
  }

  private waitForPause(tabId: string): void {
    this.drop(tabId);
    if (this.triggerOf(tabId) !== 'typing') return;
    const { typingDelayMs } = this.store.getState().settings.run;
    const timer = setTimeout(() => {
      this.waiting.delete(tabId);
      void this.runs.start(tabId);
    }, typingDelayMs);
    this.waiting.set(tabId, timer);
  }

  /** A tab that is not looked at any more does not run, nor one that was started or stopped by hand meanwhile. */
  private dropOvertaken(state: AppState, before: AppState): void {
    for (const tabId of [...this.waiting.keys()]) {
      const isShown = selectShownTabs(state).shown.includes(tabId);
      const isDecided = isBegunOrStopped(selectRun(state, tabId), selectRun(before, tabId));
      if (!isShown || isDecided || this.triggerOf(tabId) !== 'typing') this.drop(tabId);
    }
  }

  private drop(tabId: string): void {
    clearTimeout(this.waiting.get(tabId));
    this.waiting.delete(tabId);
  }

  private triggerOf(tabId: string) {
    return this.store.getState().tabs.find((tab) => tab.id === tabId)?.runOn;
  }
}

/** Has just been started, with all that was typed up to now, or was just stopped. */
function isBegunOrStopped(status: RunStatus, before: RunStatus): boolean {
  if (!isActive(status)) return false;
  const wasStopping = isActive(before) && before.isStopping;
  return (status.kind === 'starting' && before.kind !== 'starting') || (status.isStopping && !wasStopping);
}
