/** The client over a MessagePort: the desktop window, and worker threads. */
import type { ClientOptions } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { connectionLost } from './decode-error';
import { type ConnectedClient, createLinkClient } from './link-client';
import type { Link } from './rpc';

/** What a MessagePort of the DOM and one of Node have in common. */
export interface PortLike {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'close', listener: (event: Event) => void): void;
  start?(): void;
  close?(): void;
}

/** Takes the port over and starts it. A port that has closed never comes back: all calls then throw `CONNECTION_LOST`. */
export function createPortClient(port: PortLike): ConnectedClient {
  return createLinkClient(new PortLink(port));
}

export class PortLink implements Link {
  readonly reconnects = false;
  readonly #port: PortLike;
  readonly #rpc: RPCLink<Record<never, never>>;
  readonly #closeListeners: (() => void)[] = [];
  #state: 'open' | 'closed' = 'open';

  constructor(port: PortLike) {
    this.#port = port;
    this.#rpc = new RPCLink({
      port: {
        postMessage: (message: unknown) => {
          // A closed port takes messages without a word; a call that was being made as it closed would wait for ever.
          if (this.#state === 'closed') throw connectionLost();
          port.postMessage(message);
        },
        on: (event, listener) => {
          if (event === 'message')
            port.addEventListener('message', (message) =>
              listener({ data: 'data' in message ? message.data : undefined }),
            );
          // A DOM port that is closed here tells only its other end, so `close` calls these as well.
          else this.#closeListeners.push(() => listener());
        },
      },
    });
    port.addEventListener('close', () => this.#endCalls());
    port.start?.();
  }

  call(path: readonly string[], input: unknown, options: ClientOptions<Record<never, never>>): Promise<unknown> {
    if (this.#state === 'closed') return Promise.reject(connectionLost());
    return this.#rpc.call(path, input, options);
  }

  close(): void {
    this.#endCalls();
    this.#port.close?.();
  }

  #endCalls(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    for (const listener of this.#closeListeners) listener();
  }
}
