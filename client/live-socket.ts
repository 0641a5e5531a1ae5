/** One socket and the calls over it, which end with it. */
import type { ClientOptions } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { MAX_MESSAGE_BYTES } from '../contract/protocol';
import { RunyardError } from '../contract/runyard-error';
import { connectionLost } from './decode-error';

/** What the client uses of a WebSocket, whether the DOM's or the `ws` package's. */
export type SocketLike = Pick<
  WebSocket,
  'readyState' | 'bufferedAmount' | 'send' | 'close' | 'addEventListener' | 'removeEventListener'
> & {
  /** Ends it without waiting for the other end. */
  terminate?(): void;
};

const OPEN = 1;

export class LiveSocket {
  /** Fails with `CONNECTION_LOST` when the socket ends before it has opened. */
  readonly opened: Promise<void>;
  readonly #socket: SocketLike;
  readonly #rpc: RPCLink<Record<never, never>>;
  readonly #endListeners = new Set<() => void>();
  #state: 'live' | 'ended' = 'live';

  /** @param heartbeatMs how often the other end is asked for a sign of life; one that gives none in that time is gone */
  constructor(socket: SocketLike, heartbeatMs: number) {
    this.#socket = socket;
    this.opened = new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      this.onEnd(() => reject(connectionLost()));
    });
    this.opened.catch(() => {});
    socket.addEventListener('close', () => this.end('drop'));
    // `close` follows each error and says enough; without a listener Node would end the process.
    socket.addEventListener('error', () => {});
    this.#rpc = new RPCLink({ websocket: this.#present() });
    this.#keepHeartbeat(heartbeatMs);
  }

  call(path: readonly string[], input: unknown, options: ClientOptions<Record<never, never>>): Promise<unknown> {
    return this.#rpc.call(path, input, options);
  }

  /** Called once: as it ends, or now if it has. */
  onEnd(listener: () => void): void {
    if (this.#state === 'ended') listener();
    else this.#endListeners.add(listener);
  }

  /** Ends the calls at once. `close` tells the other end so; `drop` is for one that does not hear. Idempotent. */
  end(how: 'close' | 'drop'): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    if (how === 'drop' && this.#socket.terminate) this.#socket.terminate();
    else this.#socket.close();
    for (const listener of this.#endListeners) listener();
  }

  /** The socket as the link below sees it: it ends when this does, not when the other end has agreed. */
  #present() {
    const socket = this.#socket;
    return {
      readyState: OPEN as 1,
      send: (data: Parameters<SocketLike['send']>[0]) => {
        if (this.#state === 'ended') throw connectionLost();
        checkSize(data);
        // One that is closing ends its calls in a moment. An error now would be nobody's, if this tells of an abort.
        if (socket.readyState === OPEN) socket.send(data);
      },
      addEventListener: (
        type: string,
        listener: EventListenerOrEventListenerObject,
        options?: boolean | AddEventListenerOptions,
      ) => {
        if (type === 'close' && typeof listener === 'function') this.onEnd(() => listener(new Event('close')));
        else socket.addEventListener(type, listener, options);
      },
      removeEventListener: socket.removeEventListener.bind(socket),
    };
  }

  /** A half-open connection says nothing by itself, and pages cannot ping. */
  #keepHeartbeat(intervalMs: number): void {
    const socket = this.#socket;
    let state: 'alive' | 'asked' = 'alive';
    let unsentBytes = 0;
    const timer = setInterval(() => {
      if (socket.readyState !== OPEN) return;
      // What is being sent takes the line for itself; that it goes is a sign of life too.
      if (socket.bufferedAmount < unsentBytes) state = 'alive';
      unsentBytes = socket.bufferedAmount;
      if (state === 'asked') return this.end('drop');
      state = 'asked';
      this.#rpc.call(['app', 'info'], undefined, { context: {} }).catch(() => {});
    }, intervalMs);
    socket.addEventListener('message', () => {
      state = 'alive';
    });
    this.onEnd(() => clearInterval(timer));
  }
}

/** A message over the limit would cost the whole connection, so it is refused before it is sent. */
function checkSize(data: Parameters<SocketLike['send']>[0]): void {
  // UTF-8 takes at most three bytes for one UTF-16 unit.
  if (typeof data !== 'string' || data.length * 3 <= MAX_MESSAGE_BYTES) return;
  const sizeBytes = new Blob([data]).size;
  if (sizeBytes <= MAX_MESSAGE_BYTES) return;
  throw new RunyardError('BAD_REQUEST', {
    message: `This takes ${toMebibytes(sizeBytes)} MiB to send; one call carries ${toMebibytes(MAX_MESSAGE_BYTES)} MiB at most.`,
    remedy: 'Make the files or the input smaller, or let the program make the data.',
    details: { sizeBytes, limitBytes: MAX_MESSAGE_BYTES },
  });
}

function toMebibytes(sizeBytes: number): number {
  return Math.ceil(sizeBytes / (1024 * 1024));
}
