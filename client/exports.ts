/** What the package gives wherever it runs. */
export type * from '../contract';
export { ERROR_CODES, type ErrorCode } from '../contract/error-codes';
export { isRunyardError, RunyardError } from '../contract/runyard-error';
export * from './client';
export type { ConnectedClient } from './link-client';
export type { SocketLike } from './live-socket';
export { createPortClient, type PortLike, PortLink } from './port-client';
export type { Link } from './rpc';
export type { ClientOptions } from './server-client';
export { SocketLink, type SocketLinkOptions } from './socket-link';
