/** Follows the engine's status for as long as the window lives. */

import type { RunyardClient } from '../../../client/client';
import type { EngineStatus } from '../../../contract';
import { describeError } from '../../state/error-view';
import type { AppStore } from '../../state/store';

/** How long to wait after the line broke before asking again. */
const RETRY_MS = 2000;

export class EngineWatch {
  private readonly abort = new AbortController();

  /** `onReady` is called each time an engine has become ready. */
  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
    private readonly onReady: () => void,
  ) {}

  async run(): Promise<void> {
    const { signal } = this.abort;
    while (!signal.aborted) {
      try {
        for await (const status of this.client.engine.watch({ signal })) this.take(status);
      } catch (error) {
        if (signal.aborted) return;
        const { message, remedy } = describeError(error, this.store.getState().words);
        this.take({
          provider: 'none',
          state: 'unavailable',
          version: null,
          doctor: { ok: false, summary: message, remedy, attempts: [] },
        });
      }
      await wait(RETRY_MS, signal);
    }
  }

  /** Looks for a daemon anew. */
  async diagnose(): Promise<void> {
    if (this.store.getState().doctor === 'looking') return;
    this.store.setState({ doctor: 'looking' });
    try {
      const doctor = await this.client.engine.doctor();
      // A report that all is well is followed by the watched status itself.
      this.store.setState((state) => (state.engine ? { engine: { ...state.engine, doctor } } : state));
    } catch (error) {
      this.store.setState({ announcement: describeError(error, this.store.getState().words).message });
    } finally {
      this.store.setState({ doctor: 'idle' });
    }
  }

  dispose(): void {
    this.abort.abort();
  }

  private take(status: EngineStatus): void {
    const before = this.store.getState().engine;
    this.store.setState({ engine: status });
    if (status.state === 'ready' && before?.state !== 'ready') this.onReady();
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish);
  });
}
