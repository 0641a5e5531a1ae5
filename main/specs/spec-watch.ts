/**
 * Notices that spec files changed, came or went. It looks at them again and again rather than wait to be told: a system
 * tells nothing of a folder that is not there yet, and not reliably of network folders and mounted volumes.
 */
import type { SpecSource } from './loaded-spec';

/** What never rests is read all the same after so many looks. */
const RESTLESS_LOOKS = 10;

export interface SpecWatchOptions {
  sources: readonly SpecSource[];
  /** From one look to the next. What is noticed is read when the next look finds it as it was: it may be half written. */
  pollMs: number;
  /** Reads everything, in `during`. */
  onChange(): Promise<void>;
}

export class SpecWatch implements AsyncDisposable {
  readonly #options: SpecWatchOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking: Promise<void> = Promise.resolve();
  /** As it was read last; null where it is not known what was read. */
  #read: string | null = null;
  #seen = '';
  #restless = 0;
  #life: 'idle' | 'watching' | 'closed' = 'idle';

  constructor(options: SpecWatchOptions) {
    this.#options = options;
  }

  begin(): void {
    if (this.#life !== 'idle') return;
    this.#life = 'watching';
    this.#lookLater();
  }

  /** All that reads goes through here, so that what changes from then on is told, and what changes meanwhile too. */
  async during<T>(read: () => Promise<T>): Promise<T> {
    const before = await this.#mark();
    const result = await read();
    this.#read = (await this.#mark()) === before ? before : null;
    return result;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#life = 'closed';
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #lookLater(): void {
    if (this.#life !== 'watching') return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().then(() => this.#lookLater());
    }, this.#options.pollMs);
  }

  async #look(): Promise<void> {
    const mark = await this.#mark();
    const rests = mark === this.#seen;
    this.#seen = mark;
    if (mark === this.#read) {
      this.#restless = 0;
      return;
    }
    this.#restless += 1;
    if (!rests && this.#restless < RESTLESS_LOOKS) return;
    this.#restless = 0;
    if (this.#life === 'watching') await this.#options.onChange();
  }

  async #mark(): Promise<string> {
    const marks = await Promise.all(this.#options.sources.map((source) => source.mark()));
    return JSON.stringify(marks);
  }
}
