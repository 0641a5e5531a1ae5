/** Percentiles of samples. */
export interface Percentiles {
  p50: number;
  p95: number;
}

/**
 * The sample at or above which no more than `1 - fraction` of all samples lie (nearest rank).
 * @throws RangeError without samples
 */
export function percentile(samples: readonly number[], fraction: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('There are no samples.');
  return value;
}

/** Rounded to tenths. */
export function percentiles(samples: readonly number[]): Percentiles {
  return { p50: round(percentile(samples, 0.5), 1), p95: round(percentile(samples, 0.95), 1) };
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
