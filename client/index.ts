/** `runyard/client` of browsers, workers, and the window. */
import type { ConnectedClient } from './link-client';
import { openPageSocket } from './page-socket';
import { type ClientOptions, createServerClient } from './server-client';

export * from './exports';

/**
 * The client of a server. It connects at its first call.
 * @throws RunyardError `BAD_REQUEST` for an address that is none
 */
export function createClient(options: ClientOptions = {}): ConnectedClient {
  return createServerClient(options, openPageSocket);
}
