import { describe, expect, it } from 'vitest';
import { readDuration, readSize, writeDuration, writeSize } from './units';

describe('units', () => {
  it('reads times as people write them', () => {
    const read = Object.fromEntries(
      ['10s', '2m', '1h30m', '1.5s', '250', ' 1 H ', '100ms', '1d'].map((text) => [text, readDuration(text)]),
    );
    expect(read).toEqual({
      '10s': 10_000,
      '2m': 120_000,
      '1h30m': 5_400_000,
      '1.5s': 1500,
      '250': 250,
      ' 1 H ': 3_600_000,
      '100ms': 100,
      '1d': 86_400_000,
    });
    for (const text of ['', 's', '10x', '-1s', '1s2', '1e3', '10 seconds']) expect(readDuration(text), text).toBeNull();
  });

  it('reads sizes as people write them', () => {
    const read = Object.fromEntries(
      ['256M', '1.5g', '64k', '512MiB', '1 GB', '4096', '1t', '10b'].map((text) => [text, readSize(text)]),
    );
    expect(read).toEqual({
      '256M': 256 * 1024 ** 2,
      '1.5g': 1.5 * 1024 ** 3,
      '64k': 65_536,
      '512MiB': 512 * 1024 ** 2,
      '1 GB': 1024 ** 3,
      '4096': 4096,
      '1t': 1024 ** 4,
      '10b': 10,
    });
    for (const text of ['', 'M', '-1M', '1x', '1MM', '1e3']) expect(readSize(text), text).toBeNull();
  });

  it('writes what it reads as the same', () => {
    for (const ms of [0, 1, 999, 1000, 90_061_001, 5_400_000])
      expect(readDuration(writeDuration(ms)), `${ms}`).toBe(ms);
    for (const bytes of [0, 1, 1024, 1536, 1024 ** 3, 3 * 1024 ** 4 + 1])
      expect(readSize(writeSize(bytes)), `${bytes}`).toBe(bytes);
    expect(writeDuration(5_400_000)).toBe('1h30m');
    expect(writeSize(512 * 1024 ** 2)).toBe('512M');
  });
});
