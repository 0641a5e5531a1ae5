import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { askFor, newLabel } from '../../client/contract-world';
import { FakeEngine } from '../api/fake-engine';
import { openSocket, type RawAnswer, readToEnd, sendRaw } from '../testing/raw-http';
import { createServer, type Server } from './server';

const TOKENS = { red: 'the-token-of-the-red-team', blue: 'the-token-of-the-blue-team' };
const BODY_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 600;
const SECRET = 'a secret beside the window';

const engine = new FakeEngine();
const reports: unknown[] = [];
let folder: string;
let server: Server;
let idleSockets: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-bad-input-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'secret.txt'), SECRET);
  server = await createServer({
    engine,
    appInfo: { version: '1', door: 'browser', platform: 'test' },
    rendererDir: join(folder, 'renderer'),
    config: { tokens: TOKENS, bodyBytes: BODY_BYTES, requestTimeoutMs: REQUEST_TIMEOUT_MS },
    heartbeatMs: 200,
    reportError: (error) => reports.push(error),
  });
  idleSockets = countSockets();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Whatever was sent: the server answers, says nothing of an error of its own, and holds neither a run nor a socket. */
afterEach(async () => {
  expect((await sendRaw(server.port, head('GET', '/healthz'))).status).toBe(200);
  await expect.poll(() => engine.runs.state.active, { timeout: 8_000 }).toEqual([]);
  await expect.poll(countSockets, { timeout: 8_000, message: 'sockets' }).toBeLessThanOrEqual(idleSockets);
  expect(reports.splice(0).map(String)).toEqual([]);
});

function countSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}

/** A request's head, which asks for the connection to be closed after the answer. */
function head(method: string, target: string, headers: Record<string, string> = {}): string {
  const all = {
    Host: `127.0.0.1:${server.port}`,
    Authorization: `Bearer ${TOKENS.red}`,
    Connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

function post(path: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<RawAnswer> {
  const length = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) };
  return sendRaw(server.port, head('POST', `/api${path}`, { ...length, ...headers }), body);
}

function expectRefusal(answer: RawAnswer, status: number, message: RegExp): void {
  expect(answer.status, `${answer.head} ${answer.body}`).toBe(status);
  const refusal = JSON.parse(answer.body) as Record<string, unknown>;
  expect(Object.keys(refusal)).toEqual(['code', 'message', 'remedy', 'details']);
  expect(refusal.message).toMatch(message);
  expect(refusal.remedy).toMatch(/\w+/);
  expect(answer.body).not.toMatch(/\bat .*\.(ts|js):\d+|node_modules/);
}

describe('a body', () => {
  const run = askFor('print');
  test.each<[string, string | Uint8Array, RegExp]>([
    ['is cut JSON', '{"spec": "print", ', /is no JSON/],
    ['is no JSON at all', 'spec=print', /is no JSON/],
    ['is empty', '', /not valid/],
    ['is JSON of another kind', '[1, 2]', /not valid/],
    ['has a wrong type', JSON.stringify({ ...run, files: 'main.py' }), /at "files"/],
    [
      'has a wrong type deep inside',
      JSON.stringify({ ...run, files: [{ path: 1, content: '' }] }),
      /"files\[0\]\.path"/,
    ],
    ['has a field that is not known', JSON.stringify({ ...run, arg: ['x'] }), /"arg"/],
    ['has a limit that is not known', JSON.stringify({ ...run, limits: { memory: 1 } }), /"limits".*"memory"/],
    ['is not in UTF-8', Buffer.from('{"spec": "\xff\xfe"}', 'latin1'), /UTF-8/],
    ['is nested a little too deep', `{"env": ${'['.repeat(100)}${']'.repeat(100)}}`, /nested/],
    ['is nested far too deep', '['.repeat(30_000), /is no JSON|nested/],
    ['is nested far too deep and whole', '['.repeat(30_000) + ']'.repeat(30_000), /nested/],
    ['reaches for the prototype', '{"spec": "print", "__proto__": {"admin": true}}', /__proto__/],
    ['reaches for the prototype deep inside', '{"env": {"__proto__": {"admin": true}}}', /__proto__/],
  ])('that %s is refused, and why', async (_name, body, message) => {
    expectRefusal(await post('/runs', body), 400, message);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test('of another type is refused, so that no form of another site is taken for one', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
      'nonsense',
    ]) {
      expectRefusal(await post('/runs', JSON.stringify(run), { 'Content-Type': type }), 415, /not said to be JSON/);
    }
  });

  test('over the limit is refused by its announced length, and by its real one', async () => {
    expectRefusal(await post('/runs', JSON.stringify({ spec: 'x'.repeat(BODY_BYTES) })), 413, /larger/);
    const announced = head('POST', '/api/runs', {
      'Content-Type': 'application/json',
      'Content-Length': '999999999999',
    });
    expectRefusal(await sendRaw(server.port, announced), 413, /larger/);
    const chunked = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    expectRefusal(await sendRaw(server.port, head('POST', '/api/runs', chunked), chunk.repeat(6)), 413, /larger/);
  });

  test('that is broken off leaves nothing', async () => {
    for (const headers of [{ 'Content-Length': '1000' }, { 'Transfer-Encoding': 'chunked' }]) {
      const socket = await openSocket(server.port);
      socket.write(head('POST', '/api/runs', { 'Content-Type': 'application/json', ...headers }));
      socket.write('3e8\r\n{"spec": "wait"');
      await new Promise((resolve) => setImmediate(resolve));
      socket.resetAndDestroy();
    }
  });
});

