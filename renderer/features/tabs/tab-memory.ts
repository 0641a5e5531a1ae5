/** What the parts of the window remember of a tab while another is shown. Nothing here is drawn by itself. */
import type { OutputView } from '../output/output-list';

export interface TabMemo {
  /** Lines sent to its programs, the last one last. */
  sentLines: readonly string[];
  outputView: OutputView;
}

const blank: TabMemo = { sentLines: [], outputView: { kind: 'follow' } };

export class TabMemory {
  private readonly memos = new Map<string, TabMemo>();

  read(tabId: string): TabMemo {
    return this.memos.get(tabId) ?? blank;
  }

  keep(tabId: string, change: Partial<TabMemo>): void {
    this.memos.set(tabId, { ...this.read(tabId), ...change });
  }

  forget(tabId: string): void {
    this.memos.delete(tabId);
  }
}
