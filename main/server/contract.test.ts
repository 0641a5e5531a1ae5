import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { type SocketLike, SocketLink } from '../../client';
import { describeContract } from '../../client/describe-contract';
import { FakeEngine } from '../api/fake-engine';
import { createServer } from './server';

describeContract('a WebSocket', async () => {
  const server = await createServer({
    engine: new FakeEngine(),
    appInfo: { version: '1.2.3', door: 'browser', platform: 'test' },
    rendererDir: fileURLToPath(new URL('.', import.meta.url)),
    reportError: () => {},
  });
  return {
    openLink: () =>
      new SocketLink(() => {
        const headers = { authorization: `Bearer ${server.token}` };
        return new WebSocket(`ws://127.0.0.1:${server.port}/ws`, { headers }) as unknown as SocketLike;
      }),
    dispose: async () => server[Symbol.asyncDispose](),
  };
});
