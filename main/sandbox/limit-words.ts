/** Limits as people write them: `256 MB`, `10 s`. Exact, so that one above a bound never reads as the bound. */
import type { Limits } from '../../contract';

type Unit = readonly [word: string, size: number];

/** The largest first, the last one always fits. A kilo is 1024, as for Docker. */
const SIZES: readonly Unit[] = [
  ['GB', 1024 ** 3],
  ['MB', 1024 ** 2],
  ['KB', 1024],
  ['bytes', 1],
];
const TIMES: readonly Unit[] = [
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
  ['ms', 1],
];

const SUBJECTS: Record<keyof Limits, (amount: string) => string> = {
  compileTimeoutMs: (amount) => `${amount} to compile`,
  runTimeoutMs: (amount) => `${amount} to run`,
  memoryBytes: (amount) => `${amount} of memory`,
  processes: (amount) => `${amount} processes`,
  outputBytes: (amount) => `${amount} of output`,
  cpus: (amount) => `${amount} processors`,
};

/** `256 MB`, `10 s`, `64` */
export function writeLimit(key: keyof Limits, value: number): string {
  if (key.endsWith('Bytes')) return writeIn(SIZES, value);
  return key.endsWith('Ms') ? writeIn(TIMES, value) : String(value);
}

/** `256 MB of memory`, `10 s to run`, `64 processes` */
export function describeLimit(key: keyof Limits, value: number): string {
  return SUBJECTS[key](writeLimit(key, value));
}

function writeIn(units: readonly Unit[], value: number): string {
  const [word, size] = units.find((unit) => value >= unit[1] && value % unit[1] === 0) ?? ['', 1];
  return `${value / size} ${word}`.trim();
}
