/** Where the run of each tab stands: kept in the store, and said to a screen reader. */
import { type ErrorView, isActive, type RunStatus } from '../../state/run-status';
import { selectRun } from '../../state/selectors';
import type { AppStore } from '../../state/store';

export class RunBoard {
  constructor(private readonly store: AppStore) {}

  read(tabId: string): RunStatus {
    return selectRun(this.store.getState(), tabId);
  }

  set(tabId: string, status: RunStatus): void {
    this.store.setState((state) =>
      state.tabs.some((tab) => tab.id === tabId) ? { runs: { ...state.runs, [tabId]: status } } : state,
    );
  }

  changeActive(tabId: string, change: Partial<Extract<RunStatus, { kind: 'running' }>>): void {
    const status = this.read(tabId);
    if (isActive(status)) this.set(tabId, { ...status, ...change, kind: status.kind } as RunStatus);
  }

  fail(tabId: string, error: ErrorView): void {
    this.set(tabId, { kind: 'failed', error });
    this.announce(tabId, `${error.message} ${error.remedy}`);
  }

  announce(tabId: string, text: string): void {
    const tab = this.store.getState().tabs.find((candidate) => candidate.id === tabId);
    if (tab) this.store.setState({ announcement: `${tab.title}: ${text}` });
  }
}
