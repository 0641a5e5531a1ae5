/** Finds the engine that this window belongs to. */

import { type ConnectedClient, createClient, createPortClient } from '../../client';
import { PORT_MESSAGE } from '../../contract/window';

/** In the desktop the preload hands a port over; in a browser the page's own server has a socket. */
export async function connectEngine(page: Window): Promise<ConnectedClient> {
  if (page.location.protocol === 'app:') return createPortClient(await receivePort(page));
  // The window says that the line is broken, and tries again by itself.
  return createClient({ url: page.location.origin, reconnectMs: 0 });
}

function receivePort(page: Window): Promise<MessagePort> {
  return new Promise((resolve) => {
    const handle = (event: MessageEvent<unknown>): void => {
      const { data } = event;
      const isPort = typeof data === 'object' && data !== null && 'type' in data && data.type === PORT_MESSAGE;
      const port = event.ports[0];
      if (event.source !== page || !isPort || !port) return;
      page.removeEventListener('message', handle);
      resolve(port);
    };
    page.addEventListener('message', handle);
  });
}
