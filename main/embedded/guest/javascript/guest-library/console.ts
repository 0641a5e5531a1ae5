/** `console`: https://nodejs.org/api/console.html */
import { formatTable } from './console-table';
import { writeText } from './encoding';
import { format } from './format';
import { type InspectOptions, inspect } from './inspect';
import { native } from './native';

let indent = '';
const counts = new Map<string, number>();
const startedMs = new Map<string, number>();

function print(fd: number, args: unknown[]): void {
  const [first] = args;
  const text = args.length === 1 && typeof first === 'string' ? first : args.length === 0 ? '' : format(...args);
  writeText(fd, `${indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`)}\n`);
}

const log = (...args: unknown[]): void => print(1, args);
const error = (...args: unknown[]): void => print(2, args);

function formatTime(ms: number): string {
  if (ms >= 60_000) {
    const minutes = Math.floor(ms / 60_000);
    return `${minutes}:${((ms % 60_000) / 1000).toFixed(3).padStart(6, '0')} (m:ss.mmm)`;
  }
  if (ms >= 1000) return `${(ms / 1000).toFixed(3)}s`;
  return `${Number(ms.toFixed(3))}ms`;
}

function logTime(label: string, rest: unknown[], isEnd: boolean): void {
  const started = startedMs.get(label);
  if (started === undefined) {
    error(`Warning: No such label '${label}' for console.time${isEnd ? 'End' : 'Log'}()`);
    return;
  }
  log('%s: %s', label, formatTime(native.now() - started), ...rest);
  if (isEnd) startedMs.delete(label);
}

const methods = {
  log,
  info: log,
  debug: log,
  error,
  warn: error,
  trace(...args: unknown[]): void {
    const trace = new Error(args.length > 0 ? format(...args) : '');
    trace.name = 'Trace';
    error(trace.stack);
  },
  dir(value: unknown, options?: InspectOptions): void {
    log(inspect(value, { ...options }));
  },
  dirxml: log,
  table(data: unknown, columns?: string[]): void {
    log(typeof data === 'object' && data !== null ? formatTable(data, columns) : data);
  },
  assert(condition: unknown, ...args: unknown[]): void {
    if (condition) return;
    const [first, ...rest] = args;
    if (args.length === 0) error('Assertion failed');
    else if (typeof first === 'string') error(`Assertion failed: ${first}`, ...rest);
    else error('Assertion failed:', ...args);
  },
  count(label = 'default'): void {
    const count = (counts.get(`${label}`) ?? 0) + 1;
    counts.set(`${label}`, count);
    log(`${label}: ${count}`);
  },
  countReset(label = 'default'): void {
    counts.delete(`${label}`);
  },
  group(...args: unknown[]): void {
    if (args.length > 0) log(...args);
    indent += '  ';
  },
  groupCollapsed(...args: unknown[]): void {
    methods.group(...args);
  },
  groupEnd(): void {
    indent = indent.slice(2);
  },
  time(label = 'default'): void {
    if (startedMs.has(`${label}`)) error(`Warning: Label '${label}' already exists for console.time()`);
    else startedMs.set(`${label}`, native.now());
  },
  timeEnd(label = 'default'): void {
    logTime(`${label}`, [], true);
  },
  timeLog(label = 'default', ...rest: unknown[]): void {
    logTime(`${label}`, rest, false);
  },
  clear(): void {},
  timeStamp(): void {},
};

export class Console {}
Object.assign(Console.prototype, methods);

export const console: Record<string, unknown> = { ...methods, Console };
Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });
