/** Runs over a line that is cut, held up and left half open at random: each is started once at most, and each ends. */
import { connect, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRunyardError, type RunEvent, type RunRequest } from '../contract';
import { FakeEngine } from '../main/api/fake-engine';
import { FakeRuns } from '../main/api/fake-runs';
import { createServer, type Server } from '../main/server/server';
import { askFor, outcomeOf, textOf, untilState } from './contract-world';
import { createClient } from './node';

const TOKEN = 'token-of-this-test';
const AT_ONCE = 12;
const SEED = Math.floor(Math.random() * 2 ** 31);

/** How often the program of each label was started. */
const starts = new Map<string, number>();

class CountingRuns extends FakeRuns {
  override async *run(
    request: RunRequest,
    options: { signal: AbortSignal },
  ): AsyncGenerator<RunEvent, void, undefined> {
    const label = request.env.LABEL ?? '';
    starts.set(label, (starts.get(label) ?? 0) + 1);
    yield* super.run(request, options);
  }
}

class CountingEngine extends FakeEngine {
  override readonly runs = new CountingRuns();
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = createRandom(SEED);
const pick = <T>(...choices: T[]): T => choices[Math.floor(random() * choices.length)]!;
const harms = { cut: 0, held: 0, halfOpen: 0 };

/** Passes bytes on until its bytes are used up, and then does one harm. */
function harm(near: Socket, far: Socket): void {
  let bytesLeft = Math.floor(200 * 2 ** (random() * 11));
  let state: 'passing' | 'halfOpen' = 'passing';
  const pass = (from: Socket, to: Socket) => {
    from.on('error', () => {});
    from.on('close', () => state === 'passing' && to.destroy());
    from.on('data', (bytes) => {
      if (state === 'halfOpen') return;
      bytesLeft -= bytes.length;
      if (bytesLeft > 0) return void to.write(bytes);
      const kind = pick('cut', 'cut', 'held', 'halfOpen');
      harms[kind as keyof typeof harms] += 1;
      if (kind === 'cut') {
        to.write(bytes.subarray(0, Math.floor(random() * bytes.length)));
        near.destroy();
        far.destroy();
      } else if (kind === 'halfOpen') {
        state = 'halfOpen';
      } else {
        bytesLeft = Math.floor(random() * 100_000);
        to.write(bytes);
        from.pause();
        setTimeout(() => from.resume(), random() * 150);
      }
    });
  };
  pass(near, far);
  pass(far, near);
}

let server: Server;
let proxy: TcpServer;
const sockets = new Set<Socket>();

beforeAll(async () => {
  server = await createServer({
    engine: new CountingEngine(),
    appInfo: { version: '0.1.0', door: 'browser', platform: 'test' },
    rendererDir: import.meta.dirname,
    heartbeatMs: 300,
    config: { token: TOKEN, allowedHosts: ['127.0.0.1'] },
  });
  proxy = createTcpServer((near) => {
    const far = connect(server.port, '127.0.0.1');
    sockets.add(near).add(far);
    harm(near, far);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  proxy.close();
  await server[Symbol.asyncDispose]();
});

type End = { label: string; spec: string; events: RunEvent[]; error: unknown };

test('starts no program twice, and ends each iterator in `finished` or a typed error', {
  timeout: 120_000,
}, async () => {
  const address = proxy.address();
  await using client = createClient({
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    token: TOKEN,
    heartbeatMs: 300,
    connectTimeoutMs: 1_000,
    reconnectMs: 30_000,
  });

  async function runOne(): Promise<End> {
    const spec = pick('print', 'echo', 'flood', 'wait', 'queue');
    const stop = new AbortController();
    const request = askFor(spec, {
      files: [{ path: 'a', content: 'x'.repeat(Math.floor(random() * 5_000)) }],
      args: spec === 'flood' ? ['320000'] : [],
      stdin: { text: 'y'.repeat(1_000) },
    });
    const end: End = { label: request.env?.LABEL ?? '', spec, events: [], error: null };
    const timer = setTimeout(() => stop.abort(), random() * (spec === 'wait' || spec === 'queue' ? 200 : 2_000));
    try {
      for await (const event of client.run(request, { signal: stop.signal })) end.events.push(event);
    } catch (error) {
      end.error = error;
    } finally {
      clearTimeout(timer);
    }
    return end;
  }

  const ends: End[] = [];
  /** Until the line was bad enough to lose runs, and not too bad to bring others through. */
  const isEnough = () => {
    const lost = ends.filter(({ error }) => error !== null).length;
    return harms.cut + harms.halfOpen >= 24 && harms.held >= 4 && lost >= 12 && ends.length - lost >= 60;
  };
  const work = async () => {
    while (!isEnough()) ends.push(await runOne());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  const told = `seed ${SEED}, harms ${JSON.stringify(harms)}`;
  for (const { label, spec, events, error } of ends) {
    expect(starts.get(label) ?? 0, `${spec} ${label}: started; ${told}`).toBeLessThanOrEqual(1);
    if (error !== null) {
      expect(isRunyardError(error) && error.code, `${spec} ${label}: ${String(error)}; ${told}`).toBe(
        'CONNECTION_LOST',
      );
      continue;
    }
    expect(outcomeOf(events), `${spec} ${label}: outcome; ${told}`).toMatchObject({
      type: expect.stringMatching(/exited|stopped/),
    });
    if (events.at(-1)?.type === 'finished' && JSON.stringify(outcomeOf(events)).includes('exited')) {
      expect(starts.get(label), `${spec} ${label}: started; ${told}`).toBe(1);
      if (spec === 'flood') expect(textOf(events), `${label}: output; ${told}`).toHaveLength(320_000);
    }
  }
  await using direct = createClient({ url: server.address });
  const labels = new Set(ends.map(({ label }) => label));
  await untilState(direct, 'the lost runs are gone', ({ active }) => !active.some((label) => labels.has(label)));
});
