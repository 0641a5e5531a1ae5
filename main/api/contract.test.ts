import { MessageChannel } from 'node:worker_threads';
import { PortLink } from '../../client';
import { describeContract } from '../../client/describe-contract';
import { createApi } from './api';
import { FakeEngine } from './fake-engine';

describeContract('a MessagePort', async () => {
  const api = createApi({
    engine: new FakeEngine(),
    appInfo: { version: '1.2.3', door: 'desktop', platform: 'test' },
    reportError: () => {},
  });
  return {
    openLink() {
      const { port1, port2 } = new MessageChannel();
      api.servePort(port1);
      return new PortLink(port2);
    },
    async dispose() {},
  };
});
