/** The command's own stdin as that of the program: all of it at once where it is a file, else as it comes. */
import { isUtf8 } from 'node:buffer';
import { fstatSync, readFileSync } from 'node:fs';
import type { RunRequestInput } from '../../../contract';

/** A file that is larger is streamed. */
const WHOLE_BYTES = 1024 * 1024;

/** `interactive` where it is a terminal, a pipe or a large file. */
export function chooseStdin(): NonNullable<RunRequestInput['stdin']> {
  try {
    const stat = fstatSync(0);
    if (stat.isFile()) return stat.size <= WHOLE_BYTES ? toData(readFileSync(0)) : 'interactive';
    // `/dev/null`
    if (stat.isCharacterDevice() && !process.stdin.isTTY) return { text: '' };
    return 'interactive';
  } catch {
    // It was closed by whoever started the command.
    return { text: '' };
  }
}

export interface StdinSink {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Passes on what comes until the signal aborts or the sink takes no more: a program that has ended reads nothing. */
export async function feedStdin(sink: StdinSink, signal: AbortSignal): Promise<void> {
  const stop = () => process.stdin.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const bytes of process.stdin) await sink.write(bytes as Buffer);
    await sink.close();
  } catch {
    // The run itself tells how it ended.
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function toData(bytes: Buffer): NonNullable<RunRequestInput['stdin']> {
  return isUtf8(bytes) ? { text: bytes.toString() } : { base64: bytes.toString('base64') };
}
