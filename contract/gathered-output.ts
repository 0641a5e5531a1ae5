/** What a run printed, kept up to a limit: each stream as text, and as bytes where text does not say them. */
import { decodeBase64, encodeBase64 } from './base64';
import type { RunEvent, StreamName } from './run';
import type { RunResult } from './run-result';

type Output = Extract<RunEvent, { type: 'output' }>;
type Streams = Pick<RunResult, 'stdout' | 'stderr' | 'stdoutBase64' | 'stderrBase64'>;

/** `bytes`: null as long as the text, as UTF-8, is the same. */
interface Gathered {
  text: string;
  bytes: Uint8Array[] | null;
}

export class GatheredOutput {
  readonly #streams: Record<StreamName, Gathered> = {
    stdout: { text: '', bytes: null },
    stderr: { text: '', bytes: null },
  };
  #roomCharacters: number;

  constructor(limitCharacters: number) {
    this.#roomCharacters = Math.max(0, limitCharacters);
  }

  /** @returns the bytes that found no room; after the first of them none does */
  add({ stream, text, base64 }: Output): number {
    const gathered = this.#streams[stream];
    return base64 === undefined ? this.#addText(gathered, text) : this.#addBytes(gathered, decodeBase64(base64));
  }

  finish(): Streams {
    const { stdout, stderr } = this.#streams;
    return {
      stdout: stdout.text,
      stderr: stderr.text,
      ...(stdout.bytes ? { stdoutBase64: encodeBase64(join(stdout.bytes)) } : {}),
      ...(stderr.bytes ? { stderrBase64: encodeBase64(join(stderr.bytes)) } : {}),
    };
  }

  #addText(gathered: Gathered, text: string): number {
    const kept = text.length <= this.#roomCharacters ? text : cutText(text, this.#roomCharacters);
    this.#takeRoom(kept.length, text.length);
    gathered.text += kept;
    gathered.bytes?.push(new TextEncoder().encode(kept));
    return kept.length < text.length ? new Blob([text.slice(kept.length)]).size : 0;
  }

  /** No bytes make more characters than they are. */
  #addBytes(gathered: Gathered, bytes: Uint8Array): number {
    const kept = bytes.subarray(0, this.#roomCharacters);
    this.#takeRoom(kept.length, bytes.length);
    if (kept.length > 0) {
      gathered.bytes ??= [new TextEncoder().encode(gathered.text)];
      gathered.bytes.push(kept);
      gathered.text += new TextDecoder('utf-8', { ignoreBOM: true }).decode(kept);
    }
    return bytes.length - kept.length;
  }

  #takeRoom(kept: number, given: number): void {
    this.#roomCharacters = kept < given ? 0 : this.#roomCharacters - kept;
  }
}

/** Never amid a character. */
function cutText(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
