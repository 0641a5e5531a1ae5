/**
 * Notices what other programs do to the open tabs' scratches. It looks at them again and again rather than wait to be
 * told: Documents is often a network or cloud folder, of which no system tells reliably.
 */
import type { OutsideChange } from '../../contract';
import { printOf, type ScratchFolder } from './scratch-folder';
import { type FileRecord, hasNewerText, type SeenFile, type TabRecord, writtenFile } from './tab-record';

export interface OutsideWatchOptions {
  folder: ScratchFolder;
  records(): Iterable<TabRecord>;
  pollMs: number;
  /** The whole folder is gone: what was in it waits to be written anew. */
  onVanished(): void;
}

export class OutsideWatch implements AsyncDisposable {
  readonly #options: OutsideWatchOptions;
  #lease = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the one window that follows has not been told yet. */
  #queue: OutsideChange[] = [];
  #wake = () => {};
  /** Files that were gone at the last look: some programs take a file away for a moment to write it. */
  #goneOnce = new Set<FileRecord>();
  /** A look or a write: never both at once. */
  #turn: Promise<void> = Promise.resolve();
  #life: 'idle' | 'followed' | 'closed' = 'idle';

  constructor(options: OutsideWatchOptions) {
    this.#options = options;
  }

  /** Ends the following of the window before. */
  changeLease(lease: string): void {
    this.#lease = lease;
    this.#queue = [];
    this.#wake();
  }

  async *follow(lease: string, signal: AbortSignal): AsyncGenerator<OutsideChange, void, undefined> {
    const leave = () => this.#wake();
    signal.addEventListener('abort', leave);
    if (this.#life === 'idle') this.#life = 'followed';
    for (const record of this.#options.records()) {
      for (const [path, file] of record.files) if (file.state.kind === 'conflict') this.announce(record, path);
    }
    this.#lookLater();
    try {
      while (!signal.aborted && lease === this.#lease && this.#life !== 'closed') {
        const next = this.#queue.shift();
        if (next) yield next;
        else await new Promise<void>((settle) => (this.#wake = settle));
      }
    } finally {
      signal.removeEventListener('abort', leave);
      if (lease === this.#lease && this.#life === 'followed') {
        this.#life = 'idle';
        clearTimeout(this.#timer);
        this.#timer = undefined;
      }
    }
  }

  announce(record: TabRecord, path: string): void {
    const file = record.files.get(path);
    if (file?.state.kind !== 'conflict') return;
    const draft = file.seen !== null && hasNewerText(file) ? 'newer' : 'none';
    this.#tell({ type: 'changed', tabId: record.state.id, path, theirs: file.state.theirs, draft });
  }

  describeSeen(content: string | null, mark: string | null): SeenFile | null {
    return content === null || mark === null ? null : { mark, print: printOf(content) };
  }

  /** No look is taken while this works. */
  pause(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Looks now. */
  look(): Promise<void> {
    return this.pause(() => this.#look());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#life = 'closed';
    clearTimeout(this.#timer);
    this.#wake();
    await this.#turn;
  }

  #lookLater(): void {
    clearTimeout(this.#timer);
    if (this.#life !== 'followed') return;
    this.#timer = setTimeout(() => {
      void this.look()
        // A folder that cannot be read now may be readable at the next look, and a save says what is wrong with it.
        .catch(() => {})
        .then(() => this.#lookLater());
    }, this.#options.pollMs);
  }

  async #look(): Promise<void> {
    const { folder, records, onVanished } = this.#options;
    if (!(await folder.isThere())) {
      for (const record of records()) {
        for (const file of record.files.values()) {
          file.seen = null;
          if (file.state.kind === 'written') file.state = { kind: 'waiting' };
        }
      }
      onVanished();
      return;
    }
    for (const record of records()) await this.#lookAt(record);
  }

  async #lookAt(record: TabRecord): Promise<void> {
    const { folder } = this.#options;
    const { scratch } = record;
    if (!scratch) return;
    for (const [path, file] of record.files) {
      if (file.state.kind === 'waiting') continue;
      const known = file.state.kind === 'conflict' ? file.state.mark : (file.seen?.mark ?? null);
      const mark = await folder.mark(scratch, path);
      if (mark === known) this.#goneOnce.delete(file);
      else if (mark === null) this.#noticeGone(record, path, file);
      else await this.#noticeChange(record, path, file);
    }
    if (scratch.kind !== 'folder') return;
    for (const path of await folder.listFiles(scratch)) {
      if (record.files.has(path) || record.left.some((left) => left.path === path)) continue;
      const found = await folder.read(scratch, path);
      if (found.kind !== 'text' || record.files.has(path)) continue;
      record.files.set(path, writtenFile(found.content, found.mark));
      record.unseen.add(path);
      this.#tell({ type: 'added', tabId: record.state.id, path, content: found.content });
    }
  }

  #noticeGone(record: TabRecord, path: string, file: FileRecord): void {
    if (!this.#goneOnce.has(file)) {
      this.#goneOnce.add(file);
      return;
    }
    this.#goneOnce.delete(file);
    file.state = { kind: 'conflict', theirs: null, mark: null };
    file.seen = null;
    this.announce(record, path);
  }

  async #noticeChange(record: TabRecord, path: string, file: FileRecord): Promise<void> {
    const found = await this.#options.folder.read(record.scratch!, path);
    if (found.kind !== 'text') return;
    this.#goneOnce.delete(file);
    const print = printOf(found.content);
    // What was typed during the look waits; its write finds the change by itself.
    if (file.state.kind === 'waiting') return;
    if (print === printOf(file.content)) {
      file.seen = { mark: found.mark, print };
      file.state = { kind: 'written' };
      return;
    }
    file.state = { kind: 'conflict', theirs: found.content, mark: found.mark };
    this.announce(record, path);
  }

  #tell(change: OutsideChange): void {
    if (this.#life !== 'followed') return;
    this.#queue.push(change);
    this.#wake();
  }
}
