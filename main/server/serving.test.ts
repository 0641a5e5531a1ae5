import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { askFor } from '../../client/contract-world';
import { createClient } from '../../client/node';
import type { RunEvent, RunRequestInput } from '../../contract';
import { FakeEngine } from '../api/fake-engine';
import type { ServerConfig } from '../config/config';
import { createServer, type Server } from './server';

const disposers: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposers.splice(0).reverse()) await dispose();
});

const TOKENS = { red: 'token-of-the-red-team', blue: 'token-of-the-blue-team' };

async function open(
  config: Partial<ServerConfig>,
  log: (line: string) => void = () => {},
  replica = '',
): Promise<Server> {
  const server = await createServer({
    engine: new FakeEngine(),
    appInfo: { version: '1', door: 'browser', platform: 'test', ...(replica && { replica }) },
    rendererDir: fileURLToPath(new URL('.', import.meta.url)),
    config: { tokens: TOKENS, ...config },
    accessLog: { write: log },
    reportError: () => {},
  });
  disposers.push(() => server[Symbol.asyncDispose]());
  return server;
}

function run(server: Server, request: RunRequestInput, { token = TOKENS.red, accept = 'application/json' } = {}) {
  return fetch(`${server.origin}/api/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, accept, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
}

function connect(server: Server, token = TOKENS.red) {
  const client = createClient({ url: server.origin, token });
  disposers.push(() => client.close());
  return client;
}

/** A run that is under way, and what it will have said. */
async function start(server: Server, request: RunRequestInput, token = TOKENS.red) {
  const call = connect(server, token).run(request);
  const events: RunEvent[] = [];
  let begun = () => {};
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const ended = (async () => {
    for await (const event of call) {
      events.push(event);
      if (event.type === 'started') begun();
    }
    return events;
  })();
  await Promise.race([started, ended]);
  return { call, ended };
}

describe('limits of one client', () => {
  test('hold over all its connections, and for nobody else', async () => {
    const server = await open({ runsPerClient: 2 });
    const first = await start(server, askFor('wait'));
    await start(server, askFor('wait'));
    const refused = await run(server, askFor('print'));
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: 'QUEUE_FULL', details: { limit: 2 } });
    expect((await run(server, askFor('print'), { token: TOKENS.blue })).status).toBe(200);
    await first.call.stop();
    await first.ended;
    expect((await run(server, askFor('print'))).status).toBe(200);
  });

  test('on runs in a minute say when to come again', async () => {
    const server = await open({ runsPerMinute: 3 });
    for (let count = 0; count < 3; count += 1) expect((await run(server, askFor('print'))).status).toBe(200);
    const refused = await run(server, askFor('print'));
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED' });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await run(server, askFor('print'), { token: TOKENS.blue })).status).toBe(200);
  });
});

describe('closing', () => {
  test('lets a run end by itself, takes no other, and turns balancers away', async () => {
    const server = await open({ shutdownGraceMs: 60_000 });
    const running = await start(server, askFor('echo', { stdin: 'interactive' }));
    const drained = server.drain();
    const health = await fetch(`${server.origin}/healthz`);
    expect([health.status, await health.json()]).toEqual([503, { ok: false }]);
    expect(health.headers.get('connection')).toBe('close');
    const refused = await run(server, askFor('print'));
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'SHUTTING_DOWN' });
    await running.call.write('still here');
    await running.call.closeStdin();
    await drained;
    const events = await running.ended;
    expect(events).toContainEqual({ type: 'output', stream: 'stdout', text: 'still here' });
    expect(events.at(-1)).toMatchObject({ type: 'finished', outcome: { type: 'exited', code: 0 } });
  });

  test('ends what takes longer, and its client hears how', async () => {
    const server = await open({ shutdownGraceMs: 20 });
    const running = await start(server, askFor('wait'));
    await server.drain();
    expect((await running.ended).at(-1)).toMatchObject({ type: 'finished', outcome: { type: 'stopped' } });
  });
});

describe('what is told of requests and runs', () => {
  const secret = askFor('print', { files: [{ path: 'a.txt', content: 'a secret of the client' }] });

  test('is a line of JSON each, without tokens and without code', async () => {
    const lines: string[] = [];
    const server = await open({ accessLog: 'requests' }, (line) => lines.push(line));
    await run(server, secret);
    await run(server, askFor('fail', { args: ['QUEUE_FULL'] }), { token: TOKENS.blue });
    await fetch(`${server.origin}/?token=${TOKENS.red}`, { redirect: 'manual' });
    await fetch(`${server.origin}/api/specs`);
    await fetch(`${server.origin}/healthz`);
    await expect.poll(() => lines.length).toBe(6);
    const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(logged).toContainEqual(
      expect.objectContaining({ event: 'run', caller: 'red', spec: 'print', outcome: { type: 'exited', code: 0 } }),
    );
    expect(logged).toContainEqual(
      expect.objectContaining({ event: 'run', caller: 'blue', outcome: { type: 'failed' }, failure: 'QUEUE_FULL' }),
    );
    expect(logged).toContainEqual(
      expect.objectContaining({ event: 'request', caller: 'red', method: 'POST', path: '/api/runs', status: 200 }),
    );
    expect(logged).toContainEqual(
      expect.objectContaining({ event: 'request', caller: null, path: '/api/specs', status: 401 }),
    );
    const text = lines.join('');
    for (const hidden of ['a secret', TOKENS.red, TOKENS.blue, server.token]) expect(text).not.toContain(hidden);
  });

  test('has the code where that was asked for', async () => {
    const lines: string[] = [];
    const server = await open({ accessLog: 'code' }, (line) => lines.push(line));
    await run(server, secret);
    await expect.poll(() => lines.join('')).toContain('a secret of the client');
  });

  test('is counted for Prometheus, behind the token, under few names', async () => {
    const server = await open({});
    await run(server, askFor('print'));
    await run(server, askFor('no-such-language-1'));
    await run(server, askFor('no-such-language-2'));
    const running = await start(server, askFor('wait'));
    expect((await fetch(`${server.origin}/metrics`)).status).toBe(401);
    const headers = { authorization: `Bearer ${TOKENS.blue}` };
    const read = async () => (await fetch(`${server.origin}/metrics`, { headers })).text();
    await expect.poll(read).toMatch(/^runyard_http_requests_total\{route="\/api\/\*",method="POST",status="404"\} 2$/m);
    const text = await read();
    expect(text).toMatch(/^runyard_runs_open 1$/m);
    expect(text).toMatch(/^runyard_runs_total\{[^}]*outcome="exited"\} 1$/m);
    expect(text).toMatch(/^runyard_runs_total\{spec="unknown",provider="none",outcome="SPEC_UNKNOWN"\} 2$/m);
    expect(text).toMatch(/^runyard_http_requests_total\{route="none",method="GET",status="401"\}|route="\/metrics"/m);
    expect(text).not.toContain('no-such-language');
    await running.call.stop();
    await running.ended;
  });
});

test('a proxy that is trusted says who asks and under which name; any other is not heard', async () => {
  const lines: string[] = [];
  const config: Partial<ServerConfig> = {
    accessLog: 'requests',
    allowedHosts: ['run.example.org'],
    token: 'everybodys-own-token',
  };
  const ask = async (server: Server) => {
    const headers = {
      authorization: `Bearer ${server.token}`,
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'run.example.org',
      'x-forwarded-proto': 'https',
      origin: 'https://run.example.org',
    };
    return (await fetch(`${server.origin}/api/runs`, { method: 'POST', headers })).status;
  };
  const behind = await open({ ...config, trustedProxies: ['127.0.0.0/8'] }, (line) => lines.push(line));
  expect(await ask(behind)).toBe(400);
  await expect.poll(() => lines.join('')).toContain('"caller":"@203.0.113.9"');
  expect(await ask(await open(config))).toBe(403);
});

test('a run of another replica is refused with its name, however it is asked for', async () => {
  const server = await open({}, () => {}, 'yard.1');
  const headers = { authorization: `Bearer ${TOKENS.red}`, 'content-type': 'application/json' };
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${server.origin}/api/runs/${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return [answer.status, await answer.json()];
  };
  const elsewhere = { code: 'RUN_ELSEWHERE', details: { replica: 'yard.2' } };
  expect(await ask('DELETE', 'yard.2.secret')).toEqual([421, expect.objectContaining(elsewhere)]);
  expect(await ask('POST', 'yard.2.secret/stdin', { text: 'hello' })).toEqual([
    421,
    expect.objectContaining(elsewhere),
  ]);
  const unknown = expect.objectContaining({ code: 'RUN_UNKNOWN' });
  expect(await ask('DELETE', 'yard.1.secret')).toEqual([404, unknown]);
});
