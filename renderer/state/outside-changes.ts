/** Follows what other programs do to the files: takes it where nothing newer is here, and asks where there is. */
import type { OutsideChange } from '../../contract';
import type { Documents } from '../features/editor/documents';
import type { FileController } from '../features/files/file-controller';
import { describeError } from './error-view';
import type { SessionKeeper } from './session-keeper';
import type { AppStore } from './store';

const RECONNECT_DELAY_MS = 3000;

export class OutsideChanges {
  private readonly ending = new AbortController();

  constructor(
    private readonly session: SessionKeeper,
    private readonly store: AppStore,
    private readonly documents: Documents,
    private readonly files: FileController,
  ) {}

  /** Settles when it is disposed of, or when another window has taken the tabs over. */
  async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      try {
        for await (const change of this.session.watch(signal)) await this.take(change);
        return;
      } catch (error) {
        // A lost connection is told by the engine's status, and comes back.
        if (describeError(error, this.store.getState().words).code === 'WORKSPACE_TAKEN') return;
        await pause(RECONNECT_DELAY_MS, signal);
      }
    }
  }

  /** Ends a conflict as the person says. */
  async resolve(tabId: string, path: string, keep: 'mine' | 'theirs'): Promise<void> {
    const conflict = this.store.getState().conflicts.find((one) => one.tabId === tabId && one.path === path);
    if (!conflict) return;
    try {
      await this.session.resolve(tabId, path, keep);
    } catch (error) {
      const { message, remedy } = describeError(error, this.store.getState().words);
      this.store.setState({ notices: [`${message} ${remedy}`] });
      return;
    }
    this.forget(tabId, path);
    if (keep === 'theirs' && conflict.theirs !== null) this.documents.replace(tabId, path, conflict.theirs);
    if (keep === 'theirs' && conflict.theirs === null) this.files.remove(tabId, path);
  }

  dispose(): void {
    this.ending.abort();
  }

  private async take(change: OutsideChange): Promise<void> {
    const { tabId, path } = change;
    if (!this.documents.has(tabId)) return;
    if (change.type === 'added') {
      this.files.insert(tabId, { path, content: change.content });
      return;
    }
    if (!this.documents.has(tabId, path)) return;
    const isNewerHere = change.draft === 'newer' || this.session.unsaved.has(tabId, path) || this.isAsked(tabId, path);
    if (change.theirs === null || isNewerHere) {
      const { type: _, ...conflict } = change;
      this.store.setState((state) => ({
        conflicts: [...state.conflicts.filter((one) => one.tabId !== tabId || one.path !== path), conflict],
      }));
      return;
    }
    this.documents.replace(tabId, path, change.theirs);
    this.store.setState((state) => ({ announcement: state.words.history.conflict.takenOver(path) }));
    await this.session.resolve(tabId, path, 'theirs').catch(() => {});
  }

  private isAsked(tabId: string, path: string): boolean {
    return this.store.getState().conflicts.some((one) => one.tabId === tabId && one.path === path);
  }

  private forget(tabId: string, path: string): void {
    this.store.setState((state) => ({
      conflicts: state.conflicts.filter((one) => one.tabId !== tabId || one.path !== path),
    }));
  }
}

/** Settles after the time, or when the signal aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      settle();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