describe('a request', () => {
  test.each([
    ['of two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello'],
    [
      'of a length and of chunks',
      'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/specs HTTP/1.1\r\n\r\n',
    ],
    ['of an unknown encoding', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['of a length that is no number', 'Content-Length: +5\r\n\r\nhello'],
    ['with a broken header', 'Broken header\r\n\r\n'],
    ['with a folded header', 'X-A: b\r\n Transfer-Encoding: chunked\r\n\r\n'],
    ['with a blank before the colon', 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n'],
  ])('%s is refused, and nothing behind it is answered', async (_name, rest) => {
    const opening = `POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${TOKENS.red}\r\n`;
    const answer = await sendRaw(server.port, `${opening}Content-Type: application/json\r\n${rest}`);
    expectRefusal(answer, 400, /no HTTP that can be read/);
    expect(answer.body).not.toContain('HTTP/1.1');
  });

  test('that is no HTTP is refused', async () => {
    expectRefusal(await sendRaw(server.port, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'), 400, /no HTTP/);
    expectRefusal(await sendRaw(server.port, `${'A'.repeat(100)}\r\n\r\n`), 400, /no HTTP/);
  });

  test('with too large a head is refused', async () => {
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, number) => [`X-${number}`, 'x']));
    expectRefusal(await sendRaw(server.port, head('GET', '/api/specs', many)), 431, /head/);
    expectRefusal(await sendRaw(server.port, head('GET', '/api/specs', { 'X-Long': 'x'.repeat(64_000) })), 431, /head/);
    expectRefusal(await sendRaw(server.port, head('GET', `/api/${'x'.repeat(64_000)}`)), 431, /head/);
  });

  test('whose head or body comes too slowly is ended', async () => {
    const dripping = [
      drip(`GET /api/specs HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-A: `),
      drip(head('POST', '/api/runs', { 'Content-Type': 'application/json', 'Content-Length': '1000' })),
    ];
    for (const answer of await Promise.all(dripping)) expectRefusal(answer, 408, /in time/);
  });

  test('may be answered for longer than it may take to arrive', async () => {
    const body = JSON.stringify(askFor('wait'));
    const length = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
    const socket = await openSocket(server.port);
    const answer = readToEnd(socket);
    socket.write(head('POST', '/api/runs', length) + body);
    await expect.poll(() => engine.runs.state.active).toHaveLength(1);
    const late = `GET /api/specs HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-A: `;
    for (let time = 0; time < 2; time += 1) expect((await drip(late)).status).toBe(408);
    expect(engine.runs.state.active).toHaveLength(1);
    socket.destroy();
    await answer;
  });

  test('of a connection that says nothing, or is closed on one side, is not waited for', async () => {
    const silent = await openSocket(server.port);
    const half = await openSocket(server.port);
    half.write('GET /api/specs HTTP/1.1\r\n');
    half.end();
    await Promise.all([readToEnd(silent), readToEnd(half)]);
  });

  test('with a path that cannot be read is refused', async () => {
    const targets = ['//[', '/api/%zz', '/api/runs/%E0%A4%A', '/%', 'http://[::1', '*', '/api/\u00e9'];
    for (const target of [...targets, `/api/runs/${'x'.repeat(5_000)}`]) {
      const { status, body } = await sendRaw(server.port, head('GET', target));
      expect(status, `${target} ${body}`).toBeGreaterThanOrEqual(400);
      expect(status, `${target} ${body}`).toBeLessThan(500);
    }
    expectRefusal(await sendRaw(server.port, head('GET', '/api/runs/%zz')), 400, /cannot be read/);
    const ranna = await sendRaw(server.port, head('GET', '/v1/%zz'));
    expect(JSON.parse(ranna.body)).toEqual({ error: 'Bad Request', code: 400 });
    const unknown = await sendRaw(server.port, head('DELETE', '/api/images/..%2f..%2fetc%2fpasswd'));
    expectRefusal(unknown, 404, /no language/);
  });

  test('with a query that reaches for the prototype changes nothing', async () => {
    const query = '__proto__[admin]=1&__proto__.admin=1&constructor[prototype][admin]=1&tabId=x';
    expect((await sendRaw(server.port, head('GET', `/api/earlier-runs?${query}`))).status).toBe(200);
    expect(({} as { admin?: string }).admin).toBeUndefined();
  });
});

describe('somebody who may not', () => {
  const start = JSON.stringify(askFor('wait'));
  test.each<[string, Record<string, string>, number]>([
    ['forges a token', { Authorization: 'Bearer the-token-of-the-red-tean' }, 401],
    ['has no token', { Authorization: '' }, 401],
    ['has a token of another scheme', { Authorization: `Digest ${TOKENS.red}` }, 401],
    ['has the token of a cookie that is not there', { Authorization: '', Cookie: `runyard-1=${TOKENS.red}` }, 401],
    ['comes from another site', { Origin: 'https://evil.example' }, 403],
    ['comes from a file', { Origin: 'null' }, 403],
    ['comes by a name that leads here', { Host: 'evil.example' }, 403],
    ['comes by a name that leads here, with the port', { Host: 'evil.example:1' }, 403],
  ])('%s starts nothing', async (_name, headers, status) => {
    const started = Object.keys(engine.runs.state.ended).length;
    expectRefusal(await post('/runs', start, headers), status, /\w/);
    expect(Object.keys(engine.runs.state.ended)).toHaveLength(started);
  });

  test('is not let in by a path that only looks like the health', async () => {
    for (const target of [
      '//x/healthz',
      '/x/../healthz/../index.html',
      'http://x/healthz',
      '/healthz/',
      '/healthz%2f',
    ]) {
      expect((await sendRaw(server.port, head('GET', target, { Authorization: '' }))).status, target).toBe(401);
    }
  });

  test("cannot tell another's run from none, nor touch it", async () => {
    const label = newLabel();
    const body = JSON.stringify(askFor('echo', { stdin: 'interactive' }, label));
    const socket = await openSocket(server.port);
    const answer = readToEnd(socket);
    socket.write(
      head('POST', '/api/runs', { 'Content-Type': 'application/json', 'Content-Length': String(body.length) }) + body,
    );
    const first = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('started')) resolve(text);
      });
    });
    const runId = /"runId":"([^"]+)"/.exec(first)?.[1] ?? '';
    const blue = { Authorization: `Bearer ${TOKENS.blue}` };
    const touch = async (id: string) => [
      await sendRaw(server.port, head('DELETE', `/api/runs/${id}`, blue)),
      await post(`/runs/${id}/stdin`, '{"text": "boo"}', blue),
      await sendRaw(server.port, head('POST', `/api/runs/${id}/stdin/close`, blue)),
      await post(`/runs/${id}/terminal`, '{"columns": 1, "rows": 1}', blue),
    ];
    const [foreign, none] = [await touch(runId), await touch('none')];
    expectRefusal(foreign[0]!, 404, /no run with that id/);
    expect(foreign.map(({ status, body: text }) => [status, text.replaceAll(runId, 'none')])).toEqual(
      none.map(({ status, body: text }) => [status, text]),
    );
    expect(engine.runs.state.active).toEqual([label]);
    expect((await sendRaw(server.port, head('DELETE', `/api/runs/${runId}`))).status).toBe(204);
    expect((await answer).body).toContain('stopped');
    expect((await answer).body).not.toContain('boo');
  });
});

