import { PassThrough } from 'node:stream';
import type Docker from 'dockerode';
import { expect, test } from 'vitest';
import { ContainerEvents } from './container-events';

test('a daemon that goes away amid a line ends the waiting, and nothing else', async () => {
  const stream = new PassThrough();
  const docker = { getEvents: async () => stream } as unknown as Docker;
  using events = await ContainerEvents.open(docker, 'owner');
  events.watch('a');
  events.watch('b');
  const tell = (id: string) => JSON.stringify({ Action: 'die', Actor: { ID: id, Attributes: { exitCode: '3' } } });
  stream.write(`${tell('a')}\n${tell('b').slice(0, 30)}`);
  expect(await events.died('a')).toEqual({ exitCode: 3 });
  stream.end();
  expect(await events.died('b')).toEqual({ exitCode: null });
  await events.closed;
});
