/** What the parts of the window remember of a tab while another is shown. Nothing here is drawn by itself. */
import type { FileView } from '../../../contract';
import type { OutputView } from '../output/output-list';
import type { EnvironmentRow } from '../run/environment-rows';

export interface TabMemo {
  /** Lines sent to its programs, the last one last. */
  sentLines: readonly string[];
  /** The line that is being typed for them. */
  stdinDraft: string;
  /** Where the person was in each file. */
  views: Readonly<Record<string, FileView>>;
  outputView: OutputView;
  /** The environment as it was edited, with what could not be taken; null before that. */
  environmentRows: readonly EnvironmentRow[] | null;
}

const blank: TabMemo = {
  sentLines: [],
  stdinDraft: '',
  views: {},
  outputView: { kind: 'follow' },
  environmentRows: null,
};

export class TabMemory {
  private readonly memos = new Map<string, TabMemo>();
  private readonly listeners = new Set<() => void>();

  read(tabId: string): TabMemo {
    return this.memos.get(tabId) ?? blank;
  }

  keep(tabId: string, change: Partial<TabMemo>): void {
    this.memos.set(tabId, { ...this.read(tabId), ...change });
    for (const listener of this.listeners) listener();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  forget(tabId: string): void {
    this.memos.delete(tabId);
  }
}
