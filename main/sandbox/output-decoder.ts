/** A stream's bytes as text, without cutting a character; and the bytes themselves where text would not say them. */
import { isUtf8 } from 'node:buffer';

/** `bytes`: null where the text, as UTF-8, is the same. */
export interface Decoded {
  text: string;
  bytes: Uint8Array | null;
}

export interface OutputDecoder {
  /** What is held back of a character that is not complete comes with the rest of it. */
  decode(bytes: Uint8Array): Decoded;
  /** What was held back is all that comes of it. */
  end(): Decoded;
}

/** What is no UTF-8 becomes U+FFFD. A byte order mark is the program's output too. */
export class TextOutputDecoder implements OutputDecoder {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  decode(bytes: Uint8Array): Decoded {
    return { text: this.#decoder.decode(bytes, { stream: true }), bytes: null };
  }

  end(): Decoded {
    return { text: this.#decoder.decode(), bytes: null };
  }
}

export class ExactOutputDecoder implements OutputDecoder {
  #held: Uint8Array = new Uint8Array(0);

  decode(bytes: Uint8Array): Decoded {
    const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const end = all.length - countUnfinished(all);
    this.#held = all.subarray(end);
    return toDecoded(all.subarray(0, end));
  }

  end(): Decoded {
    const rest = this.#held;
    this.#held = new Uint8Array(0);
    return toDecoded(rest);
  }
}

/** Bytes at the end that begin a character and do not complete it. */
export function countUnfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    // No other byte begins a character of several.
    if (byte >= 0xc2 && byte <= 0xf4) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function toDecoded(bytes: Uint8Array): Decoded {
  return { text: toText(bytes), bytes: isUtf8(bytes) ? null : bytes };
}

export function toText({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString();
}
