/** The guest's end of the two pipes to the engine: the job and stdin come in, output and news go out. All of it blocks. */
import { read, readSync, writeSync } from 'node:fs';
import type { StreamName } from '../../../contract';
import { encodeFrame, FRAME_LIMIT_BYTES, FromGuest, HEADER_BYTES, ToGuest } from '../wire';

export const JOB_FD = 3;
export const OUTPUT_FD = 4;

/** Output within this time of the last one sent is held back, so that many prints make few frames. */
const HOLD_MS = 8;
const HELD_BYTES = 64 * 1024;
/** Longest text of one piece of news. */
const TEXT_LIMIT_CHARACTERS = FRAME_LIMIT_BYTES / 4;

export class GuestChannel {
  readonly #held = new Uint8Array(HELD_BYTES);
  #heldBytes = 0;
  #heldStream: StreamName = 'stdout';
  #lastSentMs = Number.NEGATIVE_INFINITY;
  #stdin: Uint8Array = new Uint8Array(0);
  #stdinState: 'open' | 'reading' | 'ended' = 'open';

  /** Tells the engine something, after all that was printed before. */
  send(type: number, payload: Uint8Array | string = ''): void {
    this.flush();
    const bytes = typeof payload === 'string' ? Buffer.from(payload.slice(0, TEXT_LIMIT_CHARACTERS)) : payload;
    writeAll(encodeFrame(type, bytes));
  }

  write(stream: StreamName, bytes: Uint8Array): void {
    if (stream !== this.#heldStream) this.flush();
    this.#heldStream = stream;
    for (let start = 0; start < bytes.length; ) {
      const piece = bytes.subarray(start, start + HELD_BYTES - this.#heldBytes);
      this.#held.set(piece, this.#heldBytes);
      this.#heldBytes += piece.length;
      start += piece.length;
      if (this.#heldBytes === HELD_BYTES) this.flush();
    }
    if (performance.now() - this.#lastSentMs >= HOLD_MS) this.flush();
  }

  flush(): void {
    if (this.#heldBytes === 0) return;
    const bytes = this.#held.subarray(0, this.#heldBytes);
    this.#heldBytes = 0;
    writeAll(encodeFrame(FromGuest[this.#heldStream], bytes));
    this.#lastSentMs = performance.now();
  }

  /** Blocks until the job is there. */
  readJob(): string {
    const { type, payload } = readFrame();
    if (type !== ToGuest.job) throw new Error(`Frame ${type} came in place of the job.`);
    return payload.toString();
  }

  /** Bytes of stdin put into `into`; 0 at its end. Blocks until there are some. */
  readStdin(into: Uint8Array): number {
    while (this.#stdin.length === 0 && this.#stdinState === 'open') {
      this.send(FromGuest.inputNeeded);
      const { type, payload } = readFrame();
      this.#takeStdin(type, payload);
    }
    return this.#serveStdin(into);
  }

  /** As `readStdin`; the callback is called later, by the event loop. */
  readStdinLater(into: Uint8Array, callback: (count: number) => void): void {
    if (this.#stdin.length > 0 || this.#stdinState !== 'open') {
      setImmediate(() => callback(this.#serveStdin(into)));
      return;
    }
    this.#stdinState = 'reading';
    this.send(FromGuest.inputNeeded);
    readExactlyLater(HEADER_BYTES, (head) =>
      readExactlyLater(head.readUInt32LE(1), (payload) => {
        this.#stdinState = 'open';
        this.#takeStdin(head[0] ?? 0, payload);
        callback(this.#serveStdin(into));
      }),
    );
  }

  #takeStdin(type: number, payload: Buffer): void {
    if (type === ToGuest.stdin) this.#stdin = payload;
    else if (type === ToGuest.stdinEnd) this.#stdinState = 'ended';
  }

  #serveStdin(into: Uint8Array): number {
    const count = Math.min(into.length, this.#stdin.length);
    into.set(this.#stdin.subarray(0, count));
    this.#stdin = this.#stdin.subarray(count);
    return count;
  }
}

function writeAll(bytes: Uint8Array): void {
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(OUTPUT_FD, bytes, sent);
}

function readFrame(): { type: number; payload: Buffer } {
  const head = readExactly(HEADER_BYTES);
  return { type: head[0] ?? 0, payload: readExactly(head.readUInt32LE(1)) };
}

function readExactly(length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let got = 0; got < length; ) got += orEnd(readSync(JOB_FD, bytes, got, length - got, null));
  return bytes;
}

function readExactlyLater(length: number, callback: (bytes: Buffer) => void): void {
  const bytes = Buffer.allocUnsafe(length);
  const readOn = (got: number): void => {
    if (got === length) callback(bytes);
    else read(JOB_FD, bytes, got, length - got, null, (error, count) => readOn(got + orEnd(error ? 0 : count)));
  };
  readOn(0);
}

/** At the end of the job's pipe the engine is gone, and nobody is left to run for. */
function orEnd(count: number): number {
  if (count === 0) process.exit(0);
  return count;
}
