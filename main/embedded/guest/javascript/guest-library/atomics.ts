/** `Atomics`, which QuickJS has not here: there is one thread, so plain steps are atomic. `wait` is how programs sleep. */
import { native } from './native';

type Numbers = Int32Array;

const LONGEST_SLEEP_MS = 2 ** 31 - 1;

const change =
  (compute: (old: number, value: number) => number) =>
  (array: Numbers, index: number, value: number): number => {
    const old = array[index] ?? 0;
    array[index] = compute(old, value);
    return old;
  };

export const atomics = {
  load: (array: Numbers, index: number): number => array[index] ?? 0,
  store(array: Numbers, index: number, value: number): number {
    array[index] = value;
    return value;
  },
  add: change((old, value) => old + value),
  sub: change((old, value) => old - value),
  and: change((old, value) => old & value),
  or: change((old, value) => old | value),
  xor: change((old, value) => old ^ value),
  exchange: change((_old, value) => value),
  compareExchange(array: Numbers, index: number, expected: number, value: number): number {
    const old = array[index] ?? 0;
    if (old === expected) array[index] = value;
    return old;
  },
  isLockFree: (): boolean => true,
  notify: (): number => 0,
  /** Nobody else can wake it. */
  wait(array: Numbers, index: number, value: number, ms = Number.POSITIVE_INFINITY): string {
    if (array[index] !== value) return 'not-equal';
    native.sleep(Math.min(Math.max(Number(ms) || 0, 0), LONGEST_SLEEP_MS));
    return 'timed-out';
  },
};
Object.defineProperty(atomics, Symbol.toStringTag, { value: 'Atomics' });
