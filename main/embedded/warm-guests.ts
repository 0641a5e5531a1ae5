/**
 * Guests that wait, loaded, for the languages in use. A run takes one and never gives it back; the next is started
 * when that run has ended, or soon if it goes on, so that loading does not compete with the program.
 */
import type { GuestProcess } from './guest-process';

/** A run that takes longer than this does not keep the next one from being ready. */
const REFILL_DELAY_MS = 1000;

/** A guest that is loaded, with what it holds while it waits. */
export interface WaitingGuest {
  guest: GuestProcess;
  residentBytes: number;
}

interface Shelf {
  ready: WaitingGuest | null;
  starting: Promise<WaitingGuest> | null;
  usedAt: number;
  refillTimer: NodeJS.Timeout | null;
  start: () => Promise<WaitingGuest>;
}

export interface WarmGuestsOptions {
  /** All that wait hold no more than this together. */
  memoryBytes: number;
  /** A language not used for so long gives its guest back. */
  idleMs: number;
}

export class WarmGuests implements AsyncDisposable {
  readonly #options: WarmGuestsOptions;
  readonly #shelves = new Map<string, Shelf>();
  readonly #pending = new Set<Promise<unknown>>();
  readonly #idleTimer: NodeJS.Timeout;
  #state: 'open' | 'closed' = 'open';

  constructor(options: WarmGuestsOptions) {
    this.#options = options;
    this.#idleTimer = setInterval(() => this.#dropIdle(), Math.max(100, options.idleMs / 4));
    this.#idleTimer.unref();
  }

  /** Wants a guest of this kind ready from now on. */
  keep(key: string, start: () => Promise<WaitingGuest>): void {
    this.#fill(key, this.#use(key, start));
  }

  /** The guest that waits, or the one that is being loaded; null where there is none. */
  take(key: string, start: () => Promise<WaitingGuest>): { guest: Promise<WaitingGuest>; warm: boolean } | null {
    if (this.#options.memoryBytes === 0) return null;
    const shelf = this.#use(key, start);
    shelf.refillTimer ??= setTimeout(() => this.refill(key), REFILL_DELAY_MS);
    shelf.refillTimer.unref();
    if (shelf.ready) {
      const { ready } = shelf;
      shelf.ready = null;
      return { guest: Promise.resolve(ready), warm: true };
    }
    const { starting } = shelf;
    shelf.starting = null;
    return starting && { guest: starting, warm: false };
  }

  /** The run that took the last one is over. */
  refill(key: string): void {
    const shelf = this.#shelves.get(key);
    if (!shelf) return;
    if (shelf.refillTimer) clearTimeout(shelf.refillTimer);
    shelf.refillTimer = null;
    this.#fill(key, shelf);
  }

  /** Kinds of those that wait now. */
  get waiting(): string[] {
    return [...this.#shelves].filter(([, { ready }]) => ready !== null).map(([key]) => key);
  }

  /** What those that wait hold now. */
  get residentBytes(): number {
    return [...this.#shelves.values()].reduce((sum, { ready }) => sum + (ready?.residentBytes ?? 0), 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#state = 'closed';
    clearInterval(this.#idleTimer);
    for (const key of [...this.#shelves.keys()]) this.#drop(key);
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }

  #use(key: string, start: Shelf['start']): Shelf {
    const shelf = this.#shelves.get(key) ?? { ready: null, starting: null, usedAt: 0, refillTimer: null, start };
    shelf.usedAt = Date.now();
    shelf.start = start;
    this.#shelves.set(key, shelf);
    return shelf;
  }

  #fill(key: string, shelf: Shelf): void {
    if (this.#state === 'closed' || shelf.ready || shelf.starting || this.#options.memoryBytes === 0) return;
    const starting = shelf.start();
    shelf.starting = starting;
    void this.#track(this.#shelve(key, shelf, starting));
  }

  async #shelve(key: string, shelf: Shelf, starting: Promise<WaitingGuest>): Promise<void> {
    try {
      const waiting = await starting;
      // Taken while it was being loaded: it is its run's.
      if (shelf.starting !== starting) return;
      shelf.starting = null;
      if (this.#shelves.get(key) !== shelf) return await waiting.guest[Symbol.asyncDispose]();
      shelf.ready = waiting;
      void waiting.guest.ended.then(() => {
        if (shelf.ready === waiting) shelf.ready = null;
      });
      this.#dropBeyond(key);
    } catch {
      // The run that next wants one starts it itself, and is told what is wrong.
      if (shelf.starting === starting) shelf.starting = null;
    }
  }

  /** Gives up what was used longest ago until the rest is within the bound; the newest goes where it alone is too large. */
  #dropBeyond(newest: string): void {
    const byAge = [...this.#shelves].sort(([, a], [, b]) => a.usedAt - b.usedAt).map(([key]) => key);
    const order = [...byAge.filter((key) => key !== newest), newest];
    while (this.residentBytes > this.#options.memoryBytes) {
      const key = order.shift();
      if (key === undefined) return;
      if (this.#shelves.get(key)?.ready) this.#drop(key);
    }
  }

  #dropIdle(): void {
    const since = Date.now() - this.#options.idleMs;
    for (const [key, { usedAt }] of this.#shelves) if (usedAt < since) this.#drop(key);
  }

  #drop(key: string): void {
    const shelf = this.#shelves.get(key);
    if (!shelf) return;
    this.#shelves.delete(key);
    if (shelf.refillTimer) clearTimeout(shelf.refillTimer);
    const { ready } = shelf;
    shelf.ready = null;
    if (ready) void this.#track(ready.guest[Symbol.asyncDispose]());
  }

  #track<T>(promise: Promise<T>): Promise<T> {
    this.#pending.add(promise);
    void promise.finally(() => this.#pending.delete(promise)).catch(() => {});
    return promise;
  }
}
