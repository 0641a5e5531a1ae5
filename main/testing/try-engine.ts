/** What a daemon must do for a sandbox, tried on one wherever it is. */
import { expect } from 'vitest';
import type { RunEvent } from '../../contract';
import { runToEnd } from '../sandbox/provider-suite';
import { ASH_IMAGE } from './busybox-images';
import type { TestEngine } from './test-engine';

const MIB = 1024 * 1024;

export const ASH_SPECS = {
  'ash.yaml': `{ id: ash, title: Ash, file: main.sh, image: '${ASH_IMAGE}', run: [sh, '{entry}'] }`,
};

export const askAsh = (code: string) => ({ spec: 'ash', files: [{ path: 'main.sh', content: code }] });

/**
 * Every way that bytes and signals go: input given and typed, both outputs, a stop, the limits, a large file.
 * @param memory whether the daemon can limit it
 */
export async function tryAll(
  { engine: { runs } }: TestEngine,
  memory: 'limited' | 'unlimited' = 'limited',
): Promise<void> {
  const given = { ...askAsh('cat; echo oh >&2; exit 3'), stdin: { text: 'given\n' } };
  expect(await runToEnd(runs, '', given)).toMatchObject({
    stdout: 'given\n',
    stderr: 'oh\n',
    outcome: { type: 'exited', code: 3 },
  });

  let runId = '';
  const answer = async (event: RunEvent) => {
    if (event.type === 'started') ({ runId } = event);
    if (event.type === 'output' && event.text.includes('ready')) await runs.write(runId, 'line\n');
    if (event.type === 'output' && event.text.includes('got')) runs.closeStdin(runId);
  };
  const typed = { ...askAsh('echo ready; read a; echo "got $a"; cat; echo end'), stdin: 'interactive' as const };
  expect((await runToEnd(runs, '', typed, { onEvent: answer })).stdout).toBe('ready\ngot line\nend\n');

  const stop = new AbortController();
  const stopped = await runToEnd(runs, '', askAsh('echo begun; while :; do :; done'), {
    signal: stop.signal,
    onEvent: ({ type }) => {
      if (type === 'output') stop.abort();
    },
  });
  expect(stopped).toMatchObject({ stdout: 'begun\n', outcome: { type: 'stopped', by: 'user' } });

  const limited = async (code: string, limits: object) =>
    (await runToEnd(runs, '', { ...askAsh(code), limits })).outcome;
  expect(await limited('sleep 60', { runTimeoutMs: 500 })).toMatchObject({ type: 'timedOut', limitMs: 500 });
  expect(await limited('yes', { outputBytes: 100_000 })).toMatchObject({ type: 'outputLimit' });
  // Files in the sandbox are memory.
  const tooLarge = await limited('dd if=/dev/zero of=x bs=1M count=60 2>/dev/null', { memoryBytes: 32 * MIB });
  expect(tooLarge).toMatchObject({ type: memory === 'limited' ? 'outOfMemory' : 'exited' });
  expect(await limited('while :; do sleep 9 & done', { processes: 16, runTimeoutMs: 5000 })).not.toMatchObject({
    type: 'exited',
    code: 0,
  });
  const large = [...askAsh('wc -c < data; id -u').files, { path: 'data', content: 'x'.repeat(300_000) }];
  expect((await runToEnd(runs, '', { spec: 'ash', files: large })).stdout).toBe('300000\n65534\n');
}
