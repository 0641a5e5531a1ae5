/** `util.format`: https://nodejs.org/api/util.html#utilformatformat-args */
import { type InspectOptions, inspect } from './inspect';

export function format(...args: unknown[]): string {
  return formatWithOptions({}, ...args);
}

export function formatWithOptions(options: InspectOptions, ...args: unknown[]): string {
  const [first] = args;
  if (args.length === 1) return typeof first === 'string' ? first : inspect(first, options);
  if (typeof first !== 'string' || !first.includes('%')) return joinValues(options, args);
  let used = 1;
  const text = first.replace(/%[sdifjoOc%]/g, (found) => {
    if (found === '%%') return '%';
    if (used >= args.length) return found;
    return convert(found, args[used++], options);
  });
  return used < args.length ? `${text} ${joinValues(options, args.slice(used))}` : text;
}

function joinValues(options: InspectOptions, values: unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : inspect(value, options))).join(' ');
}

function convert(conversion: string, value: unknown, options: InspectOptions): string {
  switch (conversion) {
    case '%s':
      return convertString(value, options);
    case '%d':
      if (typeof value === 'bigint') return `${value}n`;
      return typeof value === 'symbol' || typeof value === 'object'
        ? formatNumber(Number.NaN, value)
        : inspect(Number(value));
    case '%i':
      if (typeof value === 'bigint') return `${value}n`;
      return typeof value === 'symbol' || typeof value === 'object'
        ? 'NaN'
        : inspect(Number.parseInt(String(value), 10));
    case '%f':
      return typeof value === 'symbol' ? 'NaN' : inspect(Number.parseFloat(String(value)));
    case '%j':
      return stringify(value);
    case '%o':
      return inspect(value, { ...options, showHidden: true, depth: 4 });
    case '%O':
      return inspect(value, options);
    default:
      return '';
  }
}

function formatNumber(fallback: number, value: unknown): string {
  return value === null || typeof value !== 'object' ? inspect(fallback) : inspect(Number(value));
}

function convertString(value: unknown, options: InspectOptions): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return inspect(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const isOwnText =
    value instanceof Error ||
    (typeof value.toString === 'function' &&
      value.toString !== Object.prototype.toString &&
      !Array.isArray(value) &&
      hasOwnToString(value));
  return isOwnText ? String(value) : inspect(value, { ...options, depth: 0, compact: 3 });
}

function hasOwnToString(value: object): boolean {
  if (Object.hasOwn(value, 'toString')) return true;
  const builtin = [Date, Map, Set, RegExp, Promise, Array];
  return !builtin.some((kind) => value instanceof kind);
}

function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch (error) {
    if (error instanceof TypeError && error.message.includes('circular')) return '[Circular]';
    throw error;
  }
}
