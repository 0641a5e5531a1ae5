import { describe, expect, it } from 'vitest';
import { figures as german } from './de/figures';
import { figures } from './en/figures';

const MIB = 1024 * 1024;

it.each([
  [0, '0 ms', '0 ms'],
  [83.4, '83 ms', '83 ms'],
  [999.7, '1 s', '1 s'],
  [1234, '1.2 s', '1,2 s'],
  [9_960, '10 s', '10 s'],
  [60_000, '60 s', '60 s'],
  [120_000, '120 s', '120 s'],
  [125_000, '2 min 5 s', '2 min 5 s'],
  [180_000, '3 min', '3 min'],
])('%d ms', (ms, text, germanText) => {
  expect(figures.duration(ms)).toBe(text);
  expect(german.duration(ms)).toBe(germanText);
});

it.each([
  [0, '0 bytes', '0 Bytes'],
  [1, '1 byte', '1 Byte'],
  [2048, '2 KB', '2 KB'],
  [1536 * 1024, '1.5 MB', '1,5 MB'],
  [16 * MIB, '16 MB', '16 MB'],
  [1023.9 * MIB, '1 GB', '1 GB'],
])('%d bytes', (bytes, text, germanText) => {
  expect(figures.bytes(bytes)).toBe(text);
  expect(german.bytes(bytes)).toBe(germanText);
});

describe('elapsed time', () => {
  it('counts in whole tenths', () => {
    expect(figures.elapsed(1999)).toBe('1.9 s');
    expect(figures.elapsed(2000)).toBe('2.0 s');
    expect(german.elapsed(2000)).toBe('2,0 s');
    expect(figures.elapsed(61_000)).toBe('61 s');
  });
});

it('groups thousands and writes days as the language does', () => {
  const noon = new Date(2026, 2, 5, 12).getTime();
  expect([figures.number(12_345), figures.day(noon)]).toEqual(['12,345', '5 Mar 2026']);
  expect([german.number(12_345), german.day(noon)]).toEqual(['12.345', '5. März 2026']);
});
