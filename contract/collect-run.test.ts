import { describe, expect, test } from 'vitest';
import { collectRun, RESULT_LIMIT_CHARACTERS } from './collect-run';
import type { RunEvent, RunMetrics } from './run';
import { RunResult } from './run-result';

const metrics: RunMetrics = {
  queuedMs: 0,
  startupMs: 1,
  firstOutputMs: null,
  compileMs: null,
  runMs: 1,
  cpuMs: null,
  peakMemoryBytes: null,
  outputBytes: 0,
};
const finished: RunEvent = { type: 'finished', outcome: { type: 'exited', code: 3 }, metrics };

async function* play(...events: RunEvent[]): AsyncGenerator<RunEvent> {
  yield* events;
}

describe('collectRun', () => {
  test('keeps the streams apart, and all that was said beside them', async () => {
    const result = await collectRun(
      play(
        { type: 'queued', position: 1 },
        { type: 'started', runId: 'r', provider: 'p', warm: true },
        { type: 'output', stream: 'stdout', text: 'a' },
        { type: 'output', stream: 'stderr', text: 'b' },
        { type: 'output', stream: 'stdout', text: 'c' },
        { type: 'unsupported', feature: 'threads', message: 'No threads here.' },
        { type: 'diagnostics', items: [{ file: 'f', line: 1, severity: 'error', message: 'm' }] },
        { type: 'truncated', stream: 'stdout', droppedBytes: 7 },
        finished,
      ),
    );
    expect(RunResult.parse(result)).toEqual({
      runId: 'r',
      outcome: { type: 'exited', code: 3 },
      metrics,
      stdout: 'ac',
      stderr: 'b',
      truncated: [{ stream: 'stdout', droppedBytes: 7 }],
      diagnostics: [{ file: 'f', line: 1, severity: 'error', message: 'm' }],
      unsupported: ['No threads here.'],
    });
  });

  test('holds no more than its limit, and counts what it lets go in bytes', async () => {
    const text = 'ü'.repeat(RESULT_LIMIT_CHARACTERS);
    const output: RunEvent = { type: 'output', stream: 'stdout', text };
    const more: RunEvent = { type: 'output', stream: 'stderr', text: 'üü' };
    const result = await collectRun(play(output, more, more, finished));
    expect(result.stdout).toHaveLength(RESULT_LIMIT_CHARACTERS);
    expect(result).toMatchObject({ stderr: '', truncated: [{ stream: 'stderr', droppedBytes: 8 }] });
  });

  test('fails for a stream that breaks off', async () => {
    await expect(collectRun(play({ type: 'queued', position: 1 }))).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  });
});
