import { describeProvider } from '../sandbox/provider-suite';
import { openEmbedded } from '../testing/embedded-runs';

describeProvider('the embedded provider', async () => {
  const runs = await openEmbedded();
  return { runs: runs.engine.runs, [Symbol.asyncDispose]: () => runs[Symbol.asyncDispose]() };
});
