/**
 * Turns a program's bytes into few, bounded pieces of text: decodes each stream by its own decoder, gives the first
 * piece at once and later ones at most every `FLUSH_INTERVAL_MS`, at most `PIECE_CHARACTERS` long.
 */
import type { StreamName } from '../../contract';

/** 8 ms is half a frame of a 60 Hz screen: no eye sees it, and a flood becomes at most 125 pieces a second. */
const FLUSH_INTERVAL_MS = 8;
/** Pieces are at most 64 Ki UTF-16 units. */
const PIECE_CHARACTERS = 64 * 1024;
/** Above this many changes between the streams in one interval, their order is given up for fewer pieces. */
const SEGMENTS_PER_FLUSH = 32;

export interface OutputPiece {
  stream: StreamName;
  text: string;
}

export class OutputCoalescer implements Disposable {
  readonly #decoders = { stdout: createDecoder(), stderr: createDecoder() };
  readonly #emit: (piece: OutputPiece) => void;
  #segments: OutputPiece[] = [];
  #characters = 0;
  #lastFlush = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  constructor(emit: (piece: OutputPiece) => void) {
    this.#emit = emit;
  }

  write(stream: StreamName, bytes: Uint8Array): void {
    this.#append(stream, this.#decoders[stream].decode(bytes, { stream: true }));
    if (this.#characters === 0) return;
    const sinceFlushMs = performance.now() - this.#lastFlush;
    if (this.#characters >= PIECE_CHARACTERS || sinceFlushMs >= FLUSH_INTERVAL_MS) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), FLUSH_INTERVAL_MS - sinceFlushMs);
  }

  /** Gives what is held back, except the bytes of a character that is not complete yet. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#characters === 0) return;
    const segments = this.#segments.length > SEGMENTS_PER_FLUSH ? mergeByStream(this.#segments) : this.#segments;
    this.#segments = [];
    this.#characters = 0;
    this.#lastFlush = performance.now();
    for (const segment of segments) {
      for (const text of splitText(segment.text)) this.#emit({ stream: segment.stream, text });
    }
  }

  /** Both streams are at their end: what is left of a cut character becomes U+FFFD. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) this.#append(stream, this.#decoders[stream].decode());
    this.flush();
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #append(stream: StreamName, text: string): void {
    if (text === '') return;
    const last = this.#segments.at(-1);
    if (last?.stream === stream) last.text += text;
    else this.#segments.push({ stream, text });
    this.#characters += text.length;
  }
}

/** A byte order mark is the program's output too. */
function createDecoder(): TextDecoder {
  return new TextDecoder('utf-8', { ignoreBOM: true });
}

function mergeByStream(segments: OutputPiece[]): OutputPiece[] {
  const merged = { stdout: '', stderr: '' };
  for (const { stream, text } of segments) merged[stream] += text;
  return (['stdout', 'stderr'] as const).map((stream) => ({ stream, text: merged[stream] }));
}

function* splitText(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + PIECE_CHARACTERS, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end -= 1;
    yield text.slice(start, end);
    start = end;
  }
}
