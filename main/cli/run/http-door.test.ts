import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { HttpDoor } from './http-door';

test('a run that is stopped before its server has answered is left, though it never gets out of the queue', async () => {
  const stop = new AbortController();
  let left = false;
  const server = createServer((_request, response) => {
    stop.abort();
    response.once('close', () => {
      left = true;
    });
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.write('{"type":"queued","position":1}\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await using door = new HttpDoor(`http://127.0.0.1:${port}`, 'a-token-of-this-test');
  const events = door.run({ spec: 'python', files: [{ path: 'main.py', content: '' }] }, stop.signal);
  const read = async () => {
    for await (const { type } of events) expect(type).toBe('queued');
  };
  await read();
  await expect.poll(() => left).toBe(true);
  server.close();
});
