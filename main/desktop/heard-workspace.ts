/** The engine's workspace with an ear: the window's close waits for the page's last save. */
import type { WorkspaceSave } from '../../contract';
import type { WorkspaceRoom } from '../api/engine';

export class HeardWorkspace implements WorkspaceRoom {
  readonly #room: WorkspaceRoom;
  readonly #waiting = new Set<() => void>();

  constructor(room: WorkspaceRoom) {
    this.#room = room;
  }

  load: WorkspaceRoom['load'] = () => this.#room.load();
  watch: WorkspaceRoom['watch'] = (lease, signal) => this.#room.watch(lease, signal);
  resolve: WorkspaceRoom['resolve'] = (lease, file, keep) => this.#room.resolve(lease, file, keep);

  get history(): WorkspaceRoom['history'] {
    return this.#room.history;
  }

  async save(saved: WorkspaceSave): Promise<void> {
    // A save that had begun before is not the one that is waited for.
    const waiting = [...this.#waiting];
    try {
      await this.#room.save(saved);
    } finally {
      for (const tell of waiting) tell();
    }
  }

  /** Settles when a save that begins from now on has ended, well or not, or the time is over. */
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
