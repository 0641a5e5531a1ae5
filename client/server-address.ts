/** Where a server is, and the token that opens it. */
import { RunyardError } from '../contract/runyard-error';

export interface ServerAddress {
  /** `http://127.0.0.1:4000/`, without the token. */
  readonly http: URL;
  /** `ws://127.0.0.1:4000/ws` */
  readonly socket: URL;
  /** In a page of the server's own the cookie does it. */
  readonly token: string | undefined;
}

/**
 * @param url `http:`, `https:`, `ws:` or `wss:`; the address that Runyard prints has the token in it
 * @throws RunyardError `BAD_REQUEST` for what is no such address
 */
export function readServerAddress(url: string | URL | undefined, token?: string): ServerAddress {
  const http = parseAddress(url);
  const held = token ?? http.searchParams.get('token') ?? undefined;
  if (held !== undefined && !/^[\w.~+-]+$/.test(held)) {
    throw new RunyardError('BAD_REQUEST', {
      message: 'The token has characters that no token of Runyard has.',
      remedy: 'Copy the token from the address that Runyard prints, without what is around it.',
    });
  }
  http.search = '';
  http.hash = '';
  http.username = '';
  http.password = '';
  if (!http.pathname.endsWith('/')) http.pathname += '/';
  const socket = new URL('ws', http);
  socket.protocol = http.protocol === 'https:' ? 'wss:' : 'ws:';
  return { http, socket, token: held };
}

function parseAddress(url: string | URL | undefined): URL {
  const given = url ?? globalThis.location?.origin;
  // `URL` does not change a scheme that is no web page's into one that is.
  const text = String(given ?? '').replace(/^ws(?=s?:)/i, 'http');
  if (/^https?:/i.test(text) && URL.canParse(text)) return new URL(text);
  throw new RunyardError('BAD_REQUEST', {
    message: given === undefined ? 'No address of a server was given.' : 'The url is no http or https address.',
    remedy: "Pass the server's address, such as `createClient({ url: 'http://127.0.0.1:4000', token })`.",
  });
}
