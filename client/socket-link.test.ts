import { createServer as createHttpServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { FakeEngine } from '../main/api/fake-engine';
import { createServer, type Server, type ServerOptions } from '../main/server/server';
import { askFor, collect, iterate, outcomeOf, readState, readUntil, textOf, untilState } from './contract-world';
import { createClient as createPageClient } from './index';
import { createClient } from './node';
import { openNodeSocket } from './node-socket';
import { type ClientOptions, createServerClient } from './server-client';

const TOKEN = 'token-of-this-test';
const disposers: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllGlobals();
  for (const dispose of disposers.splice(0).reverse()) await dispose();
});

async function openServer(config: ServerOptions['config'] = {}): Promise<Server> {
  const server = await createServer({
    engine: new FakeEngine(),
    appInfo: { version: '0.1.0', door: 'browser', platform: 'test' },
    rendererDir: fileURLToPath(new URL('.', import.meta.url)),
    config: { token: TOKEN, ...config },
  });
  disposers.push(() => server[Symbol.asyncDispose]());
  return server;
}

/** Counts the sockets that the client makes. */
function openClient(port: number, options: ClientOptions = {}) {
  const sockets: WebSocket[] = [];
  const all = { url: `http://127.0.0.1:${port}`, token: TOKEN, reconnectMs: 0, ...options };
  const client = createServerClient(all, (server) => {
    const socket = openNodeSocket(server);
    sockets.push(socket as unknown as WebSocket);
    return socket;
  });
  disposers.push(() => client.close());
  return { client, sockets };
}

const LOST = { code: 'CONNECTION_LOST', remedy: expect.stringContaining('Runyard') };

