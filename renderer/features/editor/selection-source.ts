/** Where the person's selection is, for what acts on it; the editors that show a tab answer. */
import type { CodeRange } from '../run/selected-code';

export interface TabSelection {
  readonly tabId: string;
  readonly range: CodeRange;
}

export class SelectionSource {
  private readonly readers = new Set<() => TabSelection | null>();

  register(read: () => TabSelection | null): () => void {
    this.readers.add(read);
    return () => this.readers.delete(read);
  }

  /** Null while no editor shows the tab. */
  read(tabId: string): CodeRange | null {
    for (const read of this.readers) {
      const selection = read();
      if (selection?.tabId === tabId) return selection.range;
    }
    return null;
  }
}
