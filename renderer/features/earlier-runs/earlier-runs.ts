/** The runs of each tab that have ended, from this start and earlier ones, the newest first. */
import type { RunyardClient } from '../../../client/client';
import { EARLIER_RUNS_OF_TAB, type EarlierRun, KEPT_CODE } from '../../../contract';
import { selectRun, selectTab } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { EndedRun } from '../run/run-controller';

export interface EarlierRunsOptions {
  client: Pick<RunyardClient, 'earlierRuns'>;
  store: AppStore;
  /** Milliseconds since 1970. */
  now: () => number;
  createId: () => string;
}

const none: readonly EarlierRun[] = [];

export class EarlierRuns {
  private readonly runs = new Map<string, readonly EarlierRun[]>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: EarlierRunsOptions) {}

  list(tabId: string): readonly EarlierRun[] {
    return this.runs.get(tabId) ?? none;
  }

  find(tabId: string, runId: string | undefined): EarlierRun | null {
    return this.list(tabId).find((run) => run.id === runId) ?? null;
  }

  /** The run whose output the tab shows; null while one goes on, and where there is no output. */
  findCurrent(tabId: string): EarlierRun | null {
    const status = selectRun(this.options.store.getState(), tabId);
    const newest = this.list(tabId)[0];
    return status.kind === 'finished' && newest?.metrics === status.metrics ? newest : null;
  }

  /** Takes note of the tab's run that has just ended. */
  note(tabId: string, { files, args, output }: EndedRun): void {
    const { store, now, createId, client } = this.options;
    const state = store.getState();
    const tab = selectTab(state, tabId);
    const status = selectRun(state, tabId);
    if (!tab || status.kind !== 'finished') return;
    const codeLength = files.reduce((sum, file) => sum + file.content.length, 0);
    const run: EarlierRun = {
      id: createId(),
      tabId,
      at: now(),
      specId: tab.specId,
      files: codeLength <= KEPT_CODE ? files.map((file) => ({ ...file })) : null,
      entry: tab.entry,
      args: [...args],
      outcome: status.outcome,
      metrics: status.metrics,
      output,
    };
    this.put(tabId, [run, ...this.list(tabId)]);
    // What the engine cannot keep is here all the same, until the window is closed.
    client.earlierRuns.keep(run, tab.pinnedRunId ?? null).catch(() => {});
  }

  /** Gets those of earlier starts, once. */
  load(tabId: string): Promise<void> {
    const known = this.loading.get(tabId);
    if (known) return known;
    const loading = this.options.client.earlierRuns.list(tabId).then(
      (kept) => {
        const here = this.list(tabId);
        const ids = new Set(here.map((run) => run.id));
        this.put(tabId, [...here, ...kept.filter((run) => !ids.has(run.id))]);
      },
      () => void this.loading.delete(tabId),
    );
    this.loading.set(tabId, loading);
    return loading;
  }

  /** For a tab that goes; those that the engine keeps come back with it. */
  forget(tabId: string): void {
    this.runs.delete(tabId);
    this.loading.delete(tabId);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private put(tabId: string, runs: readonly EarlierRun[]): void {
    const pinnedId = selectTab(this.options.store.getState(), tabId)?.pinnedRunId;
    const kept = runs.filter((run, index) => index < EARLIER_RUNS_OF_TAB || run.id === pinnedId);
    this.runs.set(tabId, kept);
    for (const listener of this.listeners) listener();
  }
}
