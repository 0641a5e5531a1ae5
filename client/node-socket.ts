/** Sockets of Node, whose own WebSocket came with version 22 and sets no headers. */
import { WebSocket } from 'ws';
import { SOCKET_PROTOCOL } from '../contract/protocol';
import type { SocketLike } from './live-socket';
import type { ServerAddress } from './server-address';

/** A server that does not close its end keeps the process no longer than this. */
const CLOSE_TIMEOUT_MS = 1_000;

export function openNodeSocket({ socket, token }: ServerAddress): SocketLike {
  const options = {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
    closeTimeout: CLOSE_TIMEOUT_MS,
  };
  // It has what `SocketLike` asks for; only its events are classes of its own.
  return new WebSocket(socket, SOCKET_PROTOCOL, options) as unknown as SocketLike;
}
