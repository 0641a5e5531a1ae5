/**
 * Containers that wait, started, for the languages in use. A run takes one and never gives it back; another is started
 * in its place a little later, so that its start does not compete with the program that has just begun.
 */
import type { ContainerPlan } from './container-options';
import { disposeWaiting, type WaitingContainer } from './waiting-container';

/** A start takes about 0.1 s of a processor; two at once keep up with a person and leave room. DESIGN section 5. */
const STARTS_AT_ONCE = 2;
/** Long enough for a small program to have begun. */
const REFILL_DELAY_MS = 60;

interface Shelf {
  plan: ContainerPlan;
  ready: WaitingContainer[];
  starting: number;
  idleTimer: NodeJS.Timeout;
  /** A start failed; nothing more is started until the language is asked for again. */
  failed: boolean;
}

export interface WarmPoolOptions {
  start: (plan: ContainerPlan) => Promise<WaitingContainer>;
  /** Containers kept ready for each language in use. */
  size: number;
  /** A language not asked for so long gives its containers back. */
  idleMs: number;
}

export class WarmPool implements AsyncDisposable {
  readonly #options: WarmPoolOptions;
  readonly #shelves = new Map<string, Shelf>();
  readonly #pending = new Set<Promise<unknown>>();
  #starting = 0;
  #state: 'open' | 'closed' = 'open';

  constructor(options: WarmPoolOptions) {
    this.#options = options;
  }

  /** Wants containers for this plan ready from now on. */
  keep(plan: ContainerPlan): void {
    this.#fill(this.#use(plan));
  }

  /**
   * A waiting container made for the same image, network and terminal, if there is one; its limits may differ from the plan's.
   * A batch is not given the last one: a person may press Run meanwhile.
   */
  take(plan: ContainerPlan, priority: 'interactive' | 'batch'): WaitingContainer | null {
    if (this.#options.size === 0) return null;
    const shelf = this.#use(plan);
    const timer = setTimeout(() => this.#fill(shelf), REFILL_DELAY_MS);
    timer.unref();
    return priority === 'batch' && shelf.ready.length < 2 ? null : (shelf.ready.shift() ?? null);
  }

  /** Gives back all that wait, or those of one image. */
  async clear(image?: string): Promise<void> {
    const cleared = [...this.#shelves].filter(([, { plan }]) => image === undefined || plan.image === image);
    for (const [key] of cleared) this.#shelves.delete(key);
    await Promise.all(cleared.map(([, shelf]) => this.#empty(shelf)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#state = 'closed';
    await this.clear();
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }

  #use(plan: ContainerPlan): Shelf {
    const key = `${plan.network ? 'network' : 'none'} ${plan.terminal} ${plan.image}`;
    const shelf = this.#shelves.get(key) ?? this.#addShelf(key, plan);
    shelf.failed = false;
    shelf.idleTimer.refresh();
    return shelf;
  }

  #addShelf(key: string, plan: ContainerPlan): Shelf {
    const idleTimer = setTimeout(() => {
      this.#shelves.delete(key);
      void this.#empty(shelf);
    }, this.#options.idleMs);
    idleTimer.unref();
    const shelf: Shelf = { plan, ready: [], starting: 0, idleTimer, failed: false };
    this.#shelves.set(key, shelf);
    return shelf;
  }

  #holds(shelf: Shelf): boolean {
    return this.#state === 'open' && [...this.#shelves.values()].includes(shelf);
  }

  #fill(shelf: Shelf): void {
    while (
      this.#holds(shelf) &&
      !shelf.failed &&
      this.#starting < STARTS_AT_ONCE &&
      shelf.ready.length + shelf.starting < this.#options.size
    ) {
      this.#track(this.#startOne(shelf));
    }
  }

  async #startOne(shelf: Shelf): Promise<void> {
    this.#starting += 1;
    shelf.starting += 1;
    try {
      const waiting = await this.#options.start(shelf.plan);
      if (this.#holds(shelf)) this.#shelve(shelf, waiting);
      else await disposeWaiting(waiting);
    } catch {
      // Whoever next runs this language starts a container itself, and is told what is wrong.
      shelf.failed = true;
    } finally {
      this.#starting -= 1;
      shelf.starting -= 1;
    }
    for (const other of this.#shelves.values()) this.#fill(other);
  }

  #shelve(shelf: Shelf, waiting: WaitingContainer): void {
    shelf.ready.push(waiting);
    void waiting.link.events.died(waiting.container.id).then(() => {
      const index = shelf.ready.indexOf(waiting);
      if (index === -1) return;
      shelf.ready.splice(index, 1);
      this.#track(disposeWaiting(waiting));
    });
  }

  async #empty(shelf: Shelf): Promise<void> {
    clearTimeout(shelf.idleTimer);
    const disposals = shelf.ready.splice(0).map((waiting) => disposeWaiting(waiting));
    await this.#track(Promise.all(disposals));
  }

  #track<T>(promise: Promise<T>): Promise<T> {
    this.#pending.add(promise);
    void promise.finally(() => this.#pending.delete(promise)).catch(() => {});
    return promise;
  }
}
