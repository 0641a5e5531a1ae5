import { fileURLToPath } from 'node:url';
import { describeContract } from '../../client/describe-contract';
import { openNodeSocket } from '../../client/node-socket';
import { createServerLink } from '../../client/server-client';
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
    openLink: () => createServerLink({ url: server.address }, openNodeSocket),
    dispose: async () => server[Symbol.asyncDispose](),
  };
});
