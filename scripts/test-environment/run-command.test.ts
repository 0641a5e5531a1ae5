import { describe, expect, it } from 'vitest';
import { runCommand } from './run-command';

describe('runCommand', () => {
  it('gives the exit code and both streams', async () => {
    const result = await runCommand('sh', ['-c', 'echo out; echo err >&2; exit 3'], { output: 'keep' });
    expect(result).toMatchObject({ exitCode: 3, failure: 'none' });
    expect(result.output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('says that a command is not there', async () => {
    expect(await runCommand('runyard-no-such-command', [], { output: 'keep' })).toMatchObject({
      failure: 'notStarted',
    });
  });

  it('kills the children too when the time is over', async () => {
    // The call ends once nobody holds its output any more: the child would hold it for a minute.
    const result = await runCommand('sh', ['-c', 'sleep 60 & wait'], { output: 'keep', timeoutMs: 300 });
    expect(result).toMatchObject({ exitCode: null, failure: 'timedOut' });
  });

  it('stops at a signal', async () => {
    const controller = new AbortController();
    const running = runCommand('sleep', ['60'], { output: 'keep', signal: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ failure: 'stopped' });
    expect(await runCommand('true', [], { signal: controller.signal })).toMatchObject({ failure: 'stopped' });
  });
});
