import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { createPortClient } from '../../client';
import { askFor, collect, newLabel, readState, untilState } from '../../client/contract-world';
import { createApi } from './api';
import { FakeEngine } from './fake-engine';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function openPort(reportError: (error: unknown, procedure: string) => void = () => {}) {
  const api = createApi({
    engine: new FakeEngine(),
    appInfo: { version: '1', door: 'desktop', platform: 'test' },
    reportError,
  });
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    api.servePort(port1);
    closers.push(() => port2.close());
    return port2;
  };
  return { connect };
}

describe('createApi', () => {
  test('reports an error that nobody foresaw once, and no other', async () => {
    const reports: unknown[] = [];
    const client = createPortClient(openPort((error, procedure) => reports.push([procedure, String(error)])).connect());
    await expect(collect(client.run(askFor('fail', { args: ['QUEUE_FULL'] })))).rejects.toThrow();
    await expect(collect(client.run(askFor('crash')))).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(reports).toEqual([['run.start', 'TypeError: secret words of the engine']]);
  });

  test('ends a call whose abort comes right behind it', async () => {
    const { connect } = openPort();
    const [port, client] = [connect(), createPortClient(connect())];
    const label = newLabel();
    for (let id = 1; id <= 20; id += 1) {
      port.postMessage(
        JSON.stringify({ i: String(id), p: { u: '/run/start', b: { json: askFor('wait', {}, label) } } }),
      );
      port.postMessage(JSON.stringify({ i: String(id), t: 4 }));
    }
    // The engine answers in order, so by now it has seen them all.
    await readState(client);
    await untilState(client, 'the runs are gone', (state) => !state.active.includes(label));
  });

  test('drops garbage, says so, and goes on', async () => {
    const reports: unknown[] = [];
    const port = openPort((_error, procedure) => reports.push(procedure)).connect();
    const garbage = [
      '',
      '{',
      'null',
      7,
      null,
      { i: '1' },
      '{"i":"1"}',
      '{"i":"1","p":{"u":"no path"}}',
      '{"i":"1","t":3}',
      '{"i":"1","p":{"u":"/specs/list","h":{"content-type":"multipart/form-data"},"b":"x"}}',
      '{"i":"1","p":{"u":"/specs/list","h":{"content-disposition":"attachment"},"b":"x"}}',
    ];
    for (const message of garbage) port.postMessage(message);
    const answer = new Promise<string>((resolve) => port.once('message', resolve));
    port.postMessage('{"i":"2","p":{"u":"/app/info"}}');
    expect(await answer).toContain('desktop');
    expect(reports).toHaveLength(garbage.length);
  });

  test('answers a call that is not in the contract', async () => {
    const port = openPort().connect();
    const answer = new Promise<string>((resolve) => port.once('message', resolve));
    port.postMessage(JSON.stringify({ i: '1', p: { u: '/run/everything' } }));
    expect(JSON.parse(await answer)).toMatchObject({ i: '1', p: { s: 404 } });
  });
});
