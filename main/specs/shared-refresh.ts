/** Work that several may wait for at once: it is done once, and given up when nobody waits any more. */
export class SharedRefresh {
  readonly #work: (signal: AbortSignal) => Promise<void>;
  #current: { waiting: number; abort: AbortController; done: Promise<void> } | null = null;
  #last: Promise<void> = Promise.resolve();

  /** `work` settles soon after its signal aborts. */
  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.#work = work;
  }

  /** Settles when the work is done, or was given up because nobody else waits and the signal aborted. */
  async join(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#current ??= this.#begin();
    const joined = this.#current;
    joined.waiting += 1;
    const leave = () => {
      joined.waiting -= 1;
      if (joined.waiting > 0) return;
      joined.abort.abort();
      if (this.#current === joined) this.#current = null;
    };
    signal.addEventListener('abort', leave, { once: true });
    await joined.done.finally(() => signal.removeEventListener('abort', leave));
  }

  /** Settles when nothing is under way. */
  get settled(): Promise<void> {
    return this.#last;
  }

  #begin() {
    const abort = new AbortController();
    const done = this.#last.then(() => this.#work(abort.signal));
    const begun = { waiting: 0, abort, done };
    this.#last = done
      .catch(() => {})
      .then(() => {
        if (this.#current === begun) this.#current = null;
      });
    return begun;
  }
}
