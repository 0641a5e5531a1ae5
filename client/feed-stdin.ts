/** Sends a stream to a program's stdin. */
import type { ClientRun, ClientRunRequest, StdinSource } from './client';
import { unlessAborted } from './wait';

/** Characters of one message. */
const PIECE_CHARACTERS = 256 * 1024;

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
  const decoder = new TextDecoder();
  for (;;) {
    const next = await orNull(unlessAborted(chunks.next(), ended), ended);
    if (next === null) break;
    const text = next.done ? decoder.decode() : readChunk(next.value, decoder);
    try {
      for (const piece of cut(text)) await run.write(piece);
      if (next.done) await run.closeStdin();
    } catch {
      // The program has ended or the connection has gone; either is told by the run's events.
      break;
    }
    if (next.done) return;
  }
  // Not awaited: a source that is waiting answers only when it is done with that.
  chunks.return?.().catch(() => {});
}

function readChunk(chunk: string | Uint8Array, decoder: TextDecoder): string {
  return typeof chunk === 'string' ? decoder.decode() + chunk : decoder.decode(chunk, { stream: true });
}

/** Never within a character. */
function* cut(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    let to = Math.min(from + PIECE_CHARACTERS, text.length);
    if (to < text.length && /[\uD800-\uDBFF]/.test(text.charAt(to - 1))) to -= 1;
    yield text.slice(from, to);
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
