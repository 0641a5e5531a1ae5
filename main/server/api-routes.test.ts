import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askFor, type EngineState, newLabel } from '../../client/contract-world';
import { type RunEvent, type RunRequestInput, UNACKNOWLEDGED_LIMIT } from '../../contract';
import { FakeEngine } from '../api/fake-engine';
import { createServer, type Server } from './server';

let server: Server;
const engine = new FakeEngine();
const reports: string[] = [];

beforeAll(async () => {
  server = await createServer({
    engine,
    appInfo: { version: '1', door: 'browser', platform: 'test' },
    rendererDir: fileURLToPath(new URL('.', import.meta.url)),
    reportError: (_error, procedure) => reports.push(procedure),
  });
});
afterAll(() => server[Symbol.asyncDispose]());

interface Call {
  body?: unknown;
  accept?: string;
  signal?: AbortSignal;
}

function call(method: string, path: string, { body, accept, signal }: Call = {}): Promise<Response> {
  return fetch(`${server.origin}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${server.token}`,
      ...(accept ? { accept } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
}

function run(request: RunRequestInput, accept?: string, signal?: AbortSignal): Promise<Response> {
  return call('POST', '/runs', { body: request, ...(accept ? { accept } : {}), ...(signal ? { signal } : {}) });
}

/** Reads server-sent events one by one; each is its name and its data. */
async function* readEvents(response: Response): AsyncGenerator<{ name: string; data: unknown }> {
  let text = '';
  for await (const bytes of response.body!.pipeThrough(new TextDecoderStream())) {
    text += bytes;
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      if (frame.startsWith(':')) continue;
      const [, name = '', data] = /^event: (\w+)(?:\ndata: (.*))?$/.exec(frame) ?? [];
      yield { name, data: data === undefined ? undefined : JSON.parse(data) };
    }
  }
}

function state(): EngineState {
  return engine.runs.state;
}

async function until(what: string, holds: () => boolean): Promise<void> {
  await expect.poll(holds, { timeout: 8_000, message: what }).toBe(true);
}

describe('a run', () => {
  test('streams its events as they happen, takes input meanwhile, and ends', async () => {
    const response = await run(askFor('echo', { stdin: 'interactive' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = readEvents(response);
    const started = (await events.next()).value as { name: string; data: { runId: string } };
    expect(started).toMatchObject({ name: 'message', data: { type: 'started', provider: 'fake' } });
    const { runId } = started.data;
    expect((await call('POST', `/runs/${runId}/stdin`, { body: { text: 'grüße' } })).status).toBe(204);
    expect((await events.next()).value).toEqual({
      name: 'message',
      data: { type: 'output', stream: 'stdout', text: 'grüße' },
    });
    expect((await call('POST', `/runs/${runId}/stdin/close`)).status).toBe(204);
    expect((await events.next()).value).toMatchObject({
      data: { type: 'finished', outcome: { type: 'exited', code: 0 } },
    });
    expect((await events.next()).value).toEqual({ name: 'done', data: undefined });
    expect((await events.next()).done).toBe(true);
    // It is the caller's own and has ended: stopping it is no error, sending input is.
    expect((await call('DELETE', `/runs/${runId}`)).status).toBe(204);
    expect((await call('POST', `/runs/${runId}/stdin`, { body: { text: 'x' } })).status).toBe(404);
  });

  test('comes in lines', async () => {
    const files = [{ path: 'a', content: 'one\n' }];
    const response = await run({ ...askFor('print'), files, args: ['two'] }, 'application/x-ndjson');
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = (await response.text()).trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line) as RunEvent);
    expect(events.map(({ type }) => type)).toEqual([
      'queued',
      'queued',
      'queued',
      'started',
      'phase',
      'output',
      'output',
      'finished',
    ]);
  });

  test('comes in one answer, with its failure as a value', async () => {
    const files = [{ path: 'a', content: 'one\n' }];
    const response = await run({ ...askFor('print'), files, args: ['two'] }, 'application/json');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      runId: expect.stringContaining('fake-'),
      outcome: { type: 'exited', code: 0 },
      metrics: { runMs: 1 },
      stdout: 'one\n',
      stderr: 'two',
      truncated: [],
    });
  });

  test('comes in one answer with bytes that are no text', async () => {
    const base64 = Buffer.from([0xc3, 0xa9, 0x00, 0xff]).toString('base64');
    const response = await run({ ...askFor('echo', { stdin: { base64 } }), binary: true }, 'application/json');
    expect(await response.json()).toMatchObject({ stdout: 'é\0\ufffd', stdoutBase64: base64, stderr: '' });
  });

  test('is stopped by its owner, and tells so', async () => {
    const events = readEvents(await run(askFor('wait')));
    const { runId } = (await events.next()).value!.data as { runId: string };
    expect((await call('DELETE', `/runs/${runId}`)).status).toBe(204);
    const rest: unknown[] = [];
    for await (const { data } of events) rest.push(data);
    expect(rest).toContainEqual(
      expect.objectContaining({ type: 'finished', outcome: { type: 'stopped', by: 'user' } }),
    );
  });

  test('ends when its reader goes away, whatever form it was read in', async () => {
    for (const accept of ['text/event-stream', 'application/x-ndjson', 'application/json']) {
      const label = newLabel();
      const leave = new AbortController();
      const response = run(askFor('wait', {}, label), accept, leave.signal);
      response.catch(() => {});
      await until(`it runs as ${accept}`, () => state().active.includes(label));
      leave.abort();
      await until(`it has ended as ${accept}`, () => !state().active.includes(label));
    }
  });

  test('is held up by a client that never reads, and goes on when it does', async () => {
    const label = newLabel();
    const characters = 64 * 1024 * 1024;
    const body = JSON.stringify(askFor('flood', { args: [String(characters)] }, label));
    const socket = await openSocket();
    socket.pause();
    socket.write(
      `POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
    // What the system's own buffers take is not the server's memory.
    const systemBuffers = 16 * 1024 * 1024;
    let before = -1;
    await until('the program is held up', () => {
      const produced = state().produced[label] ?? 0;
      const isHeld = produced > 0 && produced === before;
      before = produced;
      return isHeld;
    });
    expect(state().produced[label]).toBeLessThan(systemBuffers + UNACKNOWLEDGED_LIMIT);
    let bytes = 0;
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    socket.resume();
    await new Promise((resolve) => socket.on('close', resolve));
    expect(bytes).toBeGreaterThan(characters);
    expect(state().ended[label]).toBe('finished');
  });
});

describe('a failure', () => {
  test('before the first event has its status and its remedy, in every form', async () => {
    for (const accept of ['text/event-stream', 'application/x-ndjson', 'application/json']) {
      const unknown = await run(askFor('klingon'), accept);
      expect(unknown.status).toBe(404);
      expect(await unknown.json()).toEqual({
        code: 'SPEC_UNKNOWN',
        message: 'There is no language "klingon".',
        remedy: 'Pick one of the list.',
        details: { spec: 'klingon' },
      });
    }
    expect((await run(askFor('fail', { args: ['QUEUE_FULL'] }))).status).toBe(429);
    expect((await run(askFor('fail', { args: ['DOCKER_UNREACHABLE'] }))).status).toBe(503);
  });

  test('that nobody foresaw is the last event, is reported, and tells no secret', async () => {
    reports.length = 0;
    const events: { name: string; data: unknown }[] = [];
    for await (const event of readEvents(await run(askFor('crash')))) events.push(event);
    expect(events.at(-1)).toMatchObject({ name: 'error', data: { code: 'INTERNAL', remedy: expect.any(String) } });
    const lines = await (await run(askFor('crash'), 'application/x-ndjson')).text();
    expect(JSON.parse(lines.trimEnd().split('\n').at(-1)!)).toMatchObject({
      type: 'failed',
      error: { code: 'INTERNAL' },
    });
    const whole = await run(askFor('crash'), 'application/json');
    expect(whole.status).toBe(500);
    expect(`${JSON.stringify(events)}${lines}${await whole.text()}`).not.toContain('secret words');
    expect(reports).toEqual(['run.start', 'run.start', 'run.start']);
  });
});

test('an error of the server itself is reported and tells no secret', async () => {
  reports.length = 0;
  const { list } = engine.specs;
  engine.specs.list = () => ({ specs: [], problems: [{ toJSON: () => BigInt(1) as never }] }) as never;
  const answer = await call('GET', '/specs');
  engine.specs.list = list;
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ code: 'INTERNAL', message: 'Runyard met an error of its own.' });
  expect(reports).toHaveLength(1);
});

describe('what is no run', () => {
  test('is asked, changed and followed', async () => {
    expect(await (await call('GET', '/info')).json()).toMatchObject({ version: '1', door: 'browser' });
    expect(await (await call('GET', '/specs')).json()).toEqual({ specs: [], problems: [] });
    expect(await (await call('GET', '/images/usage')).json()).toMatchObject({ totalBytes: 1048 });
    expect((await call('DELETE', '/images/quick')).status).toBe(204);
    expect((await call('DELETE', '/images/no%2Fsuch')).status).toBe(404);
    const prepared = await call('POST', '/specs/print/prepare', { body: { provider: 'docker' } });
    expect(prepared.status).toBe(204);
    expect(state().prepared.at(-1)).toBe('print docker');
    const now = await call('GET', '/engine', { accept: 'application/json' });
    expect(await now.json()).toMatchObject({ provider: 'fake', state: 'ready' });
    const built = await call('POST', '/images/quick/build', { body: { when: 'always' }, accept: 'application/json' });
    expect(await built.json()).toMatchObject({ type: 'done', image: { specId: 'quick' } });
  });

  test('ends a stream, and what it does, when its reader goes away', async () => {
    const leave = new AbortController();
    const response = await call('POST', '/images/slow/pull', { signal: leave.signal });
    expect((await readEvents(response).next()).value).toMatchObject({ data: { type: 'progress' } });
    leave.abort();
    await until('the pull is cancelled', () => state().cancelledImages.slow === 1);
  });

  test('tells its head alone', async () => {
    for (const path of ['/info', '/specs', '/images/usage', '/openapi.json', '/docs']) {
      const whole = await call('GET', path);
      const head = await call('HEAD', path);
      expect([path, head.status, head.headers.get('content-type')]).toEqual([
        path,
        200,
        whole.headers.get('content-type'),
      ]);
      expect(Number(head.headers.get('content-length'))).toBe((await whole.arrayBuffer()).byteLength);
      expect(await head.text()).toBe('');
    }
    const followed = await call('HEAD', '/engine');
    expect([followed.status, followed.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(await followed.text()).toBe('');
    const once = await call('HEAD', '/engine', { accept: 'application/json' });
    expect([once.status, once.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    // What a change is asked for with has no head.
    expect((await call('HEAD', '/runs')).status).toBe(404);
    expect((await call('HEAD', '/nothing/here')).status).toBe(404);
  });

  test('is nothing where there is no route', async () => {
    const answer = await call('GET', '/nothing/here?x=1');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'BAD_REQUEST', message: 'There is no GET /api/nothing/here.' });
    expect((await call('PUT', '/runs')).status).toBe(404);
  });
});

function openSocket(): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  return new Promise((resolve) => socket.on('connect', () => resolve(socket)));
}
