/** Follows the engine's status for as long as the window lives. */
import type { RunyardClient } from '../../../client/client';
import type { EngineStatus } from '../../../contract';
import { describeError } from '../../state/error-view';
import { keepFollowing } from '../../state/keep-following';
import type { AppStore } from '../../state/store';

export class EngineWatch {
  private readonly abort = new AbortController();

  /** `onReady` is called each time an engine has become ready. */
  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
    private readonly onReady: () => void,
  ) {}

  run(): Promise<void> {
    return keepFollowing(
      this.client.engine.watch,
      this.abort.signal,
      (status) => this.take(status),
      (error) => {
        const { message, remedy } = describeError(error, this.store.getState().words);
        const doctor = { ok: false, summary: message, remedy, attempts: [] };
        this.take({ provider: 'none', state: 'unavailable', version: null, doctor });
        return 'again';
      },
    );
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
