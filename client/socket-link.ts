/** The calls over whichever socket there is: connects at the first call, and again at the next one after a loss. */
import type { ClientOptions } from '@orpc/client';
import type { RunyardError } from '../contract/runyard-error';
import { connectionLost, decodeError } from './decode-error';
import { LiveSocket, type SocketLike } from './live-socket';
import type { Link } from './rpc';
import { unlessAborted, wait } from './wait';

const CONNECT_TIMEOUT_MS = 10_000;
const HEARTBEAT_MS = 15_000;
const FIRST_PAUSE_MS = 100;
const LAST_PAUSE_MS = 2_000;

export interface SocketLinkOptions {
  /** Makes a new socket each time. */
  openSocket: () => SocketLike;
  /** Why a socket did not open. */
  explainFailure?: () => Promise<RunyardError>;
  /** How long a socket may take to open; 10 s by default. */
  connectTimeoutMs?: number;
  /**
   * How long a call that was not sent yet waits for a server that was connected before and does not answer now; it is
   * tried again with growing pauses. 0, the default, fails at the first try.
   */
  reconnectMs?: number;
  /** How often the server is asked for a sign of life; 15 s by default. */
  heartbeatMs?: number;
}

/** What was sent is never sent again: a call that a lost connection leaves without an answer fails. */
export class SocketLink implements Link {
  readonly reconnects = true;
  readonly #options: SocketLinkOptions;
  /** The socket that is there or being opened; all calls share it. */
  #live: Promise<LiveSocket> | null = null;
  #endLive: () => void = () => {};
  #state: 'unconnected' | 'connected before' | 'closed' = 'unconnected';
  /** Failed tries since the last socket. */
  #pauses = 0;
  #retryAtMs = 0;

  constructor(options: SocketLinkOptions) {
    this.#options = options;
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<Record<never, never>>): Promise<unknown> {
    const live = await this.#reach(options.signal);
    return live.call(path, input, options);
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#endLive();
    this.#live = null;
  }

  /** The socket, opened. A call waits here before it is sent, and may wait for another try. */
  async #reach(signal: AbortSignal | undefined): Promise<LiveSocket> {
    const { reconnectMs = 0 } = this.#options;
    const giveUpAtMs = performance.now() + (this.#state === 'connected before' ? reconnectMs : 0);
    for (;;) {
      signal?.throwIfAborted();
      if (this.#state === 'closed') throw connectionLost();
      this.#live ??= this.#connect();
      try {
        return await unlessAborted(this.#live, signal);
      } catch (error) {
        const mayHeal = !signal?.aborted && decodeError(error).code === 'CONNECTION_LOST';
        if (!mayHeal || this.#retryAtMs > giveUpAtMs) throw error;
      }
      await wait(this.#retryAtMs - performance.now(), signal);
    }
  }

  #connect(): Promise<LiveSocket> {
    const attempt = this.#open();
    const forget = () => {
      if (this.#live === attempt) this.#live = null;
    };
    attempt.then((live) => live.onEnd(forget), forget);
    return attempt;
  }

  async #open(): Promise<LiveSocket> {
    const { openSocket, explainFailure, connectTimeoutMs = CONNECT_TIMEOUT_MS, heartbeatMs } = this.#options;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let live: LiveSocket;
    try {
      live = new LiveSocket(openSocket(), heartbeatMs ?? HEARTBEAT_MS);
      const opening = live;
      timer = setTimeout(() => opening.end('drop'), connectTimeoutMs);
      this.#endLive = () => opening.end('close');
      await live.opened;
    } catch (error) {
      const isLost = decodeError(error).code === 'CONNECTION_LOST' && !this.#isClosed();
      const explained = isLost ? ((await explainFailure?.()) ?? error) : error;
      this.#pauses += 1;
      this.#retryAtMs = performance.now() + jitter(Math.min(FIRST_PAUSE_MS * 2 ** this.#pauses, LAST_PAUSE_MS));
      throw explained;
    } finally {
      clearTimeout(timer);
    }
    if (!this.#isClosed()) this.#state = 'connected before';
    this.#pauses = 0;
    return live;
  }

  #isClosed(): boolean {
    return this.#state === 'closed';
  }
}

/** So that clients that a server has lost do not come back all at once. */
function jitter(timeMs: number): number {
  return timeMs * (0.5 + Math.random() / 2);
}
