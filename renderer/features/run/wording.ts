/** Figures and outcomes in words. Pure. */
import type { ErrorCode, RunMetrics, RunOutcome } from '../../../contract';

/** `bad`: the program failed. `warning`: something cut it short. */
export type OutcomeTone = 'good' | 'bad' | 'warning' | 'neutral';

export interface OutcomeWords {
  text: string;
  tone: OutcomeTone;
}

export function describeOutcome(outcome: RunOutcome, metrics: RunMetrics | null): OutcomeWords {
  const after = describeAfter(metrics);
  switch (outcome.type) {
    case 'exited':
      return { text: `exited with ${outcome.code}${after}`, tone: outcome.code === 0 ? 'good' : 'bad' };
    case 'signaled':
      return { text: `killed by ${outcome.signal}${after}`, tone: 'bad' };
    case 'stopped':
      return outcome.by === 'user'
        ? { text: `stopped${after}`, tone: 'neutral' }
        : { text: 'stopped because Runyard was closing', tone: 'neutral' };
    case 'timedOut': {
      const limit = formatDuration(outcome.limitMs);
      const what = outcome.phase === 'compile' ? 'compiling timed out' : 'timed out';
      return { text: `${what} after ${limit}`, tone: 'warning' };
    }
    case 'outOfMemory':
      return { text: `ran out of memory (${formatBytes(outcome.limitBytes)})`, tone: 'warning' };
    case 'outputLimit':
      return { text: `printed more than ${formatBytes(outcome.limitBytes)}`, tone: 'warning' };
    case 'processLimit':
      return { text: `wanted more than ${formatCount(outcome.limit, 'process', 'processes')}`, tone: 'warning' };
    case 'compileFailed':
      return { text: `did not compile (exit code ${outcome.code})`, tone: 'bad' };
    case 'lost':
      return { text: `lost: ${lowerFirst(outcome.reason).replace(/\.$/, '')}`, tone: 'bad' };
  }
}

function describeAfter(metrics: RunMetrics | null): string {
  const ms = metrics?.runMs ?? metrics?.compileMs;
  return ms === null || ms === undefined ? '' : ` after ${formatDuration(ms)}`;
}

/** Why a run did not come about, as shortly as the status line has it. */
export function describeRefusal(code: ErrorCode): string {
  if (code === 'IMAGE_MISSING') return 'needs its image';
  return code === 'RUNTIME_MISSING' ? 'needs its runtime' : 'did not run';
}

/** `position` 1 is next. */
export function describeQueue(position: number): string {
  if (position <= 1) return 'next in the queue';
  const words = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
  return `${words[position - 2] ?? formatOrdinal(position)} in the queue`;
}

/** Milliseconds in words: `83 ms`, `1.2 s`, `60 s`, `2 min 5 s`. */
export function formatDuration(ms: number): string {
  if (ms < 0.5) return '0 ms';
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${trimZero((ms / 1000).toFixed(1))} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds <= 120) return `${seconds} s`;
  const rest = seconds % 60;
  return rest === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
}

/** Elapsed time that counts up: whole tenths, so that it does not jitter. */
export function formatElapsed(ms: number): string {
  return ms < 60_000 ? `${(Math.floor(ms / 100) / 10).toFixed(1)} s` : formatDuration(ms);
}

/** Bytes in words, 1024 to the step: `512 bytes`, `83 KB`, `1.5 MB`, `16 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${Math.round(bytes)} bytes`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 9.95 ? trimZero(value.toFixed(1)) : Math.round(value)} ${units[unit]}`;
}

export function formatCount(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

function formatOrdinal(value: number): string {
  const tens = value % 100;
  if (tens >= 11 && tens <= 13) return `${value}th`;
  return `${value}${({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<number, string>)[value % 10] ?? 'th'}`;
}

function trimZero(text: string): string {
  return text.replace(/\.0$/, '');
}

export function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}
