/** The command's own stdin as that of the program: all of it at once where it is a file, else as it comes. */
import { fstatSync, readFileSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { RunRequestInput } from '../../../contract';

/** A file that is larger is streamed. */
const WHOLE_BYTES = 1024 * 1024;

/** `interactive` where it is a terminal, a pipe or a large file. */
export function chooseStdin(): NonNullable<RunRequestInput['stdin']> {
  try {
    const stat = fstatSync(0);
    if (stat.isFile()) return stat.size <= WHOLE_BYTES ? { text: readFileSync(0, 'utf8') } : 'interactive';
    // `/dev/null`
    if (stat.isCharacterDevice() && !process.stdin.isTTY) return { text: '' };
    return 'interactive';
  } catch {
    // It was closed by whoever started the command.
    return { text: '' };
  }
}

export interface StdinSink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Passes on what comes until the signal aborts or the sink takes no more: a program that has ended reads nothing. */
export async function feedStdin(sink: StdinSink, signal: AbortSignal): Promise<void> {
  const decoder = new StringDecoder('utf8');
  const stop = () => process.stdin.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const bytes of process.stdin) {
      const text = decoder.write(bytes as Buffer);
      if (text !== '') await sink.write(text);
    }
    const rest = decoder.end();
    if (rest !== '') await sink.write(rest);
    await sink.close();
  } catch {
    // The run itself tells how it ended.
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
