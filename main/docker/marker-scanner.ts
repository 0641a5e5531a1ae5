/**
 * Finds the engine's own words in one of a program's streams: `RS nonce ":" words RS`, where RS is the control
 * character 0x1E. Everything else passes unchanged and unbuffered, but for bytes that may be the beginning of a marker.
 */
const RS = 0x1e;
/** Longer words than these cannot be ours. */
const WORDS_LIMIT_BYTES = 256;

export type Scanned = { type: 'output'; bytes: Buffer } | { type: 'marker'; words: string };

export class MarkerScanner {
  readonly #prefix: Buffer;
  #held: Buffer = Buffer.alloc(0);

  constructor(nonce: string) {
    this.#prefix = Buffer.from(`\x1e${nonce}:`);
  }

  /** @param give called with what the chunk, and what was held back before it, is made of */
  write(chunk: Buffer, give: (scanned: Scanned) => void): void {
    let rest = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    this.#held = Buffer.alloc(0);
    const pass = (bytes: Buffer) => {
      if (bytes.length > 0) give({ type: 'output', bytes });
    };
    while (rest.length > 0) {
      const start = this.#findStart(rest);
      pass(rest.subarray(0, start));
      rest = rest.subarray(start);
      if (rest.length === 0) return;
      const end = rest.length > this.#prefix.length ? rest.indexOf(RS, this.#prefix.length) : -1;
      if (end !== -1) {
        give({ type: 'marker', words: rest.toString('latin1', this.#prefix.length, end) });
        rest = rest.subarray(end + 1);
      } else if (rest.length > this.#prefix.length + WORDS_LIMIT_BYTES) {
        pass(rest.subarray(0, 1));
        rest = rest.subarray(1);
      } else {
        this.#held = Buffer.from(rest);
        return;
      }
    }
  }

  /** What was held back when the stream ended: it was no marker. */
  end(give: (scanned: Scanned) => void): void {
    if (this.#held.length > 0) give({ type: 'output', bytes: this.#held });
    this.#held = Buffer.alloc(0);
  }

  /** Where the prefix, or as much of it as the bytes end with, begins; the length where it does not. */
  #findStart(bytes: Buffer): number {
    for (let at = bytes.indexOf(RS); at !== -1; at = bytes.indexOf(RS, at + 1)) {
      const compared = Math.min(this.#prefix.length, bytes.length - at);
      if (bytes.compare(this.#prefix, 0, compared, at, at + compared) === 0) return at;
    }
    return bytes.length;
  }
}
