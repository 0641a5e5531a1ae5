/** What both ends of a socket must agree on before they speak. */

/** Counts up with the package's major version, which changes when an older client is no longer understood. */
export const PROTOCOL_VERSION = 0;

/** The WebSocket subprotocol: a server that does not know it opens no socket to that client. */
export const SOCKET_PROTOCOL = `runyard.v${PROTOCOL_VERSION}`;

/** Before a token in a subprotocol's place: a page may set no other header of a WebSocket. */
export const TOKEN_PROTOCOL_PREFIX = 'runyard.token.';

/** The largest message that a socket carries, in bytes: room for the largest request that deserves the engine's own answer. */
export const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
