import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { everyTick } from './every-tick';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const clock = { after: (timeMs: number, callback: () => void) => void setTimeout(callback, timeMs) };

it('calls all back at the same tenths of a second, each until it is stopped', () => {
  vi.advanceTimersByTime(30);
  const first: number[] = [];
  const second: number[] = [];
  const stop = everyTick(clock, () => first.push(performance.now()));
  vi.advanceTimersByTime(130);
  everyTick(clock, () => second.push(performance.now()));
  vi.advanceTimersByTime(150);
  stop();
  vi.advanceTimersByTime(100);
  const start = first[0]! % 100;
  expect(start).toBeLessThan(1);
  expect(first).toHaveLength(3);
  expect(second.slice(0, 2)).toEqual(first.slice(1));
  expect(second).toHaveLength(3);
});
