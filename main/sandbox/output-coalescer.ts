/**
 * Turns a program's bytes into few, bounded pieces of text: decodes each stream by its own decoder, gives the first
 * piece at once and later ones at most every `FLUSH_INTERVAL_MS`, at most `PIECE_LENGTH` long.
 */
import type { StreamName } from '../../contract';
import { countUnfinished, type Decoded, ExactOutputDecoder, TextOutputDecoder, toText } from './output-decoder';

/** 8 ms is half a frame of a 60 Hz screen: no eye sees it, and a flood becomes at most 125 pieces a second. */
const FLUSH_INTERVAL_MS = 8;
/** Pieces are at most 64 Ki UTF-16 units, or bytes. */
const PIECE_LENGTH = 64 * 1024;
/** Above this many changes between the streams in one interval, their order is given up for fewer pieces. */
const SEGMENTS_PER_FLUSH = 32;

export interface OutputPiece {
  stream: StreamName;
  text: string;
  /** The same as bytes, of what is no UTF-8. */
  base64?: string;
}

/** Text, or bytes that are none: what follows on another of its kind and stream. */
interface Segment {
  stream: StreamName;
  text: string;
  bytes: Uint8Array[] | null;
}

export class OutputCoalescer implements Disposable {
  readonly #decoders;
  readonly #emit: (piece: OutputPiece) => void;
  #segments: Segment[] = [];
  #characters = 0;
  #lastFlush = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  /** @param form `exact`: what is no UTF-8 comes as bytes too */
  constructor(emit: (piece: OutputPiece) => void, form: 'text' | 'exact' = 'text') {
    const create = () => (form === 'exact' ? new ExactOutputDecoder() : new TextOutputDecoder());
    this.#decoders = { stdout: create(), stderr: create() };
    this.#emit = emit;
  }

  write(stream: StreamName, bytes: Uint8Array): void {
    this.#append(stream, this.#decoders[stream].decode(bytes));
    if (this.#characters === 0) return;
    const sinceFlushMs = performance.now() - this.#lastFlush;
    if (this.#characters >= PIECE_LENGTH || sinceFlushMs >= FLUSH_INTERVAL_MS) this.flush();
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
    for (const { stream, text, bytes } of segments) {
      if (bytes === null) for (const piece of splitText(text)) this.#emit({ stream, text: piece });
      else for (const piece of splitBytes(bytes)) this.#emit({ stream, ...piece });
    }
  }

  /** Both streams are at their end: what is left of a cut character becomes U+FFFD. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) this.#append(stream, this.#decoders[stream].end());
    this.flush();
  }

  [Symbol.dispose](): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #append(stream: StreamName, { text, bytes }: Decoded): void {
    if (text === '') return;
    join(this.#segments, { stream, text, bytes: bytes === null ? null : [bytes] });
    this.#characters += text.length;
  }
}

function join(segments: Segment[], next: Segment): void {
  const last = segments.at(-1);
  if (last?.stream !== next.stream || (last.bytes === null) !== (next.bytes === null)) {
    segments.push(next);
    return;
  }
  last.text += next.text;
  last.bytes?.push(...(next.bytes ?? []));
}

function mergeByStream(segments: Segment[]): Segment[] {
  const merged: Segment[] = [];
  for (const stream of ['stdout', 'stderr']) {
    for (const segment of segments) if (segment.stream === stream) join(merged, segment);
  }
  return merged;
}

function* splitText(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + PIECE_LENGTH, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end -= 1;
    yield text.slice(start, end);
    start = end;
  }
}

function* splitBytes(parts: Uint8Array[]): Generator<{ text: string; base64: string }> {
  const bytes = Buffer.concat(parts);
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(start + PIECE_LENGTH, bytes.length);
    if (end < bytes.length) end -= countUnfinished(bytes.subarray(start, end));
    const piece = bytes.subarray(start, end);
    yield { text: toText(piece), base64: piece.toString('base64') };
    start = end;
  }
}
