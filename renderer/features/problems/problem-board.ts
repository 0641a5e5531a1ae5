/** What compilers and runtimes said of each tab's source in its last run; the editor marks it. */
import type { Diagnostic } from '../../../contract';

const none: readonly Diagnostic[] = [];

export class DiagnosticsBoard {
  private readonly items = new Map<string, readonly Diagnostic[]>();
  private readonly listeners = new Set<(tabId: string) => void>();

  add(tabId: string, items: readonly Diagnostic[]): void {
    this.items.set(tabId, [...this.read(tabId), ...items]);
    this.announce(tabId);
  }

  clear(tabId: string): void {
    if (this.items.delete(tabId)) this.announce(tabId);
  }

  read(tabId: string): readonly Diagnostic[] {
    return this.items.get(tabId) ?? none;
  }

  onChange(listener: (tabId: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private announce(tabId: string): void {
    for (const listener of this.listeners) listener(tabId);
  }
}
