import { expect, test } from 'vitest';
import { describeProvider } from '../sandbox/provider-suite';
import { openEmbedded } from '../testing/embedded-runs';

describeProvider('the embedded provider', async () => {
  const runs = await openEmbedded();
  return { runs: runs.engine.runs, [Symbol.asyncDispose]: () => runs[Symbol.asyncDispose]() };
});

test('a run that wants a terminal is refused, with what to do', async () => {
  await using runs = await openEmbedded();
  const request = { terminal: { columns: 80, rows: 24 }, stdin: 'interactive' } as const;
  await expect(runs.run('python', 'print()', request)).rejects.toMatchObject({
    code: 'PROVIDER_UNFIT',
    message: 'The embedded engine has no terminal.',
    remedy: expect.stringContaining('Docker'),
  });
  await expect(runs.run('python', 'print()', { ...request, provider: 'auto' })).rejects.toMatchObject({
    code: 'DOCKER_UNREACHABLE',
    message: expect.stringContaining('has no terminal'),
  });
});
