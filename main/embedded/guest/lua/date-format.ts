/** Dates for a C library: `struct tm` and `strftime` in the C locale. Local time is UTC, as in the container images. */
import type { WasmBytes } from '../wasm-bytes';

const DAY_MS = 86_400_000;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

interface BrokenTime {
  second: number;
  minute: number;
  hour: number;
  day: number;
  month: number;
  year: number;
  weekday: number;
  yearDay: number;
}

/** Fields of `struct tm` in their order; the year counts from 1900. */
export function writeBrokenTime(bytes: WasmBytes, at: number, seconds: bigint): void {
  const time = new Date(Number(seconds) * 1000);
  const year = time.getUTCFullYear();
  const fields = [
    time.getUTCSeconds(),
    time.getUTCMinutes(),
    time.getUTCHours(),
    time.getUTCDate(),
    time.getUTCMonth(),
    year - 1900,
    time.getUTCDay(),
    Math.floor((time.getTime() - Date.UTC(year, 0, 1)) / DAY_MS),
    0,
    0,
  ];
  for (const [index, value] of fields.entries()) bytes.setInt(at + 4 * index, value);
}

/** Seconds since 1970 of a `struct tm`, whose fields are brought into their ranges. */
export function makeTime(bytes: WasmBytes, at: number): bigint {
  const field = (index: number): number => bytes.getInt(at + 4 * index);
  const time = new Date(0);
  time.setUTCFullYear(field(5) + 1900, field(4), field(3));
  time.setUTCHours(field(2), field(1), field(0));
  const seconds = time.getTime() / 1000;
  if (!Number.isFinite(seconds)) return -1n;
  writeBrokenTime(bytes, at, BigInt(seconds));
  return BigInt(seconds);
}

export function formatTime(bytes: WasmBytes, at: number, format: string): string {
  const [second, minute, hour, day, month, year, weekday, yearDay] = [0, 1, 2, 3, 4, 5, 6, 7].map((index) =>
    bytes.getInt(at + 4 * index),
  ) as [number, number, number, number, number, number, number, number];
  return expand(format, { second, minute, hour, day, month, year: year + 1900, weekday, yearDay });
}

function expand(format: string, time: BrokenTime): string {
  return format.replace(/%[EO]?(.)/g, (whole, letter: string) => {
    const convert = Object.hasOwn(CONVERSIONS, letter) ? CONVERSIONS[letter] : undefined;
    return convert ? convert(time) : whole;
  });
}

const pad = (value: number, width = 2, fill = '0'): string =>
  value < 0 ? `-${String(-value).padStart(width - 1, fill)}` : String(value).padStart(width, fill);
const twelve = (hour: number): number => hour % 12 || 12;

/** ISO 8601: the week belongs to the year that has its Thursday. */
function isoWeek(time: BrokenTime): { year: number; week: number } {
  const thursday = time.yearDay - ((time.weekday + 6) % 7) + 3;
  const date = new Date(0);
  date.setUTCFullYear(time.year, 0, 1 + thursday);
  const year = date.getUTCFullYear();
  const start = new Date(0);
  start.setUTCFullYear(year, 0, 1);
  return { year, week: Math.floor((date.getTime() - start.getTime()) / DAY_MS / 7) + 1 };
}

const CONVERSIONS: Record<string, (time: BrokenTime) => string> = {
  '%': () => '%',
  n: () => '\n',
  t: () => '\t',
  a: ({ weekday }) => (DAYS[weekday] ?? '?').slice(0, 3),
  A: ({ weekday }) => DAYS[weekday] ?? '?',
  b: ({ month }) => (MONTHS[month] ?? '?').slice(0, 3),
  h: ({ month }) => (MONTHS[month] ?? '?').slice(0, 3),
  B: ({ month }) => MONTHS[month] ?? '?',
  c: (time) => expand('%a %b %e %H:%M:%S %Y', time),
  C: ({ year }) => pad(Math.floor(year / 100)),
  d: ({ day }) => pad(day),
  D: (time) => expand('%m/%d/%y', time),
  e: ({ day }) => pad(day, 2, ' '),
  F: (time) => expand('%Y-%m-%d', time),
  g: (time) => pad(isoWeek(time).year % 100),
  G: (time) => String(isoWeek(time).year),
  H: ({ hour }) => pad(hour),
  I: ({ hour }) => pad(twelve(hour)),
  j: ({ yearDay }) => pad(yearDay + 1, 3),
  m: ({ month }) => pad(month + 1),
  M: ({ minute }) => pad(minute),
  p: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  r: (time) => expand('%I:%M:%S %p', time),
  R: (time) => expand('%H:%M', time),
  S: ({ second }) => pad(second),
  T: (time) => expand('%H:%M:%S', time),
  u: ({ weekday }) => String(weekday || 7),
  U: ({ yearDay, weekday }) => pad(Math.floor((yearDay + 7 - weekday) / 7)),
  V: (time) => pad(isoWeek(time).week),
  w: ({ weekday }) => String(weekday),
  W: ({ yearDay, weekday }) => pad(Math.floor((yearDay + 7 - ((weekday + 6) % 7)) / 7)),
  x: (time) => expand('%m/%d/%y', time),
  X: (time) => expand('%H:%M:%S', time),
  y: ({ year }) => pad(((year % 100) + 100) % 100),
  Y: ({ year }) => String(year),
  z: () => '+0000',
  Z: () => 'UTC',
};
