/** Ends sockets that ask on and on and never read the answers, which would fill memory. */
import { type WebSocket as Socket, WebSocket } from 'ws';

/** Bytes that may wait for a socket to read them. What a run prints is held back long before. */
export const BACKLOG_LIMIT_BYTES = 64 * 1024 * 1024;

export function limitBacklog(socket: Socket, limitBytes = BACKLOG_LIMIT_BYTES): void {
  socket.on('message', () => {
    if (socket.readyState === WebSocket.OPEN && socket.bufferedAmount > limitBytes) socket.terminate();
  });
}
