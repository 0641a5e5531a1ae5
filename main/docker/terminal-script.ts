/**
 * What the boot protocol does differently in a terminal. There is one stream, both ways, with the kernel's line
 * discipline in between: it echoes what comes in, turns line ends and takes Ctrl+C out. So the first stage makes it
 * silent and says when it is; whatever follows arrives byte for byte. The second stage makes it a terminal for people
 * again and marks the place from which on all bytes are the program's.
 */
import type { Duplex } from 'node:stream';
import type { TerminalSize } from '../../contract';

const READY = '\x1eready\x1e';
/** A start of a container was seen to take 0.7 s on a busy machine. */
const READY_TIMEOUT_MS = 20_000;

/**
 * The end of the engine does not end the stdin of a container with a terminal, so a wait that nobody ends must end by
 * itself: `time 255` lets a read give up after 25.5 s, and after 141 of them an hour is over.
 */
export const TERMINAL_FIRST_STAGE = [
  "stty raw -echo min 0 time 255 2>/dev/null && printf '\\036ready\\036' || exit",
  'n=0',
  'while [ $n -lt 141 ]; do',
  'if IFS= read -r l; then',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's expansion, not ours.
  'case $l in run:*) eval "$(dd bs=${l#run:} count=1 iflag=fullblock 2>/dev/null)";; esac',
  'else n=$((n+1)); fi',
  'done',
].join('\n');

/** The image has no `stty` that can make its terminal silent. */
export class NoTerminalError extends Error {
  override readonly name = 'NoTerminalError';
}

/** @throws NoTerminalError */
export async function untilTerminalIsReady(socket: Duplex): Promise<void> {
  const signal = AbortSignal.timeout(READY_TIMEOUT_MS);
  for (let said = ''; !said.includes(READY); ) {
    const chunk = socket.read() as Buffer | null;
    if (chunk) said += chunk.toString('latin1');
    else if (socket.readableEnded || socket.destroyed || signal.aborted) {
      throw new NoTerminalError('The container did not make its terminal ready.');
    } else await untilReadable(socket, signal);
  }
}

function untilReadable(socket: Duplex, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const events = ['readable', 'end', 'close'] as const;
    const settle = () => {
      for (const event of events) socket.off(event, settle);
      signal.removeEventListener('abort', settle);
      resolve();
    };
    for (const event of events) socket.on(event, settle);
    signal.addEventListener('abort', settle);
  });
}

/**
 * Kills all that runs once the time is over, as elsewhere, and wakes what Ctrl+Z has put to sleep: there is no shell
 * to say `fg` to. The signal reaches this process as well, because all of the sandbox is one group of processes; a
 * shell that is itself the program makes groups of its own, and its job control works.
 */
export function watchFromTerminal(deadlineSeconds: number): string {
  return [
    // The supervisor outlives what Ctrl+C ends. A caught signal, unlike an ignored one, is the default again in children.
    'trap : INT QUIT TSTP',
    // A program may have left the terminal to another group: the supervisor still may write its markers.
    "trap '' TTOU",
    // The substitution ends when its output is let go of: the watcher listens before any program runs.
    "w=$( (trap '' HUP",
    "trap 'kill -CONT 0' TSTP",
    'exec >/dev/null',
    `sleep ${deadlineSeconds} & p=$!`,
    'while kill -0 $p; do wait $p; done',
    'kill -9 -1) </dev/null 3>&- 4>&- & )',
  ].join('\n');
}

/**
 * `-ixon`: Ctrl+S is a key like another and does not stop the output; `iutf8`: Backspace takes a whole character.
 * Needs more of `stty` than every BusyBox has, so each is left out where it must be.
 */
export function prepareTerminal({ columns, rows }: TerminalSize): string {
  const size = `rows ${rows} columns ${columns}`;
  const attempts = ['-ixon iutf8', '-ixon', ''].map((more) => `stty sane ${more} ${size} <&3`);
  return `${attempts.join(' || ')}\nexport TERM=xterm-256color COLORTERM=truecolor`;
}

export const START_WORDS = 'start';
