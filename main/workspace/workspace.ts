/** The workspace: open tabs, their scratches and the history. A save is taken into memory at once and then written. */
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
import { OrderedWriter } from './ordered-writer';
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
import { SessionFile } from './session-file';
import { hasNewerText } from './tab-record';

const DEFAULT_POLL_MS = 1000;

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
  readonly #writer: OrderedWriter;
  readonly #watch: OutsideWatch;
  readonly #lock: DataLock;
  readonly #findLanguage: FindLanguage;
  readonly #now: () => Date;
  #life: Life = { kind: 'fresh' };
  /** As the window said it last; null on a first start. */
  #state: WorkspaceState | null = null;
  readonly #tabs = new OpenTabs();
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
    this.#writer = new OrderedWriter({
      tabs: this.#tabs,
      folder: this.#folder,
      session: this.#session,
      history: this.#history,
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
    this.#writer.missing = restored.missing;
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
      return this.#watch.pause(() => this.#writer.write(this.#state));
    });
    // A failed write is its own saver's to know; the next one tries anew.
    this.#writing = this.#waiting.catch(() => {});
    return this.#waiting;
  }
}

function describeFailure(error: unknown): string {
  return error instanceof RunyardError ? `${error.message} ${error.remedy}` : String(error);
}
