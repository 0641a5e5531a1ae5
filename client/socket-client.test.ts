import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { FakeEngine } from '../main/api/fake-engine';
import { createServer, type Server } from '../main/server/server';
import { askFor, collect, iterate, outcomeOf, readState, readUntil } from './contract-world';
import { createSocketClient, type SocketLike } from './socket-client';

const TOKEN = 'token-of-this-test';
const disposers: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposers.splice(0).reverse()) await dispose();
});

async function openServer(port = 0): Promise<Server> {
  const server = await createServer({
    engine: new FakeEngine(),
    appInfo: { version: '1', door: 'browser', platform: 'test' },
    rendererDir: fileURLToPath(new URL('.', import.meta.url)),
    config: { token: TOKEN, port },
  });
  disposers.push(() => server[Symbol.asyncDispose]());
  return server;
}

/** Counts the sockets that the client makes. */
function openClient(port: number) {
  const sockets: WebSocket[] = [];
  const client = createSocketClient(() => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers: { authorization: `Bearer ${TOKEN}` } });
    sockets.push(socket);
    return socket as unknown as SocketLike;
  });
  disposers.push(() => client.close());
  return { client, sockets };
}

const LOST = { code: 'CONNECTION_LOST', remedy: expect.stringContaining('Runyard') };

describe('createSocketClient', () => {
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

  test('says CONNECTION_LOST when nobody answers, and connects when somebody does', async () => {
    const first = await openServer();
    const { client } = openClient(first.port);
    await first[Symbol.asyncDispose]();
    await expect(client.app.info()).rejects.toMatchObject(LOST);
    await expect(collect(client.run(askFor('print')))).rejects.toMatchObject(LOST);
    await openServer(first.port);
    expect(await client.app.info()).toMatchObject({ door: 'browser' });
  });

  test('tells of a lost connection in `watch`, and of the engine again when it is back', async () => {
    const first = await openServer();
    const { client } = openClient(first.port);
    const leave = new AbortController();
    const statuses = client.engine.watch({ signal: leave.signal })[Symbol.asyncIterator]();
    expect((await statuses.next()).value).toMatchObject({ provider: 'fake', state: 'ready' });
    await first[Symbol.asyncDispose]();
    expect((await statuses.next()).value).toMatchObject({
      provider: 'fake',
      state: 'unavailable',
      doctor: { ok: false, remedy: expect.stringContaining('start it again') },
    });
    const back = statuses.next();
    await openServer(first.port);
    expect((await back).value).toMatchObject({ state: 'ready' });
    leave.abort();
    expect((await statuses.next()).done).toBe(true);
  });

  test('ends `watch` at once when its signal aborts while there is no connection', async () => {
    const first = await openServer();
    const { client } = openClient(first.port);
    await first[Symbol.asyncDispose]();
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
    expect(await client.app.info()).toMatchObject({ version: '1' });
    expect(sockets).toHaveLength(1);
  });
});
