/** What runs, with what, and how it ended. */
import { figures } from './figures';

const ordinals = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];

function formatOrdinal(value: number): string {
  const tens = value % 100;
  if (tens >= 11 && tens <= 13) return `${value}th`;
  return `${value}${({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<number, string>)[value % 10] ?? 'th'}`;
}

const after = (ms: number | null): string => (ms === null ? '' : ` after ${figures.duration(ms)}`);

export const run = {
  run: 'Run',
  stop: 'Stop',
  runAgain: 'Run again',
  /** A button's name with its keys. */
  withKeys: (name: string, keys: string | undefined) => (keys === undefined ? name : `${name} (${keys})`),
  stopAndRunAgain: 'Stop and run again',
  showFiles: 'Show files of this tab',
  hideFiles: 'Hide files of this tab',
  arguments: 'Arguments',
  argumentsProblem: {
    backslash: 'A backslash at the end has nothing to protect.',
    doubleQuote: 'A double quote is not closed.',
    singleQuote: 'A single quote is not closed.',
  },
  argumentsRefused: {
    message: (problem: string) => `The arguments cannot be read. ${problem}`,
    remedy: 'Close the quote in the arguments field and run again.',
  },
  cutOff: { message: 'The run was cut off before it said how it ended.', remedy: 'Run it again.' },
  waitingForInput: 'waiting for input',
  running: 'running',
  /** What a run does at the moment, as the head of the output has it. */
  now: {
    stopping: 'Stopping',
    starting: 'Starting',
    queued: (place: string) => `Waiting: ${place}`,
    wantsInput: 'Waiting for input',
    compiling: 'Compiling',
    running: 'Running',
  },
  /** `position` 1 is next. */
  queuePlace: (position: number) =>
    position <= 1 ? 'next in the queue' : `${ordinals[position - 2] ?? formatOrdinal(position)} in the queue`,
  /** How it ended; `ms` is null where it is not known. */
  outcome: {
    exited: (code: number, ms: number | null) => `exited with ${code}${after(ms)}`,
    signaled: (signal: string, ms: number | null) => `killed by ${signal}${after(ms)}`,
    stopped: (ms: number | null) => `stopped${after(ms)}`,
    closing: 'stopped because Runyard was closing',
    compileTimedOut: (limitMs: number) => `compiling timed out after ${figures.duration(limitMs)}`,
    timedOut: (limitMs: number) => `timed out after ${figures.duration(limitMs)}`,
    outOfMemory: (limitBytes: number) => `ran out of memory (${figures.bytes(limitBytes)})`,
    outputLimit: (limitBytes: number) => `printed more than ${figures.bytes(limitBytes)}`,
    processLimit: (limit: number) =>
      `wanted more than ${figures.number(limit)} ${limit === 1 ? 'process' : 'processes'}`,
    compileFailed: (code: number) => `did not compile (exit code ${code})`,
    lost: (reason: string) => `lost: ${reason}`,
  },
  /** Why a run did not come about, as shortly as the status line has it. */
  refusal: { image: 'needs its image', runtime: 'needs its runtime', other: 'did not run' },
};
