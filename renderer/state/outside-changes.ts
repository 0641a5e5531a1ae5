/** Follows what other programs do to the files: takes it where nothing newer is here, and asks where there is. */
import type { OutsideChange } from '../../contract';
import type { Documents } from '../features/editor/documents';
import type { FileController } from '../features/files/file-controller';
import { describeError } from './error-view';
import { keepFollowing } from './keep-following';
import type { SessionKeeper } from './session-keeper';
import type { AppStore } from './store';

export class OutsideChanges {
  private readonly ending = new AbortController();

  constructor(
    private readonly session: SessionKeeper,
    private readonly store: AppStore,
    private readonly documents: Documents,
    private readonly files: FileController,
  ) {}

  /** Settles when it is disposed of, or when another window has taken the tabs over. */
  run(): Promise<void> {
    return keepFollowing(
      ({ signal }) => this.session.watch(signal),
      this.ending.signal,
      (change) => this.take(change),
      (error) => (describeError(error, this.store.getState().words).code === 'WORKSPACE_TAKEN' ? 'end' : 'again'),
    );
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
