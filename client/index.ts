export * from './client';
export type { ConnectedClient } from './create-client';
export { createClient } from './create-client';
export { createPortClient, type PortLike, PortLink } from './port-client';
export type { Link } from './rpc';
export { createSocketClient, type SocketLike, SocketLink } from './socket-client';