describe('a path to a file', () => {
  test('leads to none but the window’s', async () => {
    const ways = [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/..%5csecret.txt',
      '/%5c..%5csecret.txt',
      '/..%c0%afsecret.txt',
      '/%252e%252e/secret.txt',
      '/....//secret.txt',
      '//secret.txt',
      '/secret.txt%00.html',
      '/%00',
      `/${folder}/secret.txt`,
      `//${folder}/secret.txt`,
      `file://${folder}/secret.txt`,
      `http://127.0.0.1:${server.port}/../secret.txt`,
      '/api/../../secret.txt',
      '/api/%2e%2e/%2e%2e/secret.txt',
    ];
    for (const target of ways) {
      const { status, body } = await sendRaw(server.port, head('GET', target));
      expect(status, target).toBeGreaterThanOrEqual(400);
      expect(status, `${target} ${body}`).toBeLessThan(500);
      expect(body, target).not.toContain(SECRET);
    }
  });
});

/** Sends the opening, then a letter now and then, for as long as anybody listens. */
async function drip(opening: string): Promise<RawAnswer> {
  const socket: Socket = await openSocket(server.port);
  const answer = readToEnd(socket);
  socket.write(opening);
  const timer = setInterval(() => socket.write('x'), 50);
  return answer.finally(() => clearInterval(timer));
}
