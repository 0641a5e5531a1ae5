/** When each language was run last and by which engine: one small file in the data folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LastRun } from '../../contract';
import { writeAtomic } from './atomic-file';

const FILE_NAME = 'last-runs.json';
/** A crash may forget the runs of this time. */
const SAVE_DELAY_MS = 1000;

export interface LastRunsOptions {
  dataDir: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Nothing depends on it: a file that cannot be read begins anew, one that cannot be written is let be. */
export class LastRuns implements AsyncDisposable {
  readonly #file: string;
  readonly #now: () => number;
  readonly #runs = new Map<string, LastRun>();
  #loaded: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #saving: Promise<void> = Promise.resolve();

  constructor({ dataDir, now }: LastRunsOptions) {
    this.#file = join(dataDir, FILE_NAME);
    this.#now = now;
  }

  note(specId: string, provider: string): void {
    this.#runs.set(keyOf({ specId, provider }), { specId, provider, at: this.#now() });
    this.#timer ??= setTimeout(() => this.#save(), SAVE_DELAY_MS);
  }

  async list(): Promise<LastRun[]> {
    await this.#load();
    return [...this.#runs.values()];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#save();
    }
    await this.#saving;
  }

  #save(): void {
    this.#timer = null;
    this.#saving = this.#saving
      .then(async () =>
        writeAtomic(this.#file, `${JSON.stringify(await this.list(), null, 1)}\n`, { access: 'private' }),
      )
      .then(
        () => {},
        () => {},
      );
  }

  /** What was noted before the file was read is newer. */
  #load(): Promise<void> {
    this.#loaded ??= readRuns(this.#file).then((runs) => {
      for (const run of runs) if (!this.#runs.has(keyOf(run))) this.#runs.set(keyOf(run), run);
    });
    return this.#loaded;
  }
}

const keyOf = ({ specId, provider }: Pick<LastRun, 'specId' | 'provider'>): string => `${provider} ${specId}`;

async function readRuns(file: string): Promise<LastRun[]> {
  try {
    return z.array(LastRun).parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return [];
  }
}
