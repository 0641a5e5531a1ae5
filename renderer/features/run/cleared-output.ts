/** Empties the output of a tab, and brings back what was emptied last. */
import { idle, isActive } from '../../state/run-status';
import type { AppStore } from '../../state/store';
import type { OutputRegistry } from '../output/output-registry';
import type { RunBoard } from './run-board';

export class ClearedOutput {
  /** How to bring back the output that was cleared last in a tab. */
  private readonly restores = new Map<string, () => void>();

  constructor(
    private readonly store: AppStore,
    private readonly board: RunBoard,
    private readonly outputs: OutputRegistry,
  ) {}

  /** The output of a run that has ended goes with its outcome, and is offered back. */
  clear(tabId: string): void {
    const buffer = this.outputs.get(tabId);
    const status = this.board.read(tabId);
    const { isEmpty } = buffer;
    const restore = buffer.clear();
    if (isActive(status)) return;
    this.board.set(tabId, idle);
    if (isEmpty) return;
    this.restores.set(tabId, () => {
      restore();
      if (this.board.read(tabId).kind === 'idle') this.board.set(tabId, status);
    });
    this.store.setState({ undo: { kind: 'output', tabId } });
  }

  /** Brings back what `clear` took, unless something was printed since. */
  restore(tabId: string): void {
    this.restores.get(tabId)?.();
    this.restores.delete(tabId);
  }

  /** What was cleared cannot come back any more. */
  forget(tabId: string): void {
    if (!this.restores.delete(tabId)) return;
    this.store.setState(({ undo }) => (undo?.kind === 'output' && undo.tabId === tabId ? { undo: null } : {}));
  }
}
