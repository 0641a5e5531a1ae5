/** The client of a server, whatever makes its sockets. */
import { explainFailure } from './explain-failure';
import { type ConnectedClient, createLinkClient } from './link-client';
import type { SocketLike } from './live-socket';
import { readServerAddress, type ServerAddress } from './server-address';
import { SocketLink } from './socket-link';

export interface ClientOptions {
  /**
   * Address of the server: `http:` or `https:`. The one that Runyard prints has the token in it, which is taken out
   * and sent in a header. In a page it is the page's own server by default.
   */
  url?: string | URL;
  /** What the server asks for; a page of its own has a cookie for it. */
  token?: string | undefined;
  /** How long a connection may take to open; 10 s by default. */
  connectTimeoutMs?: number;
  /**
   * How long a call that was not sent yet waits for a server that was connected before and does not answer now; 5 s
   * by default. 0 fails at the first try.
   */
  reconnectMs?: number;
  /** How often a silent server is asked for a sign of life; 15 s by default. */
  heartbeatMs?: number;
}

export type OpenSocket = (server: ServerAddress) => SocketLike;

const RECONNECT_MS = 5_000;
/** For asking a server that opened no socket why. */
const EXPLAIN_MS = 5_000;

/** @throws RunyardError `BAD_REQUEST` for an address that is none */
export function createServerLink(options: ClientOptions, openSocket: OpenSocket): SocketLink {
  const { url, token, ...times } = options;
  const server = readServerAddress(url, token);
  return new SocketLink({
    reconnectMs: RECONNECT_MS,
    ...times,
    openSocket: () => openSocket(server),
    explainFailure: () => explainFailure(server, Math.min(times.connectTimeoutMs ?? EXPLAIN_MS, EXPLAIN_MS)),
  });
}

export function createServerClient(options: ClientOptions, openSocket: OpenSocket): ConnectedClient {
  return createLinkClient(createServerLink(options, openSocket));
}
