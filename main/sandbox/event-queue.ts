/**
 * A queue between one producer and one consumer that holds a bounded weight of items.
 * `push` settles when there is room again, so a producer that awaits it never runs ahead of its consumer by more
 * than the bound and one item. Leaving the consumer's loop ends the queue at once, even while it waits.
 */
export class EventQueue<T> implements AsyncIterable<T> {
  readonly #items: { item: T; weight: number }[] = [];
  readonly #bound: number;
  readonly #onLeave: () => void;
  #weight = 0;
  #state: 'open' | 'ended' | 'left' = 'open';
  #error: unknown;
  #wakeConsumer: (() => void) | null = null;
  #wakeProducers: (() => void)[] = [];

  /**
   * @param bound weight above which `push` waits
   * @param onLeave called once when the consumer leaves before the end
   */
  constructor(bound: number, onLeave: () => void = () => {}) {
    this.#bound = bound;
    this.#onLeave = onLeave;
  }

  /** Adds an item; awaiting the result is what bounds the queue. Dropped once the queue has ended. */
  push(item: T, weight = 0): Promise<void> | undefined {
    if (this.#state !== 'open') return undefined;
    this.#items.push({ item, weight });
    this.#weight += weight;
    this.#wake();
    if (this.#weight <= this.#bound) return undefined;
    return new Promise((resolve) => this.#wakeProducers.push(resolve));
  }

  /** No more items; what is queued is still given. */
  end(): void {
    if (this.#state === 'open') this.#state = 'ended';
    this.#wake();
    this.#release();
  }

  /** Like `end`, and the consumer's loop throws after the last item. */
  fail(error: unknown): void {
    if (this.#state === 'open') this.#error = error;
    this.end();
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return { next: () => this.#next(), return: () => this.#leave() };
  }

  async #next(): Promise<IteratorResult<T, undefined>> {
    for (;;) {
      const head = this.#items.shift();
      if (head) {
        this.#weight -= head.weight;
        if (this.#weight <= this.#bound) this.#release();
        return { done: false, value: head.item };
      }
      if (this.#error !== undefined) {
        const error = this.#error;
        this.#error = undefined;
        throw error;
      }
      if (this.#state !== 'open') return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        this.#wakeConsumer = resolve;
      });
    }
  }

  async #leave(): Promise<IteratorResult<T, undefined>> {
    if (this.#state !== 'left') {
      this.#state = 'left';
      this.#items.length = 0;
      this.#weight = 0;
      this.#error = undefined;
      this.#wake();
      this.#release();
      this.#onLeave();
    }
    return { done: true, value: undefined };
  }

  #wake(): void {
    const wake = this.#wakeConsumer;
    this.#wakeConsumer = null;
    wake?.();
  }

  #release(): void {
    const waiting = this.#wakeProducers;
    this.#wakeProducers = [];
    for (const resolve of waiting) resolve();
  }
}
