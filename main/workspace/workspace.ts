/**
 * The workspace: open tabs, their scratches and the history. A save is taken into memory at once and then written in
 * an order that loses nothing whenever the process is killed: history, scratches, session, and only then removals.
 */
import { randomUUID } from 'node:crypto';
import {
  type FileConflict,
  type HistoryContent,
  type HistoryItem,
  type LoadedWorkspace,
  type OutsideChange,
  RunyardError,
  type TabText,
  type WorkspaceSave,
  type WorkspaceState,
} from '../../contract';
import { DataLock } from './data-lock';
import { type HistoryLimits, HistoryStore } from './history-store';
import { describeWhole, OpenTabs } from './open-tabs';
import { OutsideWatch } from './outside-watch';
import {
  type FindLanguage,
  type Restored,
  restoreFolder,
  restoreLegacy,
  restoreNothing,
  restoreSaved,
} from './restore';
import { ScratchFolder } from './scratch-folder';
import { ScratchWriter } from './scratch-writer';
import { type SavedTab, SessionFile } from './session-file';
import { describeSaved, hasNewerText, hasStaleDraft, listLeft, noteDrafts } from './tab-record';

const DEFAULT_POLL_MS = 1000;
/** Tabs remembered whose scratches are not there. */
const MISSING_LIMIT = 200;

export interface WorkspaceOptions {
  /** Where the session and the history are. */
  dataDir: string;
  /** Where the scratches are. */
  folder: string;
  findLanguage: FindLanguage;
  now?: () => Date;
  historyLimits?: HistoryLimits;
  /** How often the scratches are looked at for what other programs did. */
  pollMs?: number;
}

type Life = { kind: 'fresh' } | { kind: 'open'; lease: string } | { kind: 'closed' };

export class Workspace implements AsyncDisposable {
  readonly #folder: ScratchFolder;
  readonly #session: SessionFile;
  readonly #history: HistoryStore;
  readonly #writer: ScratchWriter;
  readonly #watch: OutsideWatch;
  readonly #lock: DataLock;
  readonly #findLanguage: FindLanguage;
  readonly #now: () => Date;
  #life: Life = { kind: 'fresh' };
  /** As the window said it last; null on a first start. */
  #state: WorkspaceState | null = null;
  readonly #tabs = new OpenTabs();
  #missing: SavedTab[] = [];
  #loading: Promise<Restored> | null = null;
  /** The write under way; the next waits for it. */
  #writing: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | null = null;

