/** Adds, renames and takes away the files of a tab, in the store and in the documents. */
import type { SourceFile } from '../../../contract';
import { FILES_LIMIT_BYTES, FILES_LIMIT_COUNT } from '../../../contract/file-path';
import type { AppStore } from '../../state/store';
import * as files from '../../state/tab-files';
import { changeTab, type Tab } from '../../state/tabs';
import type { Words } from '../../words/words';
import type { Documents } from '../editor/documents';

type RenameListener = (tabId: string, from: string, to: string) => void;

export class FileController {
  private readonly renameListeners = new Set<RenameListener>();

  constructor(
    private readonly store: AppStore,
    private readonly documents: Documents,
  ) {}

  show(tabId: string, path: string): void {
    this.store.setState((state) => changeTab(state, tabId, { shown: path }));
  }

  setEntry(tabId: string, path: string): void {
    this.store.setState((state) => changeTab(state, tabId, { entry: path }));
    this.announce(this.words.startsNow(path));
  }

  toggleList(tabId: string): void {
    const tab = this.find(tabId);
    if (!tab) return;
    const shut = tab.files.length > 1 ? 'hidden' : 'auto';
    this.setList(tabId, files.isListShown(tab) ? shut : 'shown');
  }

  setList(tabId: string, fileList: Tab['fileList']): void {
    this.store.setState((state) => changeTab(state, tabId, { fileList }));
  }

  /** Adds an empty file and shows it; says what is wrong with the path, or null. */
  create(tabId: string, path: string): string | null {
    const tab = this.find(tabId);
    if (!tab) return null;
    const problem =
      this.checkPath(tab, path) ?? checkSize(this.documents.read(tabId), [{ path, content: '' }], this.words);
    if (problem !== null) return problem;
    this.insert(tabId, { path, content: '' });
    this.show(tabId, path);
    return null;
  }

  /** Says what is wrong with the new path, or null. */
  rename(tabId: string, from: string, to: string): string | null {
    const tab = this.find(tabId);
    if (!tab || from === to) return null;
    const problem = this.checkPath(tab, to, from);
    if (problem !== null) return problem;
    for (const listener of this.renameListeners) listener(tabId, from, to);
    this.documents.rename(tabId, from, to);
    this.store.setState((state) => files.renameFile(state, tabId, from, to));
    return null;
  }

  /** Takes a file away and offers to bring it back. The last one stays. */
  remove(tabId: string, path: string): void {
    const tab = this.find(tabId);
    if (!tab || tab.files.length < 2 || !tab.files.includes(path)) return;
    const file = { path, content: this.documents.readText(tabId, path) };
    const role = tab.entry === path ? 'entry' : 'other';
    this.documents.remove(tabId, path);
    this.store.setState((state) => ({
      ...files.removeFile(state, tabId, path),
      undo: { kind: 'file', tabId, file, index: tab.files.indexOf(path), role },
    }));
    this.announce(this.words.deleted(path));
  }

  /** Brings back what `remove` took. */
  restore(tabId: string, file: SourceFile, index: number, role: 'entry' | 'other'): void {
    const tab = this.find(tabId);
    if (!tab) return;
    const path = files.createPath(tab, file.path);
    this.insert(tabId, { ...file, path }, index);
    this.store.setState((state) =>
      changeTab(state, tabId, { shown: path, ...(role === 'entry' ? { entry: path } : {}) }),
    );
  }

  /** Adds files from elsewhere, under other names where theirs are taken; says what is wrong, or null. */
  import(tabId: string, added: readonly SourceFile[]): string | null {
    const tab = this.find(tabId);
    if (!tab || added.length === 0) return null;
    const problem = checkSize(this.documents.read(tabId), added, this.words);
    if (problem !== null) return problem;
    let last = '';
    for (const file of added) {
      const now = this.find(tabId);
      if (!now) return null;
      last = files.createPath(now, file.path);
      this.insert(tabId, { ...file, path: last });
    }
    this.show(tabId, last);
    this.setList(tabId, 'auto');
    this.announce(added.length === 1 ? this.words.added(last) : this.words.addedCount(added.length));
    return null;
  }

  /** Gives the tab's files these texts, as an edit that can be undone in each; adds those that it has not. */
  put(tabId: string, changed: readonly SourceFile[]): void {
    for (const file of changed) {
      if (this.documents.has(tabId, file.path)) {
        this.documents.replace(tabId, file.path, file.content);
        this.documents.announceEdit(tabId, file.path);
      } else this.insert(tabId, file);
    }
  }

  /** Adds a file without showing it: another program has put it into the tab's folder. */
  insert(tabId: string, file: SourceFile, index?: number): void {
    if (this.documents.has(tabId, file.path)) return;
    this.documents.add(tabId, file, index);
    this.store.setState((state) => files.addFile(state, tabId, file.path, index));
  }

  onRename(listener: RenameListener): () => void {
    this.renameListeners.add(listener);
    return () => this.renameListeners.delete(listener);
  }

  private find(tabId: string): Tab | undefined {
    return this.store.getState().tabs.find((tab) => tab.id === tabId);
  }

  private checkPath(tab: Tab, path: string, except: string | null = null): string | null {
    const problem = files.checkNewPath(tab, path, except);
    switch (problem?.kind) {
      case undefined:
        return null;
      case 'taken':
        return this.words.nameTaken(problem.by);
      case 'fileAndFolder':
        return this.words.fileAndFolder(problem.folder);
      case 'bad':
        return problem.fault === 'empty' ? this.words.giveName : this.words.badName(problem.fault);
    }
  }

  private get words(): Words['files'] {
    return this.store.getState().words.files;
  }

  private announce(announcement: string): void {
    this.store.setState({ announcement });
  }
}

/** Says that these are more than a run may have, or null. */
export function checkSize(
  present: readonly SourceFile[],
  added: readonly SourceFile[],
  words: Words['files'],
): string | null {
  const count = present.length + added.length;
  if (count > FILES_LIMIT_COUNT) return words.tooMany(FILES_LIMIT_COUNT, count);
  const encoder = new TextEncoder();
  const bytes = [...present, ...added].reduce((sum, file) => sum + encoder.encode(file.content).length, 0);
  return bytes <= FILES_LIMIT_BYTES ? null : words.tooLarge(FILES_LIMIT_BYTES);
}
