/** A small form of `npm run bench -- clients`. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { summarize } from '../../scripts/bench/clients';
import { runLineClients } from '../../scripts/bench/line-clients';
import { openTestEngine } from '../testing/test-engine';
import { createServer } from './server';

test('each of many clients gets its own events, all of them, in order, over either WebSocket', async () => {
  await using testEngine = await openTestEngine({ config: { provider: 'docker', concurrency: 8 } });
  await using server = await createServer({
    engine: testEngine.engine,
    appInfo: { version: '1', door: 'browser', platform: 'test' },
    rendererDir: fileURLToPath(new URL('.', import.meta.url)),
  });
  const load = { clients: 8, lines: 100, everyMs: 10, beginAfterMs: 2_000 };
  for (const door of ['ranna', 'own'] as const) {
    expect(summarize(door, load, await runLineClients(server, door, load))).toMatchObject({
      ...{ door, lost: 0, duplicated: 0, reordered: 0, foreign: 0, faults: [] },
    });
  }
});
