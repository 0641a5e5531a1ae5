/** Gets runtimes of the embedded engine: installs one, shows how far it is, and runs the tabs that waited for it. */

import type { RunyardClient } from '../../../client/client';
import type { RuntimeStatus } from '../../../contract';
import { describeError } from '../../state/error-view';
import { selectRun, selectSpec } from '../../state/selectors';
import type { AppStore, RuntimeJob } from '../../state/store';
import type { RunController } from '../run/run-controller';

export class RuntimeController {
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
    private readonly runs: RunController,
  ) {}

  /** Asks anew which runtimes are there. A failure keeps what was known, or says that there are none. */
  async refresh(): Promise<void> {
    try {
      const list = await this.client.runtimes.list();
      this.store.setState({
        runtimes: { kind: 'ready', byId: Object.fromEntries(list.map((item) => [item.id, item])) },
      });
    } catch {
      const { runtimes } = this.store.getState();
      if (runtimes.kind === 'loading') this.store.setState({ runtimes: { kind: 'ready', byId: {} } });
    }
  }

  async install(runtimeId: string): Promise<void> {
    if (this.running.has(runtimeId)) return;
    const abort = new AbortController();
    this.running.set(runtimeId, abort);
    this.setJob(runtimeId, { kind: 'working', message: this.store.getState().words.languages.starting, fraction: 0 });
    try {
      for await (const event of this.client.runtimes.install(runtimeId, { signal: abort.signal })) {
        if (event.type === 'done') this.finish(event.runtime);
        else this.setJob(runtimeId, { kind: 'working', message: event.message, fraction: event.fraction });
      }
      this.setJob(runtimeId, null);
    } catch (error) {
      this.setJob(
        runtimeId,
        abort.signal.aborted ? null : { kind: 'failed', error: describeError(error, this.store.getState().words) },
      );
    } finally {
      this.running.delete(runtimeId);
    }
  }

  cancel(runtimeId: string): void {
    this.running.get(runtimeId)?.abort();
  }

  async remove(runtimeId: string): Promise<void> {
    try {
      await this.client.runtimes.remove(runtimeId);
    } catch (error) {
      this.setJob(runtimeId, { kind: 'failed', error: describeError(error, this.store.getState().words) });
    }
    await this.refresh();
  }

  private finish(runtime: RuntimeStatus): void {
    this.setJob(runtime.id, null);
    this.store.setState(({ runtimes }) => ({
      runtimes: {
        kind: 'ready',
        byId: { ...(runtimes.kind === 'ready' ? runtimes.byId : {}), [runtime.id]: runtime },
      },
    }));
    const state = this.store.getState();
    for (const tab of state.tabs) {
      const status = selectRun(state, tab.id);
      const waits = status.kind === 'failed' && status.error.code === 'RUNTIME_MISSING';
      if (waits && selectSpec(state, tab.specId)?.embedded === runtime.id) void this.runs.start(tab.id);
    }
  }

  private setJob(runtimeId: string, job: RuntimeJob | null): void {
    this.store.setState((state) => {
      const { [runtimeId]: _, ...rest } = state.runtimeJobs;
      return { runtimeJobs: job ? { ...rest, [runtimeId]: job } : rest };
    });
  }
}