describe('a client of a server', () => {
  test('loses what is under way with the socket, connects anew for the next call, and runs nothing again', async () => {
    const { port } = await openServer();
    const { client, sockets } = openClient(port);
    const run = client.run(askFor('wait'));
    const events = iterate(run);
    await readUntil(events, 'output');
    const next = events.next();
    sockets[0]?.terminate();
    await expect(next).rejects.toMatchObject(LOST);
    await expect(run.write('x')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
    expect(outcomeOf(await collect(client.run(askFor('print'))))).toEqual({ type: 'exited', code: 0 });
    expect(sockets).toHaveLength(2);
    expect((await readState(client)).active.filter((label) => label !== '')).toHaveLength(1);
  });

  test('fails, and does not try for ever, where no socket may even be made', async () => {
    const { port } = await openServer();
    const refused = function refuse(): never {
      throw new DOMException('An insecure connection may not be initiated.', 'SecurityError');
    };
    const client = createServerClient({ url: `http://127.0.0.1:${port}`, token: TOKEN, reconnectMs: 0 }, refused);
    await expect(client.app.info()).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    vi.stubGlobal('WebSocket', refused);
    const page = createPageClient({ url: `http://127.0.0.1:${port}`, token: TOKEN });
    await expect(page.app.info()).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('may not be initiated'),
    });
  });

  test('gives what had arrived of a run when the line broke, to its end', async () => {
    const { port } = await openServer();
    const { client, sockets } = openClient(port);
    const request = askFor('print', { args: ['late'] });
    const events = iterate(client.run(request));
    await events.next();
    await untilState(client, 'it has ended', ({ ended }) => ended[request.env?.LABEL ?? ''] === 'finished');
    const closed = new Promise((resolve) => sockets[0]?.on('close', resolve));
    sockets[0]?.terminate();
    await closed;
    const rest = await collect({ [Symbol.asyncIterator]: () => events });
    expect(textOf(rest)).toBe('late');
    expect(outcomeOf(rest)).toEqual({ type: 'exited', code: 0 });
  });

  test('says where nobody answers, and connects when somebody does', async () => {
    const first = await openServer();
    const { client } = openClient(first.port);
    await first[Symbol.asyncDispose]();
    const refused = {
      code: 'CONNECTION_LOST',
      message: `Runyard does not answer at http://127.0.0.1:${first.port}/ (ECONNREFUSED).`,
      remedy: expect.stringContaining('runyard serve'),
    };
    await expect(client.app.info()).rejects.toMatchObject(refused);
    await expect(collect(client.run(askFor('print')))).rejects.toMatchObject(refused);
    await openServer({ port: first.port });
    expect(await client.app.info()).toMatchObject({ door: 'browser' });
  });

  test('keeps calls that were not sent until a server that was there is back, and sends each once', async () => {
    const first = await openServer();
    const { client, sockets } = openClient(first.port, { reconnectMs: 20_000 });
    await client.app.info();
    await first[Symbol.asyncDispose]();
    const runs = [1, 2, 3].map(() => collect(client.run(askFor('print'))));
    const leave = new AbortController();
    const left = collect(client.run(askFor('print'), { signal: leave.signal }));
    await vi.waitUntil(() => sockets.length > 2);
    leave.abort();
    expect(outcomeOf(await left)).toEqual({ type: 'stopped', by: 'user' });
    await openServer({ port: first.port });
    for (const run of runs) expect(outcomeOf(await run)).toEqual({ type: 'exited', code: 0 });
    expect(Object.keys((await readState(client)).ended).filter((label) => label !== '')).toHaveLength(4);
  });

  test('tells of a lost connection in `engine.watch`, and of what is new in every watch when it is back', async () => {
    const first = await openServer();
    const { client } = openClient(first.port);
    const leave = new AbortController();
    const statuses = client.engine.watch({ signal: leave.signal })[Symbol.asyncIterator]();
    const lists = client.specs.watch({ signal: leave.signal })[Symbol.asyncIterator]();
    expect((await statuses.next()).value).toMatchObject({ provider: 'fake', state: 'ready' });
    await lists.next();
    const nextList = lists.next();
    await first[Symbol.asyncDispose]();
    expect((await statuses.next()).value).toMatchObject({
      provider: 'fake',
      state: 'unavailable',
      doctor: { ok: false, remedy: expect.stringContaining('start it again') },
    });
    const back = statuses.next();
    await openServer({ port: first.port });
    expect((await back).value).toMatchObject({ state: 'ready' });
    expect((await nextList).value).toHaveProperty('specs');
    leave.abort();
    expect((await statuses.next()).done).toBe(true);
    expect((await lists.next()).done).toBe(true);
  });

  test('ends `watch` at once when its signal aborts while there is no connection', async () => {
    const first = await openServer();
    const { client } = openClient(first.port);
    await first[Symbol.asyncDispose]();
    await expect(client.specs.watch()[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'CONNECTION_LOST',
    });
    const leave = new AbortController();
    const statuses = client.engine.watch({ signal: leave.signal })[Symbol.asyncIterator]();
    expect((await statuses.next()).value).toMatchObject({ state: 'unavailable' });
    const end = statuses.next();
    leave.abort();
    expect((await end).done).toBe(true);
  });

  test('carries a source of 50 MB, and refuses what would cost the connection', { timeout: 60_000 }, async () => {
    const { port } = await openServer();
    const { client, sockets } = openClient(port);
    const line = '# about as long as a line of source is, more or less\n';
    const content = line.repeat(Math.ceil(50_000_000 / line.length));
    const answered = await collect(client.run({ ...askFor('echo'), files: [{ path: 'main.py', content }] }));
    expect(outcomeOf(answered)).toEqual({ type: 'exited', code: 0 });
    const huge = client.run({ ...askFor('echo'), files: [{ path: 'main.py', content: content + content }] });
    await expect(collect(huge)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('64 MiB'),
      remedy: expect.stringContaining('smaller'),
    });
    expect(await client.app.info()).toMatchObject({ version: '0.1.0' });
    expect(sockets).toHaveLength(1);
  });

  test('notices a connection that is open at its own end only', async () => {
    const { port } = await openServer({ allowedHosts: ['127.0.0.1'] });
    let isHalfOpen = false;
    let signs = 0;
    const proxy = createTcpServer((near) => {
      const far = connect(port, '127.0.0.1');
      near.on('error', () => {});
      near.on('data', (bytes) => {
        signs += 1;
        if (!isHalfOpen) far.write(bytes);
      });
      far.on('error', () => {});
      far.on('data', (bytes) => isHalfOpen || near.write(bytes));
      near.on('close', () => far.destroy());
      disposers.push(() => near.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    disposers.push(() => proxy.close());
    const address = proxy.address();
    const { client } = openClient(typeof address === 'object' ? (address?.port ?? 0) : 0, { heartbeatMs: 150 });
    const events = iterate(client.run(askFor('wait')));
    await readUntil(events, 'output');
    // Silence alone is no loss: the server gives a sign of life when it is asked.
    const next = events.next();
    const state = { is: 'waiting' };
    next.catch(() => {
      state.is = 'lost';
    });
    signs = 0;
    await vi.waitUntil(() => signs >= 4, { timeout: 10_000 });
    expect(state.is).toBe('waiting');
    isHalfOpen = true;
    await expect(next).rejects.toMatchObject(LOST);
  });

  test('gives up a server that takes the connection and says nothing', async () => {
    const silent = createTcpServer((socket) => void disposers.push(() => socket.destroy()));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    disposers.push(() => silent.close());
    const address = silent.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const { client } = openClient(port, { connectTimeoutMs: 100 });
    const leave = new AbortController();
    const run = collect(client.run(askFor('print'), { signal: leave.signal }));
    leave.abort();
    expect(outcomeOf(await run)).toEqual({ type: 'stopped', by: 'user' });
    await expect(client.app.info()).rejects.toMatchObject({
      code: 'CONNECTION_LOST',
      details: { address: expect.any(String) },
    });
  });
});

describe('the door', () => {
  test('opens to a token in the option, in the printed address, and in a page of another site', async () => {
    const site = 'https://site.example';
    const server = await openServer({ allowedOrigins: [site] });
    for (const options of [{ url: server.origin, token: TOKEN }, { url: server.address }]) {
      await using client = createClient(options);
      expect(await client.app.info()).toMatchObject({ version: '0.1.0' });
    }
    const offered: unknown[] = [];
    vi.stubGlobal(
      'WebSocket',
      class extends WebSocket {
        constructor(url: URL, protocols: string[]) {
          offered.push(url.href, protocols);
          super(url, protocols, { origin: site });
        }
      },
    );
    await using page = createPageClient({ url: server.origin, token: TOKEN });
    expect(await page.app.info()).toMatchObject({ version: '0.1.0' });
    expect(offered).toEqual([`ws://127.0.0.1:${server.port}/ws`, ['runyard.v0', `runyard.token.${TOKEN}`]]);
  });

  test('says TOKEN_MISSING, ORIGIN_REFUSED, VERSION_MISMATCH or what else is there', async () => {
    const { port } = await openServer();
    const fails = (options: ClientOptions, error: Record<string, unknown>) =>
      expect(openClient(port, options).client.app.info()).rejects.toMatchObject(error);
    await fails({ token: 'wrong' }, { code: 'TOKEN_MISSING', message: expect.stringContaining('does not know') });
    await fails({ token: undefined }, { code: 'TOKEN_MISSING', message: expect.stringContaining('asks for a token') });
    // A run that was refused is not tried again either.
    await expect(collect(openClient(port, { token: 'wrong' }).client.run(askFor('print')))).rejects.toMatchObject({
      code: 'TOKEN_MISSING',
    });
    const other = createHttpServer((request, response) => {
      if (request.url?.includes('version')) response.end('{"version":"3.2.1"}');
      else if (request.url?.includes('forbidden')) response.writeHead(403).end('{"message":"No.","remedy":"Ask."}');
      else if (request.url?.includes('same')) response.end('{"version":"0.9.9"}');
      else response.writeHead(404).end('<html>');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    disposers.push(() => other.close());
    const address = other.address();
    const url = (path: string) => `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/${path}`;
    await fails({ url: url('forbidden') }, { code: 'ORIGIN_REFUSED', message: 'No.', remedy: 'Ask.' });
    await fails({ url: url('version') }, { code: 'VERSION_MISMATCH', message: expect.stringContaining('3.2.1') });
    await fails({ url: url('same') }, { code: 'CONNECTION_LOST', remedy: expect.stringContaining('proxy') });
    await fails({ url: url('') }, { code: 'CONNECTION_LOST', message: expect.stringContaining('no Runyard') });
  });

  test('is not looked for under what is no address', () => {
    for (const options of [{}, { url: 'file:///x' }, { url: 'http://' }, { url: 'http://x', token: 'a b' }]) {
      expect(() => createClient(options)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
    }
  });
});

describe('a run', () => {
  async function openCounted() {
    const { port } = await openServer();
    return openClient(port).client;
  }

  test('takes a stream as its stdin, text and bytes, and never breaks a character', async () => {
    const client = await openCounted();
    async function* lines() {
      yield 'text ';
      const bytes = new TextEncoder().encode('böse 🎉');
      for (const byte of bytes) yield Uint8Array.of(byte);
      yield '🎉'.repeat(200_000);
    }
    const { stdin: _, ...request } = askFor('echo');
    const result = await client.runToEnd({ ...request, stdin: lines() });
    expect(result.outcome).toEqual({ type: 'exited', code: 0 });
    expect(result.stdout).toBe(`text böse 🎉${'🎉'.repeat(200_000)}`);
  });

  test('lets a stream go that it needs no more, and ends with one that fails', async () => {
    const client = await openCounted();
    const { stdin: _, ...request } = askFor('print');
    let isLetGo = false;
    const endless = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<IteratorResult<string>>(() => {}),
        return: async () => {
          isLetGo = true;
          return { done: true as const, value: undefined };
        },
      }),
    };
    await client.runToEnd({ ...request, stdin: endless });
    await vi.waitUntil(() => isLetGo);
    async function* broken(): AsyncGenerator<string> {
      yield 'a';
      throw new Error('the disk is gone');
    }
    await expect(client.runToEnd({ ...request, spec: 'echo', stdin: broken() })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('the disk is gone'),
    });
  });

  test('keeps no more output than it is asked to, and is stopped by its signal', async () => {
    const client = await openCounted();
    const bounded = await client.runToEnd(askFor('flood', { args: ['3000000'] }), { limitCharacters: 1000 });
    expect(bounded).toMatchObject({ truncated: [{ stream: 'stdout', droppedBytes: 2_999_000 }] });
    expect(bounded.stdout).toHaveLength(1000);
    const leave = new AbortController();
    const stopped = client.run(askFor('wait'), { signal: leave.signal });
    const events = [];
    for await (const event of stopped) {
      events.push(event);
      if (event.type === 'output') leave.abort();
    }
    expect(outcomeOf(events)).toEqual({ type: 'stopped', by: 'user' });
    expect(textOf(events)).toBe('waitinglast words');
  });
});
