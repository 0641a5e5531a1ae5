/** A socket that lets well-formed requests through only: the adapter behind it would print a trace for each other one. */
import type { ServableSocket } from './api';
import { isRequest } from './checked-port';

/** @param reportGarbage told once of a socket that says what is no request */
export function checkSocket(socket: ServableSocket, reportGarbage: () => void): ServableSocket {
  let state: 'clean' | 'reported' = 'clean';
  const checked: ServableSocket = {
    send: socket.send.bind(socket),
    addEventListener(event: string, listener: (event: { data: unknown }) => void) {
      if (event !== 'message') return socket.addEventListener(event as 'close', listener as () => void);
      socket.addEventListener('message', (message: { data: unknown }) => {
        if (isRequest(message.data)) return listener(message);
        if (state === 'clean') reportGarbage();
        state = 'reported';
      });
    },
  } as ServableSocket;
  return checked;
}
