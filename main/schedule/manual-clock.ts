/** Test double of the clock: time passes when the test says so. */
import type { Clock } from './clock';

export class ManualClock implements Clock {
  #passedMs = 0;
  #setAt: number;
  readonly #waits = new Set<{ endMs: number; end: () => void }>();

  constructor(now: number) {
    this.#setAt = now;
  }

  now(): number {
    return this.#setAt + this.#passedMs;
  }

  /** How many wait now. */
  get waiting(): number {
    return this.#waits.size;
  }

  wait(timeMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wait = {
        endMs: this.#passedMs + Math.max(0, timeMs),
        end: () => {
          this.#waits.delete(wait);
          signal.removeEventListener('abort', wait.end);
          resolve();
        },
      };
      this.#waits.add(wait);
      signal.addEventListener('abort', wait.end);
      if (signal.aborted) wait.end();
    });
  }

  /** Time passes, and whoever waits for a part of it does what it does then. */
  async pass(timeMs: number): Promise<void> {
    const end = this.#passedMs + timeMs;
    for (;;) {
      await settle();
      const next = [...this.#waits].sort((a, b) => a.endMs - b.endMs)[0];
      if (!next || next.endMs > end) break;
      this.#passedMs = next.endMs;
      next.end();
    }
    this.#passedMs = end;
    await settle();
  }

  /** The clock is set; no time passes. A machine that wakes from sleep does this too. */
  set(now: number): void {
    this.#setAt = now - this.#passedMs;
  }
}

/** All that can go on without a wait has gone on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
