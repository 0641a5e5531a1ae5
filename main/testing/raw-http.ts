/** HTTP as bytes on a socket, for what no client would send. */
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  /** 0 when the connection ended without a word. */
  status: number;
  head: string;
  body: string;
}

export function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // A server that hangs up in the middle of an upload resets the connection.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

/** All that comes until the connection is closed, by either side. */
export function readToEnd(socket: Socket): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    socket.once('close', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const [head = '', ...body] = text.split('\r\n\r\n');
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: body.join('\r\n\r\n') });
    });
  });
}

/** Sends the bytes and reads until the server closes the connection, which it is asked to after the answer. */
export async function sendRaw(port: number, ...parts: (string | Uint8Array)[]): Promise<RawAnswer> {
  const socket = await openSocket(port);
  const answer = readToEnd(socket);
  for (const part of parts) socket.write(part);
  return answer;
}
