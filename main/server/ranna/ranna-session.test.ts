import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Spec, UNACKNOWLEDGED_LIMIT } from '../../../contract';
import { FakeEngine } from '../../api/fake-engine';
import { createServer, type Server } from '../server';
import { RannaSession } from './ranna-session';

const SPECS = ['print', 'wait', 'flood', 'fail', 'crash'].map((id) =>
  Spec.parse({ id, title: id, file: 'main', image: id, run: [id, '{entry}'] }),
);

let server: Server;
const engine = new FakeEngine(SPECS);
const clients: RannaClient[] = [];

beforeAll(async () => {
  server = await createServer({
    engine,
    appInfo: { version: '1', door: 'browser', platform: 'test', replica: 'yard.1' },
    rendererDir: fileURLToPath(new URL('.', import.meta.url)),
    reportError: () => {},
  });
});
afterEach(() => {
  for (const { socket } of clients.splice(0)) socket.terminate();
});
afterAll(() => server[Symbol.asyncDispose]());

interface RannaEvent {
  code: number;
  nonce?: number;
  data: { runid?: string; code?: number; message?: string };
}

class RannaClient {
  readonly texts: string[] = [];

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.texts.push(String(data)));
    clients.push(this);
  }

  static async connect(): Promise<RannaClient> {
    const headers = { authorization: `Bearer ${server.token}` };
    const client = new RannaClient(new WebSocket(`ws://127.0.0.1:${server.port}/v1/ws`, { headers }));
    await new Promise((resolve, reject) => client.socket.on('open', resolve).on('error', reject));
    return client;
  }

  send(operation: unknown): void {
    this.socket.send(typeof operation === 'string' ? operation : JSON.stringify(operation));
  }

  exec(nonce: number, language: string, { args = [], code = 'x' }: { args?: string[]; code?: string } = {}): void {
    const environment = { LABEL: `ranna-${nonce}` };
    this.send({ op: 1, nonce, args: { language, code, arguments: args, environment } });
  }

  get events(): RannaEvent[] {
    return this.texts.map((text) => JSON.parse(text) as RannaEvent);
  }

  /** Waits for so many events and gives them all. */
  async take(count: number): Promise<RannaEvent[]> {
    await expect.poll(() => this.texts.length, { timeout: 8_000 }).toBeGreaterThanOrEqual(count);
    return this.events;
  }
}

const { state } = engine.runs;

