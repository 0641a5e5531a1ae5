/** Drops sockets whose other end has gone without a word, so that their runs end. */
import type { WebSocket } from 'ws';

/** Pings the socket at each interval and terminates it when a whole one passes with no answer. Ends with the socket. */
export function keepHeartbeat(socket: WebSocket, intervalMs: number): void {
  let state: 'alive' | 'asked' = 'alive';
  const timer = setInterval(() => {
    if (state === 'asked') return socket.terminate();
    state = 'asked';
    socket.ping();
  }, intervalMs);
  timer.unref();
  const hear = () => {
    state = 'alive';
  };
  socket.on('pong', hear);
  // A large message takes the line for itself; that it comes is a sign of life too.
  socket.on('message', hear);
  socket.on('close', () => clearInterval(timer));
}
