/** Answers what never became a request: broken HTTP, too large a head, or one that did not arrive in time. */
import type { Socket } from 'node:net';
import type { ApiRefusal } from './api-refusal';

const REFUSALS: Record<string, { status: string; message: string; remedy: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    message: 'The head of this request is larger than this server takes.',
    remedy: 'Send fewer or shorter headers.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    message: 'The request did not arrive in time.',
    remedy: 'Send it at once, or set server.requestTimeoutMs higher.',
  },
};

const BROKEN = {
  status: '400 Bad Request',
  message: 'This is no HTTP that can be read.',
  remedy: 'Send a well-formed request, with one length.',
};

/** The connection ends with it: where the next request would begin cannot be known. */
export function refuseClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, message, remedy } = REFUSALS[error.code ?? ''] ?? BROKEN;
  const refusal: ApiRefusal = { code: 'BAD_REQUEST', message, remedy, details: {} };
  const body = JSON.stringify(refusal);
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
