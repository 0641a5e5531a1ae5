import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { askFor, newLabel, readState, untilState } from '../../client/contract-world';
import { createClient } from '../../client/node';
import { MAX_MESSAGE_BYTES } from '../../contract';
import { FakeEngine } from '../api/fake-engine';
import { createServer, type Server } from './server';

const PAGE = '<!doctype html><title>the window</title>';
const HEARTBEAT_MS = 200;

let folder: string;
let server: Server;
let bearer: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-server-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'renderer', 'index.html'), PAGE);
  await writeFile(join(folder, 'renderer', 'assets', 'window-abc.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'a secret beside the window');
  server = await createServer({
    engine: new FakeEngine(),
    appInfo: { version: '1', door: 'browser', platform: 'test' },
    rendererDir: join(folder, 'renderer'),
    heartbeatMs: HEARTBEAT_MS,
  });
  bearer = { authorization: `Bearer ${server.token}` };
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Sends the path as it is written: `fetch` would tidy it. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, headers, method }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** @returns `open`, or the status that refused it */
function tryWebSocket(headers: Record<string, string>, path = '/ws'): Promise<'open' | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.on('unexpected-response', (upgrade, response) => {
      upgrade.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', reject);
  });
}

function openClient() {
  return createClient({ url: server.address });
}

describe('the token', () => {
  test('in the address becomes a cookie and leaves the address, and the cookie opens page and socket', async () => {
    expect(server.address).toBe(`http://127.0.0.1:${server.port}/?token=${server.token}`);
    const arrival = await ask(`/?token=${server.token}`);
    expect(arrival.status).toBe(303);
    expect(arrival.headers.location).toBe('/');
    const [cookie = ''] = arrival.headers['set-cookie'] ?? [];
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    const held = { cookie: cookie.split(';')[0] ?? '' };
    expect(await ask('/', held)).toMatchObject({ status: 200, body: PAGE });
    expect(await tryWebSocket({ ...held, origin: server.origin })).toBe('open');
  });

  test('is needed for everything but the health', async () => {
    expect(await ask('/healthz')).toMatchObject({ status: 200, body: '{"ok":true}' });
    for (const path of ['/', '/index.html', '/assets/window-abc.js', '/ws', '/nothing', '/healthz/../index.html']) {
      expect((await ask(path)).status, path).toBe(401);
    }
    expect(await tryWebSocket({})).toBe(401);
    expect(await tryWebSocket({ origin: server.origin })).toBe(401);
    expect(await tryWebSocket({}, `/ws?token=${server.token}`)).toBe(401);
  });

  test('is refused when wrong, in each place where it can be', async () => {
    const wrong = `${server.token.slice(0, -1)}${server.token.endsWith('A') ? 'B' : 'A'}`;
    expect((await ask(`/?token=${wrong}`)).status).toBe(401);
    expect((await ask('/?token=')).status).toBe(401);
    expect((await ask(`/?token=${wrong}`, bearer)).status).toBe(401);
    expect((await ask('/', { cookie: `runyard-${server.port}=${wrong}` })).status).toBe(401);
    expect((await ask('/', { authorization: `Bearer ${wrong}` })).status).toBe(401);
    expect(await tryWebSocket({ cookie: `runyard-${server.port}=${wrong}` })).toBe(401);
  });

  test('that is missing gives a page that says what to do', async () => {
    const page = await ask('/', { accept: 'text/html' });
    expect(page.status).toBe(401);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('terminal');
    expect(page.body).not.toContain(server.token);
    expect(JSON.parse((await ask('/')).body)).toHaveProperty('remedy');
  });
});

describe('the host and the origin', () => {
  test('must be names of this server', async () => {
    for (const host of [`127.0.0.1:${server.port}`, `localhost:${server.port}`, `[::1]:${server.port}`]) {
      expect((await ask('/', { ...bearer, host })).status, host).toBe(200);
    }
    const strangers = [
      'evil.example',
      `evil.example:${server.port}`,
      'localhost',
      'localhost:1',
      `x@localhost:${server.port}`,
    ];
    for (const host of strangers) {
      expect((await ask('/', { ...bearer, host })).status, host).toBe(403);
      expect((await ask('/healthz', { host })).status, host).toBe(403);
      expect(await tryWebSocket({ ...bearer, host }), host).toBe(403);
    }
  });

  test('of another site open no socket and change nothing', async () => {
    for (const origin of ['https://evil.example', 'null', `https://127.0.0.1:${server.port}`, 'http://127.0.0.1:1']) {
      expect(await tryWebSocket({ ...bearer, origin }), origin).toBe(403);
      expect((await ask('/', { ...bearer, origin }, 'POST')).status, origin).toBe(403);
    }
    expect(await tryWebSocket({ ...bearer, origin: `http://localhost:${server.port}` })).toBe('open');
  });
});

