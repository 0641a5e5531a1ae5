/** The text of every tab's files. An editor that shows a file takes its text over and answers for it until it lets go. */
import type { SourceFile, TabText } from '../../../contract';
import type { TextEdit } from '../format/minimal-edits';

/** Whoever edits a file. */
export interface TextSource {
  read(): string;
  /** Takes another text, which came from elsewhere. */
  replace(text: string): void;
  /** Changes it in places, in one step that can be undone, and announces the edit. */
  edit(edits: readonly TextEdit[]): void;
}

/** `person`: as it was typed in the editor; `other`: all else, such as a tab that is restored. */
export type EditSource = 'person' | 'other';

export type EditListener = (tabId: string, path: string, by: EditSource) => void;

interface OpenFile {
  path: string;
  content: string;
  source: TextSource | null;
}

export class Documents {
  private readonly documents = new Map<string, OpenFile[]>();
  private readonly listeners = new Set<EditListener>();
  private readonly replaceListeners = new Set<(tabId: string, path: string) => void>();
  private readonly goneListeners = new Set<(text: TabText) => void>();

  open(tabId: string, files: readonly SourceFile[]): void {
    this.documents.set(
      tabId,
      files.map(({ path, content }) => ({ path, content, source: null })),
    );
    for (const { path } of files) this.announceEdit(tabId, path);
  }

  /** @throws Error when no such tab is open: a fault of ours */
  read(tabId: string): SourceFile[] {
    return this.require(tabId).map(({ path, content, source }) => ({ path, content: source?.read() ?? content }));
  }

  /** Empty when there is no such file. */
  readText(tabId: string, path: string): string {
    const file = this.find(tabId, path);
    return file?.source?.read() ?? file?.content ?? '';
  }

  has(tabId: string, path?: string): boolean {
    return path === undefined ? this.documents.has(tabId) : this.find(tabId, path) !== undefined;
  }

  /** The text is `source`'s from now on; the returned function takes it back, under whatever path it has then. */
  attach(tabId: string, path: string, source: TextSource): () => void {
    const file = this.find(tabId, path);
    if (!file) throw new Error(`no ${path} in tab ${tabId}`);
    file.source = source;
    return () => {
      if (file.source !== source) return;
      file.content = source.read();
      file.source = null;
    };
  }

  /** Puts a file at a place in the order; at the end by default. */
  add(tabId: string, file: SourceFile, index?: number): void {
    const files = this.require(tabId);
    files.splice(index ?? files.length, 0, { ...file, source: null });
    this.announceEdit(tabId, file.path);
  }

  rename(tabId: string, from: string, to: string): void {
    const file = this.find(tabId, from);
    if (file) file.path = to;
    this.announceEdit(tabId, to);
  }

  remove(tabId: string, path: string): void {
    this.announceGone(tabId, [path]);
    this.documents.set(
      tabId,
      this.require(tabId).filter((file) => file.path !== path),
    );
  }

  /** Puts a text in that came from elsewhere. */
  replace(tabId: string, path: string, text: string): void {
    const file = this.find(tabId, path);
    if (!file) return;
    file.content = text;
    file.source?.replace(text);
    for (const listener of this.replaceListeners) listener(tabId, path);
  }

  /** Changes a text in places, so that a cursor in it stays where it is. `text`: what comes of it. */
  edit(tabId: string, path: string, edits: readonly TextEdit[], text: string): void {
    const file = this.find(tabId, path);
    if (file?.source) file.source.edit(edits);
    else if (file) {
      file.content = text;
      this.announceEdit(tabId, path);
    }
  }

  onReplace(listener: (tabId: string, path: string) => void): () => void {
    this.replaceListeners.add(listener);
    return () => this.replaceListeners.delete(listener);
  }

  /** Said by whoever edits, after each edit. */
  announceEdit(tabId: string, path: string, by: EditSource = 'other'): void {
    for (const listener of this.listeners) listener(tabId, path, by);
  }

  /** Tells of each file that has come or has another text or path now, unless that is `replace`'s. */
  onEdit(listener: EditListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(tabId: string): void {
    this.announceGone(
      tabId,
      this.require(tabId).map((file) => file.path),
    );
    this.documents.delete(tabId);
  }

  /** Tells the last text of each file that goes. */
  onGone(listener: (text: TabText) => void): () => void {
    this.goneListeners.add(listener);
    return () => this.goneListeners.delete(listener);
  }

  private announceGone(tabId: string, paths: readonly string[]): void {
    for (const path of paths) {
      for (const listener of this.goneListeners) listener({ tabId, path, content: this.readText(tabId, path) });
    }
  }

  private find(tabId: string, path: string): OpenFile | undefined {
    return this.documents.get(tabId)?.find((file) => file.path === path);
  }

  private require(tabId: string): OpenFile[] {
    const document = this.documents.get(tabId);
    if (!document) throw new Error(`no document for tab ${tabId}`);
    return document;
  }
}
