/**
 * Frames between the engine and a guest process: one byte of type, four of length (little-endian), the payload.
 * The engine trusts no frame: the guest may have broken out of its realm.
 */

export const HEADER_BYTES = 5;
/** Longest payload that a guest may send; outputs and pieces of a snapshot are cut to fit. */
export const FRAME_LIMIT_BYTES = 1024 * 1024;

/** From the engine to the guest. */
export const ToGuest = { job: 1, stdin: 2, stdinEnd: 3 } as const;

/** From the guest to the engine. */
export const FromGuest = {
  /** Loaded, waiting for a job. JSON: `ReadyFrame`. */
  ready: 1,
  stdout: 2,
  stderr: 3,
  /** It waits for stdin and there is none. */
  inputNeeded: 4,
  /** Text: the phase's name. */
  phaseStarted: 5,
  /** JSON: `PhaseEndedFrame`. */
  phaseEnded: 6,
  /** JSON: `UnsupportedFrame`. */
  unsupported: 7,
  snapshot: 8,
  snapshotEnd: 9,
  /** Text: why the runtime could not be loaded. */
  failed: 10,
} as const;

export interface ReadyFrame {
  residentBytes: number;
}

export interface PhaseEndedFrame {
  phase: 'compile' | 'run';
  exitCode: number;
  outOfMemory: boolean;
  cpuMs: number;
  peakMemoryBytes: number;
}

export interface UnsupportedFrame {
  what: string;
  detail: string;
}

export interface Frame {
  type: number;
  payload: Uint8Array;
}

export function encodeFrame(type: number, payload: Uint8Array = new Uint8Array(0)): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + payload.length);
  writeHeader(frame, type, payload.length);
  frame.set(payload, HEADER_BYTES);
  return frame;
}

function writeHeader(into: Uint8Array, type: number, length: number): void {
  new DataView(into.buffer, into.byteOffset).setUint32(1, length, true);
  into[0] = type;
}

export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** Cuts a stream of bytes into frames, however it is split. Payloads are the reader's to keep. */
export class FrameReader {
  readonly #limitBytes: number;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  constructor(limitBytes = FRAME_LIMIT_BYTES) {
    this.#limitBytes = limitBytes;
  }

  /** @throws FrameError where a frame claims to be longer than the limit */
  *read(chunk: Uint8Array): Generator<Frame, void> {
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    while (this.#pendingBytes >= HEADER_BYTES) {
      const head = this.#gather(HEADER_BYTES);
      const length = new DataView(head.buffer, head.byteOffset).getUint32(1, true);
      if (length > this.#limitBytes) throw new FrameError(`A frame of ${length} bytes is too long.`);
      if (this.#pendingBytes < HEADER_BYTES + length) return;
      const frame = this.#take(HEADER_BYTES + length);
      yield { type: frame[0] ?? 0, payload: frame.subarray(HEADER_BYTES) };
    }
  }

  /** Pending bytes in one piece, at least so many. */
  #gather(bytes: number): Uint8Array {
    const [first] = this.#pending;
    if (first && first.length >= bytes) return first;
    const all = concat(this.#pending, this.#pendingBytes);
    this.#pending = [all];
    return all;
  }

  #take(bytes: number): Uint8Array {
    const first = this.#gather(bytes);
    if (first.length === bytes) this.#pending.shift();
    else this.#pending[0] = first.subarray(bytes);
    this.#pendingBytes -= bytes;
    return first.subarray(0, bytes);
  }
}

function concat(pieces: Uint8Array[], totalBytes: number): Uint8Array {
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  const all = new Uint8Array(totalBytes);
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}
