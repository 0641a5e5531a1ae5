import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { askFor, newLabel } from '../../client/contract-world';
import type { SpecList } from '../../contract';
import { FakeEngine } from '../api/fake-engine';
import { openSocket } from '../testing/raw-http';
import { createServer, type Server } from './server';

const engine = new FakeEngine();
const reports: string[] = [];
let server: Server;
let opening: string;

beforeAll(async () => {
  server = await createServer({
    engine,
    appInfo: { version: '1', door: 'browser', platform: 'test' },
    rendererDir: fileURLToPath(new URL('.', import.meta.url)),
    reportError: (_error, procedure) => reports.push(procedure),
  });
  opening =
    `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\n` +
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n';
});
afterAll(() => server[Symbol.asyncDispose]());

/** Whatever was sent: the server answers others, and what the socket had started has ended. */
afterEach(async () => {
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  await expect.poll(() => engine.runs.state.active, { timeout: 8_000 }).toEqual([]);
  reports.length = 0;
});

/** A socket that has been accepted; what is written to it are bytes of frames. */
async function open(): Promise<Socket> {
  const socket = await openSocket(server.port);
  socket.write(opening);
  const answer = await new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(bytes.toString())));
  expect(answer).toContain('101');
  return socket;
}

function connect(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/ws`, {
    headers: { authorization: `Bearer ${server.token}` },
  });
  return new Promise((resolve) => socket.once('open', () => resolve(socket)));
}

/** A frame whose mask is zero, so that its content stands there as it is. */
function frame(firstByte: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length =
    bytes.length < 126
      ? Buffer.from([0x80 | bytes.length])
      : Buffer.from([0xfe, bytes.length >> 8, bytes.length & 0xff]);
  return Buffer.concat([Buffer.from([firstByte]), length, Buffer.alloc(4), bytes]);
}

const run = (label: string) =>
  JSON.stringify({ i: '1', p: { u: '/run/start', b: { json: askFor('wait', {}, label) } } });

describe('a socket', () => {
  test.each<[string, Buffer]>([
    ['no mask', Buffer.from([0x81, 0x02, 0x68, 0x69])],
    ['an opcode that there is not', frame(0x83, 'hi')],
    ['a reserved bit', frame(0xc1, 'hi')],
    ['a ping in pieces', frame(0x09, 'hi')],
    ['a ping that is too long', frame(0x89, 'x'.repeat(200))],
    ['an end with no beginning', frame(0x80, 'hi')],
    ['text that is not in UTF-8', frame(0x81, Buffer.from([0xff, 0xfe]))],
    [
      'a length of many exabytes',
      Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
    ],
  ])('with a frame of %s is closed, and what it had started ends', async (_name, broken) => {
    const label = newLabel();
    const socket = await open();
    socket.write(frame(0x81, run(label)));
    await expect.poll(() => engine.runs.state.active).toEqual([label]);
    socket.resume();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(broken);
    await closed;
  });

  test('that is cut in the middle of a frame ends what it had started', async () => {
    const label = newLabel();
    const socket = await open();
    socket.write(frame(0x81, run(label)));
    await expect.poll(() => engine.runs.state.active).toEqual([label]);
    socket.write(frame(0x81, 'a long text').subarray(0, 5));
    socket.resetAndDestroy();
  });

  test('that says what is no request is heard on, and told of once', async () => {
    const socket = await connect();
    const form = '{"i":"3","p":{"u":"/specs/list","h":{"content-type":"multipart/form-data"},"b":"x"}}';
    const garbage = ['', '{', 'null', '[]', '{"i":1}', '{"i":"1","p":{"u":"no address"}}', '{"i":"2","t":3}', form];
    for (let time = 0; time < 50; time += 1) {
      for (const message of garbage) socket.send(message);
      socket.send(Buffer.from([0, 1, 2, 0xff]));
    }
    const answer = new Promise<string>((resolve) => socket.once('message', (bytes) => resolve(String(bytes))));
    socket.send('{"i":"9","p":{"u":"/app/info"}}');
    expect(await answer).toContain('"9"');
    expect(reports).toEqual(['socket']);
    socket.terminate();
  });

  test('that asks and asks, and reads no answer, is ended before it fills memory', async () => {
    const list: SpecList = { specs: [], problems: [] };
    list.problems.push({ file: 'x'.repeat(1024 * 1024), line: null, entry: null, message: '' });
    const { list: before } = engine.specs;
    let asked = 0;
    engine.specs.list = () => {
      asked += 1;
      return list;
    };
    const socket = await open();
    socket.pause();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    let isClosed = false;
    void closed.then(() => {
      isClosed = true;
    });
    socket.on('error', () => {});
    for (let id = 0; id < 2_000 && !isClosed; id += 1) {
      socket.write(frame(0x81, JSON.stringify({ i: String(id), p: { u: '/specs/list' } })));
      await new Promise((resolve) => setImmediate(resolve));
    }
    socket.resume();
    await closed;
    engine.specs.list = before;
    expect(asked).toBeGreaterThan(10);
    expect(asked).toBeLessThan(1_000);
  });
});
