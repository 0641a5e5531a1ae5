/** Stdin of one guest, which asks for it: exactly one frame answers each time that it asks, with all that it can hold. */
import { FRAME_LIMIT_BYTES, ToGuest } from './wire';

/** More than this is taken from a writer only as fast as the guest takes it. */
const WAITING_BYTES = 256 * 1024;

export class StdinFeed {
  readonly #send: (type: number, payload?: Uint8Array) => Promise<void>;
  #pieces: Uint8Array[] = [];
  #waitingBytes = 0;
  #state: 'open' | 'closed' = 'open';
  #asked = false;
  #taken: (() => void)[] = [];

  constructor(send: (type: number, payload?: Uint8Array) => Promise<void>) {
    this.#send = send;
  }

  /** Settles when little of it is left to take, or nothing more is taken. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#state === 'closed' || bytes.length === 0) return;
    for (let start = 0; start < bytes.length; start += FRAME_LIMIT_BYTES) {
      this.#pieces.push(bytes.subarray(start, start + FRAME_LIMIT_BYTES));
    }
    this.#waitingBytes += bytes.length;
    this.#answer();
    if (this.#waitingBytes > WAITING_BYTES) await new Promise<void>((resolve) => this.#taken.push(resolve));
  }

  /** What was written is still given. */
  close(): void {
    this.#state = 'closed';
    this.#answer();
  }

  /** Gives nothing more, not even what was written. */
  cut(): void {
    this.#pieces = [];
    this.#waitingBytes = 0;
    this.close();
    this.#settle();
  }

  /** The guest asks; true where it has to wait and did not already. */
  ask(): boolean {
    const isWaiting = this.#asked;
    this.#asked = true;
    this.#answer();
    return this.#asked && !isWaiting;
  }

  #answer(): void {
    if (!this.#asked) return;
    const bytes = this.#take();
    if (!bytes && this.#state === 'open') return;
    this.#asked = false;
    void this.#send(bytes ? ToGuest.stdin : ToGuest.stdinEnd, bytes);
    this.#waitingBytes -= bytes?.length ?? 0;
    if (this.#waitingBytes <= WAITING_BYTES) this.#settle();
  }

  /** Many small pieces together: each frame costs the guest a question. */
  #take(): Uint8Array | undefined {
    let count = 0;
    let length = 0;
    for (const piece of this.#pieces) {
      if (length + piece.length > FRAME_LIMIT_BYTES) break;
      length += piece.length;
      count += 1;
    }
    const pieces = this.#pieces.splice(0, count);
    return pieces.length > 1 ? Buffer.concat(pieces, length) : pieces[0];
  }

  #settle(): void {
    for (const settle of this.#taken.splice(0)) settle();
  }
}
