/** `runyard/client` of Node. */
import type { ConnectedClient } from './link-client';
import { openNodeSocket } from './node-socket';
import { type ClientOptions, createServerClient } from './server-client';

export * from './exports';

/**
 * The client of a server. It connects at its first call, and its connection keeps the process until it is closed.
 * @throws RunyardError `BAD_REQUEST` for an address that is none
 */
export function createClient(options: ClientOptions = {}): ConnectedClient {
  return createServerClient(options, openNodeSocket);
}
