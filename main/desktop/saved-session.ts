/** The engine's session room with an ear: the window's close waits for the page's last save. */
import type { SessionState } from '../../contract';
import type { Engine } from '../api/engine';

export class SavedSession {
  readonly #session: Engine['session'];
  readonly #waiting = new Set<() => void>();

  constructor(session: Engine['session']) {
    this.#session = session;
  }

  load(): Promise<SessionState | null> {
    return this.#session.load();
  }

  async save(state: SessionState): Promise<void> {
    try {
      await this.#session.save(state);
    } finally {
      for (const tell of this.#waiting) tell();
    }
  }

  /** Settles when a save has ended, well or not, or the time is over. */
  nextSave(timeoutMs: number): Promise<'saved' | 'timedOut'> {
    return new Promise((resolve) => {
      const end = (result: 'saved' | 'timedOut') => {
        clearTimeout(timer);
        this.#waiting.delete(tell);
        resolve(result);
      };
      const tell = () => end('saved');
      const timer = setTimeout(() => end('timedOut'), timeoutMs);
      this.#waiting.add(tell);
    });
  }
}
