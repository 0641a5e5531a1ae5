/** The session on disk: one small file that is whole at every moment, whatever kills the process. */
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { RunyardError, SessionState } from '../../contract';

const FILE_NAME = 'session.json';

/** What an atomic write writes to before it renames. */
const UNFINISHED_NAME = /^session\.json\.\d+$/;
/** A younger one may be another process's, still at work. */
const UNFINISHED_AGE_MS = 60_000;

export class SessionStore {
  readonly #folder: string;
  readonly #file: string;
  readonly #now: () => Date;
  /** The write under way; the next waits for it, so that the last save given is the one that stays. */
  #writing: Promise<void> = Promise.resolve();
  /** The newest state that no write has begun with. */
  #waiting: { state: SessionState; written: Promise<void> } | null = null;

  constructor(dataDir: string, now: () => Date = () => new Date()) {
    this.#folder = dataDir;
    this.#file = join(dataDir, FILE_NAME);
    this.#now = now;
  }

  /**
   * The session as it was saved last; null when there is none. A file that cannot be understood is moved aside to
   * `session.broken-<time>.json`, so that a save does not overwrite what a person may want back, and counts as none.
   * @throws RunyardError `INTERNAL` when the file is there and cannot be read or moved
   */
  async load(): Promise<SessionState | null> {
    await this.#writing;
    await this.#removeUnfinished();
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if (isAbsent(error)) return null;
      throw this.#fail('read', error);
    }
    const session = parseSession(text);
    if (session === null) await this.#moveAside();
    return session;
  }

  /**
   * Settles when this state, or one saved after it, is on disk. States that come while one is written are not all
   * written: only the newest is.
   * @throws RunyardError `INTERNAL` when the folder cannot be written
   */
  async save(state: SessionState): Promise<void> {
    if (this.#waiting) {
      this.#waiting.state = state;
      return this.#waiting.written;
    }
    const written = this.#writing.then(() => this.#writeWaiting());
    this.#waiting = { state, written };
    // A failed write is its own saver's to know; the next one tries anew.
    this.#writing = written.catch(() => {});
    return written;
  }

  async #writeWaiting(): Promise<void> {
    const state = this.#waiting?.state;
    this.#waiting = null;
    if (!state) return;
    try {
      await mkdir(this.#folder, { recursive: true });
      // Readable to its owner alone: it holds all that was typed.
      await writeFileAtomic(this.#file, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    } catch (error) {
      throw this.#fail('write', error);
    }
  }

  async #moveAside(): Promise<void> {
    const time = this.#now().toISOString().replaceAll(':', '-');
    try {
      await rename(this.#file, join(this.#folder, `session.broken-${time}.json`));
    } catch (error) {
      if (!isAbsent(error)) throw this.#fail('move aside', error);
    }
  }

  /** Removes what a killed process had begun to write. */
  async #removeUnfinished(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names.filter((name) => UNFINISHED_NAME.test(name))) {
      const file = join(this.#folder, name);
      const age =
        this.#now().getTime() -
        (await stat(file).then(
          (found) => found.mtimeMs,
          () => Number.NaN,
        ));
      if (age > UNFINISHED_AGE_MS) await rm(file, { force: true }).catch(() => {});
    }
  }

  #fail(action: string, cause: unknown): RunyardError {
    return new RunyardError('INTERNAL', {
      message: `Could not ${action} the session file ${this.#file}: ${cause instanceof Error ? cause.message : cause}`,
      remedy: `Make ${this.#folder} a folder that you may read and write, with space left on its disk.`,
      details: { file: this.#file },
      cause,
    });
  }
}

function parseSession(text: string): SessionState | null {
  try {
    return SessionState.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
