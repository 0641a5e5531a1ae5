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

  test('keeps the bytes of a stream that is no text, from its beginning to its end', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0xc3]);
    const binary: RunEvent = {
      type: 'output',
      stream: 'stdout',
      text: '\ufffd\0\ufffd',
      base64: bytes.toString('base64'),
    };
    const result = await collectRun(
      play(
        { type: 'output', stream: 'stdout', text: '\ufeffü' },
        binary,
        { type: 'output', stream: 'stderr', text: 'ö' },
        { type: 'output', stream: 'stdout', text: 'ä' },
        finished,
      ),
    );
    expect(result).toMatchObject({ stdout: '\ufeffü\ufffd\0\ufffdä', stderr: 'ö' });
    expect(Buffer.from(result.stdoutBase64 ?? '', 'base64')).toEqual(
      Buffer.concat([Buffer.from('\ufeffü'), bytes, Buffer.from('ä')]),
    );
    expect(RunResult.parse(result)).not.toHaveProperty('stderrBase64');
  });

  test('cuts bytes and characters at its limit, and adds nothing after a cut', async () => {
    const output = (text: string, base64?: string): RunEvent => ({
      type: 'output',
      stream: 'stdout',
      text,
      ...(base64 === undefined ? {} : { base64 }),
    });
    const cut = await collectRun(play(output('a\u{1f600}'), output('b'), finished), 2);
    expect(cut).toMatchObject({ stdout: 'a', truncated: [{ stream: 'stdout', droppedBytes: 5 }] });
    const base64 = Buffer.from([0xff, 0xfe, 0xfd]).toString('base64');
    const binary = await collectRun(play(output('a'), output('\ufffd\ufffd\ufffd', base64), output('b'), finished), 3);
    expect(binary).toMatchObject({ stdout: 'a\ufffd\ufffd', truncated: [{ stream: 'stdout', droppedBytes: 2 }] });
    expect(Buffer.from(binary.stdoutBase64 ?? '', 'base64')).toEqual(Buffer.from([0x61, 0xff, 0xfe]));
  });

  test('fails for a stream that breaks off', async () => {
    await expect(collectRun(play({ type: 'queued', position: 1 }))).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  });
});