describe('the files', () => {
  test('are those of the window and no others', async () => {
    expect(await ask('/assets/window-abc.js', bearer)).toMatchObject({ status: 200, body: 'export {};' });
    const ways = [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/..%5csecret.txt',
    ];
    for (const path of [...ways, '/assets/%2e%2e/%2e%2e/secret.txt', '//secret.txt', '/%00', `/${folder}/secret.txt`]) {
      const answer = await ask(path, bearer);
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
      expect(answer.body, path).not.toContain('a secret');
    }
  });

  test('carry the headers that keep the page to this server', async () => {
    const page = await ask('/', bearer);
    const policy = page.headers['content-security-policy'];
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port}`);
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect((await ask('/assets/window-abc.js', bearer)).headers['cache-control']).toContain('immutable');
  });

  test('take no body, however large', async () => {
    const answer = await ask('/', { ...bearer, 'content-type': 'application/json' }, 'POST', 'x'.repeat(1_000_000));
    expect([404, 413]).toContain(answer.status);
  });
});

describe('the socket', () => {
  /** A socket that speaks WebSocket just enough to open one, and then never answers. */
  async function openSilent(): Promise<Socket> {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(
      `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    const head = await new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(bytes.toString())));
    expect(head).toContain('101');
    return socket;
  }

  test('is dropped when the other end goes silent', async () => {
    const socket = await openSilent();
    await new Promise((resolve) => socket.on('close', resolve));
  });

  test('stays while it answers, though nothing is said', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/ws`, { headers: bearer });
    await new Promise<void>((resolve) => {
      let pings = 0;
      socket.on('ping', () => {
        pings += 1;
        if (pings === 5) resolve();
      });
    });
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.terminate();
  });

  test('is closed for a message over the limit, and nothing else is', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/ws`, { headers: bearer });
    await new Promise((resolve) => socket.on('open', resolve));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => {});
    socket.send(Buffer.alloc(MAX_MESSAGE_BYTES + 1));
    await closed;
    expect((await ask('/healthz')).status).toBe(200);
  });

  test('survives garbage', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/ws`, { headers: bearer });
    await new Promise((resolve) => socket.on('open', resolve));
    for (const garbage of ['', '{', 'null', '{"i":1}', '{"i":"1","p":{"u":"no address"}}']) socket.send(garbage);
    const answer = new Promise<string>((resolve) => {
      socket.on('message', (bytes) => {
        if (String(bytes).includes('"9"')) resolve(String(bytes));
      });
    });
    socket.send('{"i":"9","p":{"u":"/app/info"}}');
    expect(await answer).toContain('browser');
    socket.terminate();
  });

  test('ends a call whose abort comes in the same packet', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/ws`, { headers: bearer });
    await new Promise((resolve) => socket.on('open', resolve));
    const label = newLabel();
    const { _socket: stream } = socket as unknown as { _socket: Socket };
    stream.cork();
    for (let id = 1; id <= 20; id += 1) {
      socket.send(JSON.stringify({ i: String(id), p: { u: '/run/start', b: { json: askFor('wait', {}, label) } } }));
      socket.send(JSON.stringify({ i: String(id), t: 4 }));
    }
    stream.uncork();
    const answer = new Promise((resolve) => socket.on('message', resolve));
    socket.send('{"i":"99","p":{"u":"/app/info"}}');
    await answer;
    const client = openClient();
    await untilState(client, 'the runs are gone', (state) => !state.active.includes(label));
    expect((await readState(client)).active).not.toContain(label);
    client.close();
    socket.terminate();
  });
});

describe('closing', () => {
  test('does not wait for sockets that do not answer, and can be asked twice', async () => {
    const other = await createServer({
      engine: new FakeEngine(),
      appInfo: { version: '1', door: 'browser', platform: 'test' },
      rendererDir: join(folder, 'renderer'),
    });
    const silent = connect(other.port, '127.0.0.1');
    silent.on('error', () => {});
    const socket = new WebSocket(`ws://127.0.0.1:${other.port}/ws`, {
      headers: { authorization: `Bearer ${other.token}` },
    });
    await new Promise((resolve) => socket.on('open', resolve));
    socket.pause();
    await Promise.all([other[Symbol.asyncDispose](), other[Symbol.asyncDispose]()]);
    socket.terminate();
    silent.destroy();
  });

  test('names a port that is taken', async () => {
    const options = {
      engine: new FakeEngine(),
      appInfo: { version: '1', door: 'browser', platform: 'test' } as const,
      rendererDir: join(folder, 'renderer'),
      config: { port: server.port },
    };
    await expect(createServer(options)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(String(server.port)),
      remedy: expect.stringContaining('--port'),
    });
  });

  test('limits guessing', async () => {
    const statuses = new Set<number>();
    for (let guess = 0; guess < 300; guess += 1) statuses.add((await ask(`/?token=${guess}`)).status);
    expect([...statuses]).toEqual([401, 429]);
    expect((await ask('/', bearer)).status).toBe(200);
  });
});
