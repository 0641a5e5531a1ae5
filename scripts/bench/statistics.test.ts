import { expect, it } from 'vitest';
import { percentile, percentiles } from './statistics';

it('takes the nearest rank', () => {
  const samples = [5, 1, 4, 2, 3];
  expect(percentile(samples, 0.5)).toBe(3);
  expect(percentile(samples, 0.95)).toBe(5);
  expect(percentile([7], 0.5)).toBe(7);
  expect(percentiles([1.26, 1.24])).toEqual({ p50: 1.2, p95: 1.3 });
});

it('has no percentile of nothing', () => {
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});
