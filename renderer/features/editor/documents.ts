/** The text of every tab. An editor that shows a tab takes its text over and answers for it until it lets go. */
import type { SourceFile } from '../../../contract';

/** Reads the text from whoever edits it. */
export type TextSource = () => string;

interface TabDocument {
  /** The first is the one that is edited. */
  files: SourceFile[];
  source: TextSource | null;
}

export class Documents {
  private readonly documents = new Map<string, TabDocument>();
  private readonly listeners = new Set<(tabId: string) => void>();

  open(tabId: string, files: SourceFile[]): void {
    this.documents.set(tabId, { files, source: null });
  }

  /** @throws Error when no such tab is open: a fault of ours */
  read(tabId: string): SourceFile[] {
    const document = this.require(tabId);
    const [first, ...rest] = document.files;
    if (!document.source || !first) return document.files;
    return [{ path: first.path, content: document.source() }, ...rest];
  }

  readText(tabId: string): string {
    return this.read(tabId)[0]?.content ?? '';
  }

  has(tabId: string): boolean {
    return this.documents.has(tabId);
  }

  /** The text is `source`'s from now on; the returned function takes it back. */
  attach(tabId: string, source: TextSource): () => void {
    const document = this.require(tabId);
    document.source = source;
    return () => {
      if (document.source !== source) return;
      document.files = this.documents.has(tabId) ? this.read(tabId) : document.files;
      document.source = null;
    };
  }

  /** Said by whoever edits, after each edit. */
  announceEdit(tabId: string): void {
    for (const listener of this.listeners) listener(tabId);
  }

  onEdit(listener: (tabId: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(tabId: string): void {
    this.documents.delete(tabId);
  }

  private require(tabId: string): TabDocument {
    const document = this.documents.get(tabId);
    if (!document) throw new Error(`no document for tab ${tabId}`);
    return document;
  }
}