  constructor({ dataDir, folder, findLanguage, now = () => new Date(), historyLimits, pollMs }: WorkspaceOptions) {
    this.#findLanguage = findLanguage;
    this.#now = now;
    this.#folder = new ScratchFolder(folder);
    this.#session = new SessionFile(dataDir, now);
    this.#history = new HistoryStore(dataDir, now, historyLimits);
    this.#lock = new DataLock(dataDir);
    this.#watch = new OutsideWatch({
      folder: this.#folder,
      records: () => this.#tabs.records.values(),
      pollMs: pollMs ?? DEFAULT_POLL_MS,
      onVanished: () => void this.#write().catch(() => {}),
    });
    this.#writer = new ScratchWriter({
      folder: this.#folder,
      namesInUse: (except) => [
        ...[...this.#tabs.records.values(), ...this.#tabs.closed].flatMap((record) => [
          ...(record === except ? [] : [record.scratch?.name ?? '', record.formerName ?? '']),
          ...record.left.map(({ scratch }) => scratch.name),
        ]),
        ...this.#tabs.left.map(({ scratch }) => scratch.name),
      ],
      onConflict: (record, path) => this.#watch.announce(record, path),
    });
  }

  /**
   * Takes the workspace over for one window.
   * @throws RunyardError `WORKSPACE_TAKEN` while another process has the data folder, `WORKSPACE_FAILED` when what is
   * there cannot be read
   */
  async load(): Promise<LoadedWorkspace> {
    await this.#lock.take();
    let notices: string[] = [];
    if (this.#life.kind !== 'open') {
      this.#loading ??= this.#restore();
      const restored = await this.#loading.catch((error: unknown) => {
        this.#loading = null;
        throw error;
      });
      notices = restored.notices;
    } else {
      await this.#write().catch(() => {});
    }
    const lease = randomUUID();
    this.#life = { kind: 'open', lease };
    const state = this.#state;
    this.#watch.changeLease(lease);
    const texts = [...this.#tabs.records].flatMap(([tabId, { files }]) =>
      [...files].map(([path, { content }]): TabText => ({ tabId, path, content })),
    );
    const tabs = [...this.#tabs.records.values()].map(describeWhole);
    return { lease, state: state && { ...state, tabs }, texts, folder: this.#folder.root, notices };
  }

  /**
   * Settles when this state, or one saved after it, is on disk.
   * @throws RunyardError `WORKSPACE_TAKEN` from a window that was taken over, `WORKSPACE_FAILED` when not all could be
   * written; it is tried again with the next save
   */
  async save({ lease, state, texts }: WorkspaceSave): Promise<void> {
    this.#checkLease(lease);
    this.#tabs.take(state, texts);
    this.#state = state;
    await this.#write();
  }

  watch(lease: string, signal: AbortSignal): AsyncIterable<OutsideChange> {
    this.#checkLease(lease);
    return this.#watch.follow(lease, signal);
  }

  async resolve(lease: string, { tabId, path }: Pick<FileConflict, 'tabId' | 'path'>, keep: 'mine' | 'theirs') {
    this.#checkLease(lease);
    const record = this.#tabs.records.get(tabId);
    const file = record?.files.get(path);
    if (!record || file?.state.kind !== 'conflict') return;
    const { theirs, mark } = file.state;
    // The window takes the file out of the tab, which puts it into the history.
    if (keep === 'theirs' && theirs === null) return;
    const lost = keep === 'mine' ? theirs : hasNewerText(file) ? file.content : null;
    if (lost !== null) {
      const title = record.files.size > 1 ? `${record.state.title}: ${path}` : record.state.title;
      const state = { ...record.state, title, files: [path], entry: path, shown: path };
      await this.#history.add('replaced', state, [{ path, content: lost }]);
    }
    if (keep === 'mine' || theirs === null) {
      file.seen = this.#watch.describeSeen(theirs, mark);
      file.state = { kind: 'waiting' };
    } else {
      file.content = theirs;
      file.seen = this.#watch.describeSeen(theirs, mark);
      file.state = { kind: 'written' };
    }
    await this.#write();
  }

  readonly history = {
    list: async (): Promise<HistoryItem[]> => {
      await this.#writing;
      const items = await this.#history.list();
      return items
        .filter(({ item, tabId }) => item.reason !== 'closed' || !this.#tabs.records.has(tabId))
        .map(({ item }) => item);
    },
    read: (id: string): Promise<HistoryContent> => this.#history.read(id),
    remove: (id: string): Promise<void> => this.#history.remove(id),
  };

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#life.kind === 'closed') return;
    const wasOpen = this.#life.kind === 'open';
    this.#life = { kind: 'closed' };
    await this.#watch[Symbol.asyncDispose]();
    if (wasOpen) await this.#write().catch((error: unknown) => console.error(error));
    await this.#lock[Symbol.asyncDispose]();
  }

  #checkLease(lease: string): void {
    if (this.#life.kind === 'open' && this.#life.lease === lease) return;
    throw new RunyardError('WORKSPACE_TAKEN', {
      message: 'Your tabs are open in another Runyard window now, so this one no longer saves.',
      remedy: 'Go on in the other window, or reload this one to bring the tabs back here.',
    });
  }

  async #restore(): Promise<Restored> {
    const found = await this.#session.load();
    await this.#folder.removeUnfinished(this.#now().getTime());
    const restored = await this.#restoreFound(found);
    this.#tabs.records = new Map(restored.records.map((record) => [record.state.id, record]));
    this.#missing = restored.missing;
    const isFirst = found.kind === 'none' && restored.records.length === 0;
    this.#life = { kind: 'open', lease: '' };
    this.#state = isFirst ? null : restored.state;
    if (found.kind === 'legacy') await this.#session.keepLegacy();
    if (!isFirst) {
      await this.#write().catch((error: unknown) => restored.notices.push(describeFailure(error)));
    }
    return restored;
  }

  async #restoreFound(found: Awaited<ReturnType<SessionFile['load']>>): Promise<Restored> {
    if (found.kind === 'saved') return restoreSaved(this.#folder, found.session);
    if (found.kind === 'legacy') return restoreLegacy(found.session);
    if (found.kind === 'none' && !(await this.#history.hasAny())) return restoreNothing();
    const restored = await restoreFolder(this.#folder, this.#findLanguage);
    const count = restored.records.length;
    if (found.kind === 'broken') {
      restored.notices.push(
        `The list of open tabs could not be read, so it was set aside as ${found.asideName} and ${count === 0 ? 'nothing was' : `${count} scratches were`} found in ${this.#folder.root}.`,
      );
    }
    return restored;
  }

  #write(): Promise<void> {
    this.#waiting ??= this.#writing.then(() => {
      this.#waiting = null;
      return this.#watch.pause(() => this.#writeAll());
    });
    // A failed write is its own saver's to know; the next one tries anew.
    this.#writing = this.#waiting.catch(() => {});
    return this.#waiting;
  }

  async #writeAll(): Promise<void> {
    const state = this.#state;
    if (!state) return;
    let failure: unknown = null;
    const attempt = async (act: () => Promise<void>): Promise<boolean> => {
      try {
        await act();
        return true;
      } catch (error) {
        failure ??= error;
        return false;
      }
    };
    await attempt(() => this.#writeHistory());
    const records = [...this.#tabs.records.values()];
    for (const record of records) await attempt(() => this.#writer.place(record));
    if (records.some((record) => record.formerName !== null || hasStaleDraft(record))) {
      if (await attempt(() => this.#saveSession(state))) for (const record of records) await this.#writer.move(record);
    }
    for (const record of records) await attempt(() => this.#writer.write(record));
    if (await attempt(() => this.#saveSession(state))) await attempt(() => this.#removeLeft());
    if (failure) throw failure;
  }

  async #writeHistory(): Promise<void> {
    while (this.#tabs.closed[0]) {
      const record = this.#tabs.closed[0];
      const files = [...record.files].map(([path, { content }]) => ({ path, content }));
      if (files.length > 0) await this.#history.add('closed', record.state, files);
      this.#tabs.closed.shift();
      this.#tabs.left.push(...listLeft(record), ...record.left);
    }
    while (this.#tabs.deleted[0]) {
      const { record, path, content } = this.#tabs.deleted[0];
      const state = { ...record.state, title: path, files: [path], entry: path, shown: path };
      if (content !== '') await this.#history.add('deleted', state, [{ path, content }]);
      this.#tabs.deleted.shift();
    }
  }

  async #saveSession(state: WorkspaceState): Promise<void> {
    const described = [...this.#tabs.records.values()].map((record) => ({ record, saved: describeSaved(record) }));
    const tabs = described.flatMap(({ saved }) => saved ?? []);
    const unsaved = this.#tabs.closed.flatMap((record) => describeSaved(record) ?? []);
    const open = new Set(tabs.map((tab) => tab.id));
    const missing = [...this.#missing, ...unsaved].filter((tab) => !open.has(tab.id)).slice(-MISSING_LIMIT);
    await this.#session.save({ ...state, version: 2, tabs, missing });
    for (const { record, saved } of described) noteDrafts(record, saved?.drafts ?? []);
  }

  /** What could not be removed stays: a file too many loses nothing. */
  async #removeLeft(): Promise<void> {
    const left = [...this.#tabs.left.splice(0), ...[...this.#tabs.records.values()].flatMap((it) => it.left.splice(0))];
    const inUse = new Set(
      [...this.#tabs.records.values()].flatMap(({ scratch, files }) =>
        scratch ? [...files.keys()].map((path) => this.#folder.placeOf(scratch, path)) : [],
      ),
    );
    for (const { scratch, path, mark } of left) {
      // A file that was renamed may have stayed where it was.
      if (inUse.has(this.#folder.placeOf(scratch, path))) continue;
      await this.#folder.removeUnchanged(scratch, path, mark).catch(() => {});
    }
  }
}

function describeFailure(error: unknown): string {
  return error instanceof RunyardError ? `${error.message} ${error.remedy}` : String(error);
}
