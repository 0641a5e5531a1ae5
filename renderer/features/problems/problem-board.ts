/**
 * The problems of each tab's files: what compilers and runtimes said in its last run, which goes when a file is edited,
 * and what the editor's own language services find as one types.
 */
import type { Diagnostic } from '../../../contract';

const none: readonly Diagnostic[] = [];

interface TabProblems {
  said: readonly Diagnostic[];
  found: ReadonlyMap<string, readonly Diagnostic[]>;
  /** All of them. */
  items: readonly Diagnostic[];
  /** Files that have another text than the one that ran: what is still to be said of it is out of date. */
  changed: Set<string>;
}

export class ProblemBoard {
  private readonly tabs = new Map<string, TabProblems>();
  private readonly listeners = new Set<(tabId: string) => void>();

  /** A run starts: what the last one said is gone. */
  begin(tabId: string): void {
    this.know(tabId).changed.clear();
    this.setSaid(tabId, none);
  }

  add(tabId: string, items: readonly Diagnostic[]): void {
    const { said, changed } = this.know(tabId);
    this.setSaid(tabId, [...said, ...items.filter((item) => !changed.has(item.file))]);
  }

  /** The file has another text or path now, or is gone. */
  forgetFile(tabId: string, path: string): void {
    const known = this.tabs.get(tabId);
    if (!known) return;
    known.changed.add(path);
    this.setSaid(
      tabId,
      known.said.filter((item) => item.file !== path),
    );
  }

  /** What a language service finds in a file, all of it. */
  setFound(tabId: string, path: string, items: readonly Diagnostic[]): void {
    const found = this.tabs.get(tabId)?.found;
    if (JSON.stringify(found?.get(path) ?? none) === JSON.stringify(items)) return;
    this.change(tabId, { found: new Map([...(found ?? []), [path, items]]) });
  }

  close(tabId: string): void {
    this.tabs.delete(tabId);
  }

  /** The same array until something changes. */
  read(tabId: string): readonly Diagnostic[] {
    return this.tabs.get(tabId)?.items ?? none;
  }

  /** Those of the last run. */
  readSaid(tabId: string): readonly Diagnostic[] {
    return this.tabs.get(tabId)?.said ?? none;
  }

  readonly onChange = (listener: (tabId: string) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private know(tabId: string): TabProblems {
    const known = this.tabs.get(tabId) ?? { said: none, found: new Map(), items: none, changed: new Set() };
    this.tabs.set(tabId, known);
    return known;
  }

  private setSaid(tabId: string, said: readonly Diagnostic[]): void {
    if (said.length !== this.know(tabId).said.length) this.change(tabId, { said });
  }

  private change(tabId: string, change: Partial<Pick<TabProblems, 'said' | 'found'>>): void {
    const next = { ...this.know(tabId), ...change };
    this.tabs.set(tabId, { ...next, items: [...next.said, ...[...next.found.values()].flat()] });
    for (const listener of this.listeners) listener(tabId);
  }
}