describe('a session', () => {
  test('answers in the bytes of Go', async () => {
    const client = await RannaClient.connect();
    client.send({ op: 0, nonce: 7 });
    client.send({ op: 0 });
    await client.take(2);
    client.exec(8, 'print', { code: 'a<b\n', args: ['to stderr'] });
    const { data } = (await client.take(6))[2]!;
    expect(data.runid).toMatch(/^fake-/);
    expect(client.texts).toEqual([
      '{"code":0,"nonce":7,"data":"Pong!"}\n',
      '{"code":0,"data":"Pong!"}\n',
      `{"code":2,"nonce":8,"data":{"runid":"${data.runid}"}}\n`,
      `{"code":3,"nonce":8,"data":{"runid":"${data.runid}","stdout":"a\\u003cb\\n"}}\n`,
      `{"code":3,"nonce":8,"data":{"runid":"${data.runid}","stderr":"to stderr"}}\n`,
      `{"code":4,"nonce":8,"data":{"runid":"${data.runid}","exectimems":1}}\n`,
    ]);
  });

  test('ends what it cannot do with an error, and no stop', async () => {
    const client = await RannaClient.connect();
    client.exec(1, 'print', { code: '' });
    client.exec(2, 'klingon');
    client.exec(3, 'fail', { args: ['QUEUE_FULL'] });
    client.exec(4, 'fail', { args: ['DOCKER_UNREACHABLE'] });
    client.send({ op: 9, nonce: 5 });
    client.send({ op: 2, nonce: 6, args: { runid: 'nobody' } });
    client.send({ op: 1, nonce: 7, args: { code: 1 } });
    client.send('{');
    client.socket.send(Buffer.from([1, 2]));
    const events = await client.take(9);
    const failures = events.map(({ code, nonce = 0, data }) => [code, nonce, data.code, data.message]);
    expect(failures.sort(([, a], [, b]) => Number(a) - Number(b))).toEqual([
      [1, 0, 400, expect.stringContaining('JSON')],
      [1, 0, 400, 'invalid message type'],
      [1, 1, 400, 'code is empty'],
      [1, 2, 400, 'unsupported language spec'],
      [1, 3, 429, 'you have been rate limited'],
      [1, 4, 500, 'It failed as it was told to.'],
      [1, 5, 400, 'invalid operation code'],
      [1, 6, 400, 'sandbox is not running'],
      [1, 7, 400, expect.stringContaining('code: ')],
    ]);
    client.exec(10, 'crash');
    expect((await client.take(12)).slice(9)).toEqual([
      { code: 2, nonce: 10, data: { runid: expect.any(String) } },
      { code: 3, nonce: 10, data: { runid: expect.any(String), stdout: 'so far so good' } },
      { code: 1, nonce: 10, data: { code: 500, message: 'Runyard met an error of its own.' } },
    ]);
  });

  test('kills its own run, whose last words and stop still come, and nobody else’s', async () => {
    const [owner, other] = [await RannaClient.connect(), await RannaClient.connect()];
    owner.exec(20, 'wait');
    // ranna's field is found in any case of its letters.
    const runId = (await owner.take(2))[0]?.data.runid;
    other.send({ op: 2, nonce: 21, args: { runid: runId } });
    expect(await other.take(1)).toEqual([
      { code: 1, nonce: 21, data: { code: 400, message: 'sandbox is not running' } },
    ]);
    expect(state.active).toContain('ranna-20');
    owner.send({ op: 2, nonce: 22, args: { runId } });
    const events = await owner.take(4);
    expect(events.slice(2)).toEqual([
      { code: 3, nonce: 20, data: { runid: runId, stdout: 'last words' } },
      { code: 4, nonce: 20, data: { runid: runId, exectimems: expect.any(Number) } },
    ]);
    owner.send({ op: 2, nonce: 23, args: { runid: runId } });
    expect((await owner.take(5))[4]).toMatchObject({ code: 1, nonce: 23, data: { message: 'sandbox is not running' } });
    expect(other.texts).toHaveLength(1);
  });

  test('says of a kill which server has the run, where that is another one', async () => {
    const client = await RannaClient.connect();
    const kill = (nonce: number, runid: string) => client.send({ op: 2, nonce, args: { runid } });
    kill(25, 'yard.2.secret');
    kill(26, 'yard.1.secret');
    expect(await client.take(2)).toEqual([
      { code: 1, nonce: 25, data: { code: 421, message: 'The run is at yard.2, and this is yard.1.' } },
      { code: 1, nonce: 26, data: { code: 400, message: 'sandbox is not running' } },
    ]);
  });

  test('takes its runs with it', async () => {
    const client = await RannaClient.connect();
    client.exec(30, 'wait');
    client.exec(31, 'wait');
    await client.take(4);
    client.socket.terminate();
    await expect.poll(() => state.active.filter((label) => /^ranna-3[01]$/.test(label))).toEqual([]);
  });

  test('that is not read holds its program up, and gives all of it when it is', async () => {
    const client = await RannaClient.connect();
    client.socket.pause();
    const characters = 48 * 1024 * 1024;
    client.exec(40, 'flood', { args: [String(characters)] });
    // What the system's own buffers take is not the server's memory.
    const systemBuffers = 16 * 1024 * 1024;
    let before = -1;
    const isHeld = () => {
      const produced = state.produced['ranna-40'] ?? 0;
      const same = produced > 0 && produced === before;
      before = produced;
      return same;
    };
    await expect.poll(isHeld, { timeout: 8_000, interval: 200 }).toBe(true);
    expect(state.produced['ranna-40']).toBeLessThan(systemBuffers + UNACKNOWLEDGED_LIMIT);
    client.socket.resume();
    await expect.poll(() => state.ended['ranna-40'], { timeout: 8_000 }).toBe('finished');
    await expect.poll(() => client.texts.at(-1), { timeout: 8_000 }).toContain('"code":4');
    const printed = client.texts.reduce((sum, text) => sum + (JSON.parse(text).data.stdout?.length ?? 0), 0);
    expect(printed).toBe(characters);
  });

  test('ends with a client that asks without end and reads nothing', () => {
    const sent: string[] = [];
    const socket = Object.assign(new EventEmitter(), {
      bufferedAmount: 64 * 1024 * 1024,
      send: (text: string) => void sent.push(text),
      terminate: () => socket.emit('close'),
    });
    let state = 'open';
    socket.on('close', () => (state = 'closed'));
    new RannaSession({
      socket: socket as unknown as WebSocket,
      engine,
      network: 'off',
      callerId: 'somebody',
      replica: undefined,
      reportError: () => {},
    });
    const ping = Buffer.from('{"op":0,"nonce":1}');
    for (let count = 0; count < 100_000 && state === 'open'; count++) socket.emit('message', ping, false);
    expect(state).toBe('closed');
    expect(sent.length).toBeLessThan(2_000);
  });
});
