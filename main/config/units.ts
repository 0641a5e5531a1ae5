/** Times and sizes as people write them: `1h30m`, `256M`. */

const TIME_UNITS_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** As Docker and most programs count them: a kilo is 1024, with or without the `i`. */
const SIZE_UNITS_BYTES: Record<string, number> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** Milliseconds; a plain number is such. Null for what is no time. */
export function readDuration(text: string): number | null {
  const written = text.trim().toLowerCase();
  if (/^\d+$/.test(written)) return Number(written);
  if (!/^(\d+(\.\d+)?\s*(ms|[smhd])\s*)+$/.test(written)) return null;
  let total = 0;
  for (const [, amount = '', unit = ''] of written.matchAll(/([\d.]+)\s*(ms|[smhd])/g)) {
    total += Number(amount) * (TIME_UNITS_MS[unit] ?? 0);
  }
  return Math.round(total);
}

/** Bytes; a plain number is such. Null for what is no size. */
export function readSize(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/.exec(text.trim().toLowerCase());
  if (!found) return null;
  return Math.round(Number(found[1]) * (SIZE_UNITS_BYTES[found[2] ?? ''] ?? 1));
}

/** The shortest form that is read back as the same. */
export function writeDuration(ms: number): string {
  if (ms === 0 || !Number.isInteger(ms)) return `${ms}ms`;
  let rest = ms;
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const size = TIME_UNITS_MS[unit] ?? 1;
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}

/** The shortest form that is read back as the same. */
export function writeSize(bytes: number): string {
  for (const unit of ['t', 'g', 'm', 'k']) {
    const size = SIZE_UNITS_BYTES[unit] ?? 1;
    if (bytes >= size && bytes % size === 0) return `${bytes / size}${unit.toUpperCase()}`;
  }
  return String(bytes);
}
