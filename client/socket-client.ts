/** The client over a WebSocket: the browser window, and other programs. */
import type { ClientOptions } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { MAX_MESSAGE_BYTES, RunyardError } from '../contract';
import { type ConnectedClient, createClient } from './create-client';
import { connectionLost } from './decode-error';
import type { Link } from './rpc';

/** What the client uses of a WebSocket, whether the DOM's or the `ws` package's. */
export type SocketLike = Pick<WebSocket, 'readyState' | 'send' | 'close' | 'addEventListener' | 'removeEventListener'>;

/**
 * Connects at the first call and again at the next call after a loss; nothing that was under way is done again.
 * @param source an address (`/ws` is of this page's own server), or what makes a new socket each time
 */
export function createSocketClient(source: string | (() => SocketLike)): ConnectedClient {
  return createClient(new SocketLink(typeof source === 'string' ? () => openSocket(source) : source));
}

interface LiveSocket {
  socket: SocketLike;
  /** Fails with `CONNECTION_LOST` when the socket closes before it has opened. */
  opened: Promise<void>;
  rpc: RPCLink<Record<never, never>>;
}

export class SocketLink implements Link {
  readonly reconnects = true;
  readonly #createSocket: () => SocketLike;
  #live: LiveSocket | null = null;
  #state: 'usable' | 'closed' = 'usable';

  constructor(createSocket: () => SocketLike) {
    this.#createSocket = createSocket;
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<Record<never, never>>): Promise<unknown> {
    if (this.#state === 'closed') throw connectionLost();
    this.#live ??= this.#connect();
    const { opened, rpc } = this.#live;
    await opened;
    return rpc.call(path, input, options);
  }

  close(): void {
    this.#state = 'closed';
    this.#live?.socket.close();
    this.#live = null;
  }

  #connect(): LiveSocket {
    const socket = this.#createSocket();
    const drop = () => {
      if (this.#live?.socket === socket) this.#live = null;
    };
    socket.addEventListener('close', drop);
    // `close` follows each error and says enough; without a listener Node would end the process.
    socket.addEventListener('error', drop);
    const opened = new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('close', () => reject(connectionLost()), { once: true });
    });
    const websocket = {
      get readyState() {
        return socket.readyState;
      },
      send: (data: Parameters<SocketLike['send']>[0]) => {
        checkSize(data);
        socket.send(data);
      },
      addEventListener: socket.addEventListener.bind(socket),
      removeEventListener: socket.removeEventListener.bind(socket),
    };
    return { socket, opened, rpc: new RPCLink({ websocket }) };
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

function openSocket(address: string): SocketLike {
  const url = new URL(address, globalThis.location?.href);
  if (url.protocol === 'http:') url.protocol = 'ws:';
  if (url.protocol === 'https:') url.protocol = 'wss:';
  return new WebSocket(url);
}
