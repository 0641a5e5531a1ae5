/**
 * Who runs now and who waits. At most `concurrency` runs at once; a run that a person waits for goes before every
 * batch, and one place is kept free of batches so that it need not wait for one to end. Among equals the client goes
 * first that has the fewest runs, and then the one that was let in longest ago: nobody waits behind another's crowd.
 */
import type { RunRequest } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import { ClientTurns } from './client-turns';

type Priority = RunRequest['priority'];

interface Waiter {
  priority: Priority;
  client: string;
  enter: (place: Disposable) => void;
  onPosition: (position: number) => void;
}

export class RunQueue {
  readonly #concurrency: number;
  readonly #length: number;
  #running = 0;
  #runningBatches = 0;
  /** In the order of their coming. */
  #waiting: Waiter[] = [];
  readonly #turns = new ClientTurns();

  /**
   * @param concurrency places, at least 2
   * @param length runs that may wait
   */
  constructor(concurrency: number, length: number) {
    this.#concurrency = concurrency;
    this.#length = length;
  }

  /**
   * Waits for a place; the result gives it back.
   * @param client whose run it is
   * @param onPosition told each new place in the queue, 1 is next; not called when there is a place at once
   * @throws RunyardError `QUEUE_FULL`; the signal's reason when it aborts
   */
  async enter(
    priority: Priority,
    client: string,
    signal: AbortSignal,
    onPosition: (position: number) => void,
  ): Promise<Disposable> {
    signal.throwIfAborted();
    if (this.#hasPlace(priority) && !this.#waiting.some((waiter) => waiter.priority === priority)) {
      return this.#occupy(priority, client);
    }
    if (this.#waiting.length >= this.#length) {
      throw new RunyardError('QUEUE_FULL', {
        message: `${this.#waiting.length} runs are waiting already.`,
        remedy: 'Wait for some of them to end, or stop them.',
      });
    }
    return this.#wait(priority, client, signal, onPosition);
  }

  #wait(
    priority: Priority,
    client: string,
    signal: AbortSignal,
    onPosition: (position: number) => void,
  ): Promise<Disposable> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter);
        this.#tellPositions();
        reject(signal.reason);
      };
      const waiter: Waiter = {
        priority,
        client,
        onPosition,
        enter: (place) => {
          signal.removeEventListener('abort', onAbort);
          resolve(place);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(waiter);
      this.#tellPositions();
    });
  }

  #hasPlace(priority: Priority): boolean {
    if (this.#running >= this.#concurrency) return false;
    return priority === 'interactive' || this.#runningBatches < this.#concurrency - 1;
  }

  #occupy(priority: Priority, client: string): Disposable {
    this.#running += 1;
    if (priority === 'batch') this.#runningBatches += 1;
    this.#turns.begin(client);
    let held = true;
    return {
      [Symbol.dispose]: () => {
        if (!held) return;
        held = false;
        this.#running -= 1;
        if (priority === 'batch') this.#runningBatches -= 1;
        this.#turns.end(client);
        this.#admit();
      },
    };
  }

  #admit(): void {
    this.#turns.forgetOthers(this.#waiting);
    const next = this.#turns.order(this.#waiting).find((waiter) => this.#hasPlace(waiter.priority));
    if (!next) return;
    this.#waiting = this.#waiting.filter((waiter) => waiter !== next);
    next.enter(this.#occupy(next.priority, next.client));
    this.#tellPositions();
  }

  #tellPositions(): void {
    for (const [index, waiter] of this.#turns.order(this.#waiting).entries()) waiter.onPosition(index + 1);
  }
}
