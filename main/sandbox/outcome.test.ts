import { expect, test } from 'vitest';
import { Config } from '../config/config';
import { decideOutcome } from './outcome';
import type { PhaseResult } from './sandbox-provider';

const { limits } = Config.parse({});

test.each<[Partial<PhaseResult>, object]>([
  [{ exitCode: 0 }, { type: 'exited', code: 0 }],
  [{ exitCode: 7 }, { type: 'exited', code: 7 }],
  [{ exitCode: 139 }, { type: 'signaled', signal: 'SIGSEGV' }],
  [{ exitCode: 137 }, { type: 'signaled', signal: 'SIGKILL' }],
  [{ exitCode: 200 }, { type: 'exited', code: 200 }],
  [
    { exitCode: 137, outOfMemory: true },
    { type: 'outOfMemory', limitBytes: limits.memoryBytes },
  ],
  [
    { exitCode: 0, outOfMemory: true },
    { type: 'exited', code: 0 },
  ],
  [
    { exitCode: 1, processLimitMet: true },
    { type: 'processLimit', limit: limits.processes },
  ],
  [
    { exitCode: 0, processLimitMet: true },
    { type: 'exited', code: 0 },
  ],
  [
    { exitCode: 1, phase: 'compile' },
    { type: 'compileFailed', code: 1 },
  ],
])('%o ends as %o', (result, outcome) => {
  const seen = {
    phase: 'run',
    outOfMemory: false,
    processLimitMet: false,
    cpuMs: 1,
    peakMemoryBytes: 1,
    exitCode: 0,
  } as const;
  expect(decideOutcome({ ...seen, ...result }, limits)).toEqual(outcome);
});
