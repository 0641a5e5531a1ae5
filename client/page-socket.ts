/** Sockets of a page: a browser, a worker, or any runtime with the web's own WebSocket. */
import { SOCKET_PROTOCOL, TOKEN_PROTOCOL_PREFIX } from '../contract/protocol';
import { RunyardError } from '../contract/runyard-error';
import type { ServerAddress } from './server-address';

/** A token travels as a subprotocol, since a page may set no header and addresses end up in logs. */
export function openPageSocket({ socket, token }: ServerAddress): WebSocket {
  if (typeof WebSocket === 'undefined') {
    throw new RunyardError('BAD_REQUEST', {
      message: 'There is no WebSocket here.',
      remedy: 'Use Node 22 or newer, or import the package with the export condition `node`.',
    });
  }
  const held = token === undefined ? [] : [`${TOKEN_PROTOCOL_PREFIX}${token}`];
  try {
    return new WebSocket(socket, [SOCKET_PROTOCOL, ...held]);
  } catch (cause) {
    throw new RunyardError('BAD_REQUEST', {
      message: `This page may not open a socket to ${socket.origin}: ${cause instanceof Error ? cause.message : cause}`,
      remedy: 'A page that was loaded over https reaches only servers that are: put TLS in front of Runyard.',
      cause,
    });
  }
}
