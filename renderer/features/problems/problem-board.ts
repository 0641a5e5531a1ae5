/** What compilers and runtimes said of each tab's files in its last run. Those of a file go when it is edited. */
import type { Diagnostic } from '../../../contract';

const none: readonly Diagnostic[] = [];

interface TabProblems {
  items: readonly Diagnostic[];
  /** Files that have another text than the one that ran: what is still to be said of it is out of date. */
  readonly changed: Set<string>;
}

export class ProblemBoard {
  private readonly tabs = new Map<string, TabProblems>();
  private readonly listeners = new Set<(tabId: string) => void>();

  /** A run starts: what the last one said is gone. */
  begin(tabId: string): void {
    const had = this.read(tabId).length > 0;
    this.tabs.set(tabId, { items: none, changed: new Set() });
    if (had) this.announce(tabId);
  }

  add(tabId: string, items: readonly Diagnostic[]): void {
    const known = this.tabs.get(tabId) ?? { items: none, changed: new Set() };
    const current = items.filter((item) => !known.changed.has(item.file));
    if (current.length === 0) return;
    this.tabs.set(tabId, { ...known, items: [...known.items, ...current] });
    this.announce(tabId);
  }

  /** The file has another text or path now, or is gone. */
  forgetFile(tabId: string, path: string): void {
    const known = this.tabs.get(tabId);
    if (!known) return;
    known.changed.add(path);
    const items = known.items.filter((item) => item.file !== path);
    if (items.length === known.items.length) return;
    this.tabs.set(tabId, { ...known, items });
    this.announce(tabId);
  }

  close(tabId: string): void {
    this.tabs.delete(tabId);
  }

  /** The same array until something changes. */
  read(tabId: string): readonly Diagnostic[] {
    return this.tabs.get(tabId)?.items ?? none;
  }

  readonly onChange = (listener: (tabId: string) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private announce(tabId: string): void {
    for (const listener of this.listeners) listener(tabId);
  }
}
