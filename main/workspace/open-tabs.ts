/** The tabs that the window has open, as it said last, and what it has closed or deleted since the last write. */
import { refusePath, type TabText, type WorkspaceState } from '../../contract';
import { type LeftFile, listLeft, type TabRecord, waitingFile } from './tab-record';

export class OpenTabs {
  records = new Map<string, TabRecord>();
  /** Closed since the last write. */
  closed: TabRecord[] = [];
  /** Deleted since the last write. */
  deleted: Array<{ record: TabRecord; path: string; content: string }> = [];
  /** Files of closed tabs, to be removed once the session says that they are not needed. */
  left: LeftFile[] = [];

  /** Into memory, so that nothing that comes later is mixed up with it. */
  take(state: WorkspaceState, texts: TabText[]): void {
    const byTab = new Map<string, Map<string, string>>();
    for (const { tabId, path, content } of texts) {
      const tab = byTab.get(tabId) ?? new Map<string, string>();
      byTab.set(tabId, tab.set(path, content));
    }
    const open = new Map<string, TabRecord>();
    for (const tab of state.tabs) {
      const record = this.records.get(tab.id) ?? this.#reopen(tab.id);
      const files = tab.files.filter((path) => refusePath(path) === null);
      if (!record && files.length === 0) continue;
      const taken = record ?? createEmpty(tab);
      this.#takeTexts(taken, files, byTab.get(tab.id) ?? new Map());
      taken.state = tab;
      open.set(tab.id, taken);
    }
    for (const [id, record] of this.records) {
      if (open.has(id)) continue;
      // The last that was typed before it was closed.
      this.#takeTexts(record, [...record.files.keys()], byTab.get(id) ?? new Map());
      this.closed.push(record);
    }
    this.records = open;
  }

  /** A tab that was closed and is back before that was written. */
  #reopen(tabId: string): TabRecord | null {
    const at = this.closed.findIndex((record) => record.state.id === tabId);
    return at === -1 ? null : (this.closed.splice(at, 1)[0] ?? null);
  }

  #takeTexts(record: TabRecord, files: string[], texts: Map<string, string>): void {
    // A scratch of one file is that file, whatever its path in the tab is called.
    const seen =
      record.scratch?.kind === 'file' && files.length === 1 ? ([...record.files.values()][0]?.seen ?? null) : null;
    const fresh = new Set(files.filter((path) => !record.files.has(path)).map((path) => texts.get(path)));
    for (const [path, file] of record.files) {
      if (files.includes(path)) {
        record.unseen.delete(path);
        continue;
      }
      if (record.unseen.has(path)) continue;
      file.content = texts.get(path) ?? file.content;
      // A file that comes back with the same text under another name was renamed.
      if (!fresh.has(file.content)) this.deleted.push({ record, path, content: file.content });
      record.left.push(...listLeft(record, [path]));
      record.files.delete(path);
    }
    for (const [path, content] of texts) {
      if (!files.includes(path)) continue;
      const file = record.files.get(path);
      if (!file) record.files.set(path, { ...waitingFile(content), seen });
      else if (file.content !== content) {
        file.content = content;
        if (file.state.kind === 'written') file.state = { kind: 'waiting' };
      }
    }
  }
}

function createEmpty(state: WorkspaceState['tabs'][number]): TabRecord {
  return { state, scratch: null, formerName: null, namedFor: '', files: new Map(), unseen: new Set(), left: [] };
}

/** With the files that the window has not said that it knows. */
export function describeWhole({ state, files }: TabRecord): WorkspaceState['tabs'][number] {
  return { ...state, files: [...new Set([...state.files.filter((path) => files.has(path)), ...files.keys()])] };
}
