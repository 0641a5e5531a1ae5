/** How far a producer may run ahead of a consumer that acknowledges what it has used. */
export class FlowControl {
  readonly #limit: number;
  #unacknowledged = 0;
  readonly #waiting = new Set<() => void>();

  /** @param limit characters that may be unacknowledged while the gate is open */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Characters sent and not yet acknowledged. */
  get unacknowledged(): number {
    return this.#unacknowledged;
  }

  countSent(characters: number): void {
    this.#unacknowledged += characters;
  }

  /** An acknowledgement of more than was sent counts as all of it, so that nobody can buy an open gate ahead. */
  acknowledge(characters: number): void {
    this.#unacknowledged = Math.max(0, this.#unacknowledged - characters);
    if (this.#isOpen()) for (const wake of [...this.#waiting]) wake();
  }

  /** Settles once no more than the limit is unacknowledged, or when the signal aborts. Never throws. */
  async untilOpen(signal: AbortSignal): Promise<void> {
    if (this.#isOpen() || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  #isOpen(): boolean {
    return this.#unacknowledged <= this.#limit;
  }
}
