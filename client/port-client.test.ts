import { MessageChannel } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { createApi } from '../main/api/api';
import { FakeEngine } from '../main/api/fake-engine';
import { askFor, iterate, readUntil } from './contract-world';
import { createPortClient } from './port-client';

function openClient() {
  const { port1, port2 } = new MessageChannel();
  createApi({ engine: new FakeEngine(), appInfo: { version: '1', door: 'desktop', platform: 'test' } }).servePort(
    port1,
  );
  return { client: createPortClient(port2), engineSide: port1 };
}

const LOST = { code: 'CONNECTION_LOST', remedy: expect.stringContaining('Runyard') };

describe('createPortClient', () => {
  test('says CONNECTION_LOST to what is under way and to all later calls when the other end closes', async () => {
    const { client, engineSide } = openClient();
    const events = iterate(client.run(askFor('wait')));
    await readUntil(events, 'output');
    const watching = client.engine.watch()[Symbol.asyncIterator]();
    await watching.next();
    const [nextEvent, nextStatus] = [events.next(), watching.next()];
    engineSide.close();
    await expect(nextEvent).rejects.toMatchObject(LOST);
    await expect(nextStatus).rejects.toMatchObject(LOST);
    await expect(client.app.info()).rejects.toMatchObject(LOST);
  });

  test('says CONNECTION_LOST when closed from this side', async () => {
    const { client } = openClient();
    expect(await client.app.info()).toEqual({ version: '1', door: 'desktop', platform: 'test' });
    const info = client.app.info();
    client.close();
    client.close();
    await expect(info).rejects.toMatchObject(LOST);
    await expect(client.specs.list()).rejects.toMatchObject(LOST);
  });

  test('gives the events of a run once only', async () => {
    const { client } = openClient();
    const run = client.run(askFor('print'));
    await readUntil(iterate(run), 'finished');
    await expect(iterate(run).next()).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    client.close();
  });
});
