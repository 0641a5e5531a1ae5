/**
 * Who runs now and who waits. At most `concurrency` runs at once; a run that a person waits for goes before every
 * batch, and one place is kept free of batches so that it need not wait for one to end.
 */
import { type RunRequest, RunyardError } from '../../contract';

type Priority = RunRequest['priority'];

interface Waiter {
  priority: Priority;
  enter: (place: Disposable) => void;
  onPosition: (position: number) => void;
}

export class RunQueue {
  readonly #concurrency: number;
  readonly #length: number;
  #running = 0;
  #runningBatches = 0;
  #waiting: Waiter[] = [];

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
   * @param onPosition told each new place in the queue, 1 is next; not called when there is a place at once
   * @throws RunyardError `QUEUE_FULL`; the signal's reason when it aborts
   */
  async enter(priority: Priority, signal: AbortSignal, onPosition: (position: number) => void): Promise<Disposable> {
    signal.throwIfAborted();
    if (this.#hasPlace(priority) && !this.#waiting.some((waiter) => waiter.priority === priority)) {
      return this.#occupy(priority);
    }
    if (this.#waiting.length >= this.#length) {
      throw new RunyardError('QUEUE_FULL', {
        message: `${this.#waiting.length} runs are waiting already.`,
        remedy: 'Wait for some of them to end, or stop them.',
      });
    }
    return this.#wait(priority, signal, onPosition);
  }

  #wait(priority: Priority, signal: AbortSignal, onPosition: (position: number) => void): Promise<Disposable> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter);
        this.#tellPositions();
        reject(signal.reason);
      };
      const waiter: Waiter = {
        priority,
        onPosition,
        enter: (place) => {
          signal.removeEventListener('abort', onAbort);
          resolve(place);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const firstBatch = this.#waiting.findIndex((other) => other.priority === 'batch');
      if (priority === 'interactive' && firstBatch !== -1) this.#waiting.splice(firstBatch, 0, waiter);
      else this.#waiting.push(waiter);
      this.#tellPositions();
    });
  }

  #hasPlace(priority: Priority): boolean {
    if (this.#running >= this.#concurrency) return false;
    return priority === 'interactive' || this.#runningBatches < this.#concurrency - 1;
  }

  #occupy(priority: Priority): Disposable {
    this.#running += 1;
    if (priority === 'batch') this.#runningBatches += 1;
    let held = true;
    return {
      [Symbol.dispose]: () => {
        if (!held) return;
        held = false;
        this.#running -= 1;
        if (priority === 'batch') this.#runningBatches -= 1;
        this.#admit();
      },
    };
  }

  #admit(): void {
    const next = this.#waiting.findIndex((waiter) => this.#hasPlace(waiter.priority));
    if (next === -1) return;
    const [waiter] = this.#waiting.splice(next, 1);
    if (waiter) waiter.enter(this.#occupy(waiter.priority));
    this.#tellPositions();
  }

  #tellPositions(): void {
    for (const [index, waiter] of this.#waiting.entries()) waiter.onPosition(index + 1);
  }
}
