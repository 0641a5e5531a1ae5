/** How a finished program ended, told from what the sandbox saw of its last phase. */
import type { Limits, RunOutcome, TerminalMode } from '../../contract';
import type { PhaseResult } from './sandbox-provider';

/**
 * Linux signals that end a program, as a shell reports them (128 + n). A program may exit with such a code by
 * itself; shells cannot tell, and neither can we. Other codes above 128 are taken as exits.
 */
const fatalSignals: Record<number, string> = {
  132: 'SIGILL',
  133: 'SIGTRAP',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  141: 'SIGPIPE',
  143: 'SIGTERM',
  152: 'SIGXCPU',
  153: 'SIGXFSZ',
  159: 'SIGSYS',
};

/** Ended by Ctrl+C, which only a terminal has. */
const INTERRUPTED = 130;

/**
 * A limit is the cause only where it was met *and* the program failed: one that survives a refused fork or the death
 * of a child for memory ended by itself.
 */
export function decideOutcome(result: PhaseResult, limits: Limits, terminal: TerminalMode = 'off'): RunOutcome {
  const { exitCode } = result;
  if (exitCode === null) return { type: 'lost', reason: 'The sandbox ended without saying how.' };
  if (exitCode !== 0 && result.outOfMemory) return { type: 'outOfMemory', limitBytes: limits.memoryBytes };
  if (exitCode !== 0 && result.processLimitMet) return { type: 'processLimit', limit: limits.processes };
  if (result.phase === 'compile') return { type: 'compileFailed', code: exitCode };
  const signal = terminal === 'on' && exitCode === INTERRUPTED ? 'SIGINT' : fatalSignals[exitCode];
  return signal ? { type: 'signaled', signal } : { type: 'exited', code: exitCode };
}
