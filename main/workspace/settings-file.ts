/** `settings.json` in the data folder: plain JSON that a person may edit with anything, at any time. */
import { readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  changeText,
  diffSettings,
  findJsonFault,
  type JsonFault,
  type LoadedSettings,
  RunyardError,
  readSettings,
  type SettingsSave,
} from '../../contract';
import { describeSettingsSchema } from '../../contract/settings-schema';
import { markOf, writeAtomic } from './atomic-file';
import { isAbsent, readCode } from './workspace-error';

const FILE_NAME = 'settings.json';
const SCHEMA_NAME = 'settings.schema.json';
const DEFAULT_POLL_MS = 400;

export interface SettingsFileOptions {
  dataDir: string;
  /** How often the file is looked at while somebody watches. */
  pollMs?: number;
  now?: () => Date;
}

export class SettingsFile implements AsyncDisposable {
  readonly file: string;
  readonly #dataDir: string;
  readonly #pollMs: number;
  readonly #now: () => Date;
  /** One write at a time, each over what the one before has left. */
  #writing: Promise<unknown> = Promise.resolve();
  readonly #wakes = new Set<() => void>();
  #life: 'open' | 'closed' = 'open';

  constructor({ dataDir, pollMs = DEFAULT_POLL_MS, now = () => new Date() }: SettingsFileOptions) {
    this.#dataDir = dataDir;
    this.#pollMs = pollMs;
    this.#now = now;
    this.file = join(dataDir, FILE_NAME);
  }

  /** @throws RunyardError `SETTINGS_FAILED` when the file is there and cannot be read */
  async load(): Promise<LoadedSettings> {
    const text = await this.#read();
    return { ...readSettings(text), file: this.file, text };
  }

  /** @throws RunyardError `SETTINGS_BROKEN` rather than overwrite a file that is no JSON, `SETTINGS_FAILED` */
  save({ from, to, broken }: SettingsSave): Promise<LoadedSettings> {
    return this.#write(async (found) => {
      const changes = diffSettings(from, to);
      const fault = found.trim() === '' ? null : findJsonFault(found);
      if (fault && broken === 'refuse') throw brokenError(`The file ${this.file}`, fault);
      if (changes.length === 0 && !fault) return null;
      if (fault) await this.#setAside();
      return changeText(fault ? '' : found, changes, `./${SCHEMA_NAME}`);
    });
  }

  /** @throws RunyardError `SETTINGS_BROKEN` for a text that is no JSON, `SETTINGS_FAILED` */
  saveText(text: string): Promise<LoadedSettings> {
    return this.#write(async () => {
      const fault = text.trim() === '' ? null : findJsonFault(text);
      if (fault) throw brokenError('The text of the settings', fault);
      return text;
    });
  }

  async *watch(signal: AbortSignal): AsyncGenerator<LoadedSettings, void, undefined> {
    let told: string | null = null;
    while (!signal.aborted && this.#life === 'open') {
      const mark = await this.#mark();
      if (mark !== told) {
        told = mark;
        yield await this.load();
      } else {
        await this.#waitForLook(signal);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#life = 'closed';
    for (const wake of this.#wakes) wake();
    await this.#writing.catch(() => {});
  }

  /** @param change gives the text to write, or null for nothing to write */
  #write(change: (found: string) => Promise<string | null>): Promise<LoadedSettings> {
    const done = this.#writing.then(async () => {
      const text = await change(await this.#read());
      if (text !== null) {
        await this.#attempt('write', async () => {
          await writeAtomic(join(this.#dataDir, SCHEMA_NAME), describeSettingsSchema());
          await writeAtomic(this.file, text);
        });
        for (const wake of this.#wakes) wake();
      }
      return this.load();
    });
    this.#writing = done.catch(() => {});
    return done;
  }

  /** Some editors on Windows put a byte order mark in front. */
  async #read(): Promise<string> {
    const text = await this.#attempt('read', () =>
      readFile(this.file, 'utf8').catch((error: unknown) => {
        if (isAbsent(error)) return '';
        throw error;
      }),
    );
    return text.replace(/^\uFEFF/, '');
  }

  async #setAside(): Promise<void> {
    const name = `settings.broken-${this.#now().toISOString().replaceAll(':', '-')}.json`;
    await this.#attempt('set aside', () => rename(this.file, join(this.#dataDir, name)));
  }

  async #mark(): Promise<string> {
    const found = await stat(this.file).catch(() => null);
    return found ? markOf(found) : 'none';
  }

  /** Settles when the file is to be looked at again. */
  #waitForLook(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wakes.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, this.#pollMs);
      this.#wakes.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  async #attempt<T>(action: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw new RunyardError('SETTINGS_FAILED', {
        message: `Could not ${action} the settings in ${this.file}: ${cause instanceof Error ? cause.message : cause}.`,
        remedy: `Make ${this.#dataDir} a folder that you may read and write, with space left on its disk.`,
        details: { file: this.file, code: readCode(cause) },
        cause,
      });
    }
  }
}

function brokenError(what: string, { line, column, expected }: JsonFault): RunyardError {
  return new RunyardError('SETTINGS_BROKEN', {
    message: `${what} is no JSON from line ${line}, column ${column} on.`,
    remedy: 'Correct it there, or have it set aside.',
    details: { line, column, expected },
  });
}
