/** How a run ended, as an exit code and in words. */
import type { RunOutcome } from '../../../contract';
import { OUR_EXIT } from '../complaint';

/** As `timeout` has it. */
const TIMED_OUT_EXIT = 124;
/** As a shell says of a process that the kernel killed. */
const OUT_OF_MEMORY_EXIT = 137;
const STOPPED_EXIT = 130;

/** The numbers that the kernel of Linux gives them, whatever the system here. */
const SIGNALS: Record<string, number> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGSYS: 31,
};

/** `words`: null where the program has said itself what there is to say. */
export function describeOutcome(outcome: RunOutcome): { exitCode: number; words: string | null } {
  switch (outcome.type) {
    case 'exited':
      return { exitCode: outcome.code, words: null };
    case 'compileFailed':
      return { exitCode: outcome.code === 0 ? 1 : outcome.code, words: null };
    case 'signaled':
      return { exitCode: 128 + (SIGNALS[outcome.signal] ?? 0), words: `the program was ended by ${outcome.signal}` };
    case 'stopped':
      return {
        exitCode: STOPPED_EXIT,
        words: outcome.by === 'user' ? 'stopped' : 'stopped, because Runyard was closed',
      };
    case 'timedOut': {
      const what = outcome.phase === 'compile' ? 'compiling' : 'running';
      const flag = outcome.phase === 'compile' ? '--compile-time' : '--time';
      return {
        exitCode: TIMED_OUT_EXIT,
        words: `ended after ${outcome.limitMs / 1000} s of ${what}; ${flag} gives it more`,
      };
    }
    case 'outOfMemory':
      return {
        exitCode: OUT_OF_MEMORY_EXIT,
        words: `out of memory: it wanted more than ${toMebibytes(outcome.limitBytes)} MB; --memory gives it more`,
      };
    case 'outputLimit':
      return { exitCode: OUR_EXIT, words: `ended because it printed more than ${toMebibytes(outcome.limitBytes)} MB` };
    case 'processLimit':
      return { exitCode: OUR_EXIT, words: `failed at the limit of ${outcome.limit} processes and threads` };
    case 'lost':
      return { exitCode: OUR_EXIT, words: `lost: ${outcome.reason}` };
  }
}

function toMebibytes(bytes: number): number {
  return Math.round(bytes / (1024 * 1024));
}
