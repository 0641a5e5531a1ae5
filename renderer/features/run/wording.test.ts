import { describe, expect, it } from 'vitest';
import type { RunMetrics, RunOutcome } from '../../../contract';
import { findWords } from '../../words/words';
import { describeOutcome } from './wording';

const english = findWords('en');
const german = findWords('de');
const MIB = 1024 * 1024;
const metrics: RunMetrics = {
  queuedMs: 0,
  startupMs: 1,
  firstOutputMs: 14,
  compileMs: null,
  runMs: 83.4,
  cpuMs: 20,
  peakMemoryBytes: 12 * MIB,
  outputBytes: 14,
};

describe('describeOutcome', () => {
  const cases: Array<[RunOutcome, string, string]> = [
    [{ type: 'exited', code: 0 }, 'exited with 0 after 83 ms', 'good'],
    [{ type: 'exited', code: 1 }, 'exited with 1 after 83 ms', 'bad'],
    [{ type: 'signaled', signal: 'SIGSEGV' }, 'killed by SIGSEGV after 83 ms', 'bad'],
    [{ type: 'stopped', by: 'user' }, 'stopped after 83 ms', 'neutral'],
    [{ type: 'stopped', by: 'shutdown' }, 'stopped because Runyard was closing', 'neutral'],
    [{ type: 'timedOut', phase: 'run', limitMs: 60_000 }, 'timed out after 60 s', 'warning'],
    [{ type: 'timedOut', phase: 'compile', limitMs: 60_000 }, 'compiling timed out after 60 s', 'warning'],
    [{ type: 'outOfMemory', limitBytes: 512 * MIB }, 'ran out of memory (512 MB)', 'warning'],
    [{ type: 'outputLimit', limitBytes: 16 * MIB }, 'printed more than 16 MB', 'warning'],
    [{ type: 'processLimit', limit: 64 }, 'wanted more than 64 processes', 'warning'],
    [{ type: 'compileFailed', code: 1 }, 'did not compile (exit code 1)', 'bad'],
    [{ type: 'lost', reason: 'The Docker daemon went away.' }, 'lost: the Docker daemon went away', 'bad'],
  ];
  it.each(cases)('%j', (outcome, text, tone) => {
    expect(describeOutcome(outcome, metrics, english)).toEqual({ text, tone });
  });

  it('speaks German', () => {
    expect(describeOutcome({ type: 'exited', code: 0 }, metrics, german).text).toBe('beendet mit 0 nach 83 ms');
    expect(describeOutcome({ type: 'exited', code: 1 }, { ...metrics, runMs: 1234 }, german).text).toBe(
      'beendet mit 1 nach 1,2 s',
    );
  });

  it('leaves out what is not known', () => {
    expect(describeOutcome({ type: 'exited', code: 0 }, null, english).text).toBe('exited with 0');
    expect(describeOutcome({ type: 'stopped', by: 'user' }, { ...metrics, runMs: null }, english).text).toBe('stopped');
  });
});

it.each([
  [1, 'next in the queue'],
  [2, 'second in the queue'],
  [3, 'third in the queue'],
  [9, 'ninth in the queue'],
  [10, '10th in the queue'],
  [11, '11th in the queue'],
  [22, '22nd in the queue'],
  [113, '113th in the queue'],
])('position %i', (position, text) => {
  expect(english.run.queuePlace(position)).toBe(text);
});
