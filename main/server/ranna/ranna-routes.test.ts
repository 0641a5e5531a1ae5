import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Spec } from '../../../contract';
import { FakeEngine } from '../../api/fake-engine';
import { createServer, type Server } from '../server';

const SPECS = ['print', 'wait', 'fail', 'crash'].map((id) =>
  Spec.parse({
    id,
    title: id,
    aliases: id === 'print' ? ['Prints'] : [],
    file: `main.${id}`,
    image: `${id}:1`,
    run: [id, '{entry}', '{args}'],
    ...(id === 'print' ? { inline: { template: 'a\n{code}\n' } } : {}),
  }),
);

let server: Server;
const engine = new FakeEngine(SPECS);
const reports: unknown[] = [];

beforeAll(async () => {
  server = await createServer({
    engine,
    appInfo: { version: '1.2.3', door: 'browser', platform: 'test' },
    rendererDir: fileURLToPath(new URL('.', import.meta.url)),
    reportError: (error) => reports.push(error),
  });
});
afterAll(() => server[Symbol.asyncDispose]());

interface Call {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A text is sent as it is. */
async function call(path: string, { method = 'GET', body, headers = {}, signal }: Call = {}) {
  const response = await fetch(`${server.origin}/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${server.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    length: response.headers.get('content-length'),
    text: await response.text(),
  };
}

const exec = (body: unknown, more: Call = {}) => call('exec', { method: 'POST', body, ...more });

describe('exec', () => {
  test('answers in the bytes of Go', async () => {
    const request = { language: 'print', code: 'a <b> & "c"\n\u2028é\n', arguments: ['to stderr'], environment: {} };
    const text = '{"stdout":"a \\u003cb\\u003e \\u0026 \\"c\\"\\n\\u2028é\\n","stderr":"to stderr","exectimems":1}';
    expect(await exec(request)).toEqual({
      status: 200,
      type: 'application/json',
      length: String(Buffer.byteLength(text)),
      text,
    });
  });

  test('reads as Go does: nothing for null, fields in any case, more fields than it knows, aliases', async () => {
    const request = {
      Language: 'prints',
      CODE: 'x',
      arguments: null,
      environment: null,
      inline_expression: null,
      y: 1,
    };
    expect(await exec(request, { headers: { 'content-type': 'application/json; charset=utf-8' } })).toMatchObject({
      status: 200,
      text: '{"stdout":"x","stderr":"","exectimems":1}',
    });
    expect((await call('exec?bypass_cache=true', { method: 'POST', body: request })).status).toBe(200);
  });

  test.each([
    ['no code', { language: 'print', code: '' }, 400, 'code is empty'],
    ['no language and no code', {}, 400, 'code is empty'],
    ['a language that is not there', { language: 'klingon', code: 'x' }, 400, 'unsupported language spec'],
    [
      'inline where there is no template',
      { language: 'wait', code: 'x', inline_expression: true },
      400,
      'this spec has no support for inline expressions',
    ],
    ['too many runs', { language: 'fail', code: 'x', arguments: ['QUEUE_FULL'] }, 429, 'you have been rate limited'],
    [
      'a broken file',
      { language: 'fail', code: 'x', arguments: ['FILE_INVALID'] },
      400,
      'It failed as it was told to.',
    ],
    [
      'no daemon',
      { language: 'fail', code: 'x', arguments: ['DOCKER_UNREACHABLE'] },
      500,
      'It failed as it was told to.',
    ],
    ['an error of ours', { language: 'crash', code: 'x' }, 500, 'Runyard met an error of its own.'],
    ['no JSON', '{"code":', 400, expect.stringContaining('JSON')],
    ['a wrong type', { language: 'print', code: 1 }, 400, expect.stringContaining('code: ')],
    ['no object', '[]', 400, expect.anything()],
  ])('refuses %s in the error model', async (_name, body, code, error) => {
    const refusal = await exec(body);
    expect(refusal).toMatchObject({ status: code, type: 'application/json' });
    // ranna's client reads the body of an error only where its length is told.
    expect(Number(refusal.length)).toBeGreaterThan(0);
    expect(JSON.parse(refusal.text)).toEqual({
      error,
      code,
      ...(refusal.text.includes('"context"') ? { context: expect.any(String) } : {}),
    });
    expect(refusal.text).not.toContain('secret');
  });

  test('reports an error of ours, and no other', async () => {
    reports.length = 0;
    await exec({ language: 'crash', code: 'x' });
    await exec({ language: 'fail', code: 'x', arguments: ['DOCKER_UNREACHABLE'] });
    expect(reports).toEqual([expect.any(TypeError)]);
  });

  test('ends the program of a client that has gone', async () => {
    const leave = new AbortController();
    const left = exec({ language: 'wait', code: 'x', environment: { LABEL: 'gone' } }, { signal: leave.signal });
    left.catch(() => {});
    await expect.poll(() => engine.runs.state.active).toContain('gone');
    leave.abort();
    await expect.poll(() => engine.runs.state.active).not.toContain('gone');
  });
});

describe('the rest', () => {
  test('is answered as Fiber does', async () => {
    expect(await call('nothing?x')).toMatchObject({
      status: 404,
      text: '{"error":"Cannot GET /v1/nothing","code":404}',
    });
    expect(await call('exec')).toMatchObject({ status: 405, text: '{"error":"Method Not Allowed","code":405}' });
    expect(await call('spec', { method: 'OPTIONS' })).toMatchObject({ status: 200, text: 'OK' });
    expect(await call('ws')).toMatchObject({ status: 426, text: '{"error":"Upgrade Required","code":426}' });
    const unprocessable = { status: 422, text: '{"error":"Unprocessable Entity","code":422}' };
    expect(await exec('x=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toMatchObject(
      unprocessable,
    );
    expect(await call('exec', { method: 'POST' })).toMatchObject(unprocessable);
    expect(await exec(`"${'x'.repeat(17 * 1024 * 1024)}"`)).toMatchObject({ status: 413 });
  });

  test('lists the specs, sorted, with aliases', async () => {
    const { text } = await call('spec');
    expect(text).toBe(
      '{"Prints":{"use":"print"},' +
        '"crash":{"image":"crash:1","entrypoint":"crash","filename":"main.crash"},' +
        '"fail":{"image":"fail:1","entrypoint":"fail","filename":"main.fail"},' +
        '"print":{"image":"print:1","entrypoint":"print","filename":"main.print",' +
        '"inline":{"import_regex":"","template":"a\\n$${CODE}\\n"}},' +
        '"wait":{"image":"wait:1","entrypoint":"wait","filename":"main.wait"}}',
    );
  });

  test('tells what runs the programs', async () => {
    expect(JSON.parse((await call('info')).text)).toEqual({
      version: '1.2.3',
      builddate: expect.stringMatching(/^\d{4}-/),
      go_version: `node${process.versions.node}`,
      sandbox: { type: 'fake', version: '1.0' },
    });
  });

  test('bounds what a client starts, over either way', async () => {
    await using bounded = await createServer({
      engine,
      appInfo: { version: '1', door: 'browser', platform: 'test' },
      rendererDir: fileURLToPath(new URL('.', import.meta.url)),
      config: { runsPerMinute: 1 },
    });
    const headers = { authorization: `Bearer ${bounded.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ language: 'print', code: 'x' });
    const statuses: number[] = [];
    for (const _ of [1, 2]) {
      statuses.push((await fetch(`${bounded.origin}/v1/exec`, { method: 'POST', headers, body })).status);
    }
    expect(statuses).toEqual([200, 429]);
    const socket = new WebSocket(`ws://127.0.0.1:${bounded.port}/v1/ws`, { headers });
    socket.on('open', () => socket.send(`{"op":1,"nonce":5,"args":${body}}`));
    const answer = await new Promise<string>((resolve) => socket.on('message', (data) => resolve(String(data))));
    expect(answer).toBe('{"code":1,"nonce":5,"data":{"code":429,"message":"you have been rate limited"}}\n');
    socket.terminate();
  });

  test('needs the token: in a header, or in the user part of the address', async () => {
    const basic = (password: string) => `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`;
    expect((await call('spec', { headers: { authorization: basic(server.token) } })).status).toBe(200);
    for (const authorization of [basic(`${server.token}x`), 'Bearer x', '']) {
      const refusal = await call('spec', { headers: { authorization } });
      expect(refusal).toMatchObject({ status: 401, type: 'application/json' });
      expect(JSON.parse(refusal.text)).toEqual({ error: expect.any(String), code: 401, context: expect.any(String) });
    }
  });
});
