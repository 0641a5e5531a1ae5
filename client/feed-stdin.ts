/** Sends a stream to a program's stdin. */
import type { ClientRun, ClientRunRequest, StdinSource } from './client';
import { unlessAborted } from './wait';

/** Characters of one message, or bytes. */
const PIECE_LENGTH = 256 * 1024;

export function findSource({ stdin }: ClientRunRequest): StdinSource | null {
  return typeof stdin === 'object' && Symbol.asyncIterator in stdin ? stdin : null;
}

/**
 * Takes the next chunk when the one before has arrived. A program that reads no more ends it quietly.
 * @param ended aborts when the run has ended; the source is let go then, even if it never gives another chunk
 * @throws what the source throws
 */
export async function feedStdin(
  source: StdinSource,
  run: Pick<ClientRun, 'write' | 'closeStdin'>,
  ended: AbortSignal,
): Promise<void> {
  const chunks = source[Symbol.asyncIterator]();
  for (;;) {
    const next = await orNull(unlessAborted(chunks.next(), ended), ended);
    if (next === null) break;
    try {
      if (!next.done) for (const piece of cut(next.value)) await run.write(piece);
      else await run.closeStdin();
    } catch {
      // The program has ended or the connection has gone; either is told by the run's events.
      break;
    }
    if (next.done) return;
  }
  // Not awaited: a source that is waiting answers only when it is done with that.
  chunks.return?.().catch(() => {});
}

/** Text never within a character. */
function* cut(chunk: string | Uint8Array): Generator<string | Uint8Array> {
  let from = 0;
  while (from < chunk.length) {
    let to = Math.min(from + PIECE_LENGTH, chunk.length);
    if (typeof chunk === 'string' && to < chunk.length && /[\uD800-\uDBFF]/.test(chunk.charAt(to - 1))) to -= 1;
    yield typeof chunk === 'string' ? chunk.slice(from, to) : chunk.subarray(from, to);
    from = to;
  }
}

async function orNull<T>(promise: Promise<T>, ended: AbortSignal): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (ended.aborted) return null;
    throw error;
  }
}
