/** Stack traces like V8's out of QuickJS's, and the `stack` property of errors. */

import { inspect } from './inspect';
import { native } from './native';

/** A file of the program that was compiled. */
export interface CompiledSource {
  /** As the person wrote it. */
  original: string;
  /** As it was compiled, without `prefix`; the lines are the original's. */
  compiled: string;
  /** What stands before it in its first line. */
  prefix: string;
  isModule: boolean;
}

interface Frame {
  name: string;
  path: string;
  line: number;
  column: number;
}

export const compiledSources = new Map<string, CompiledSource>();
export const MODULE_FUNCTION = '$module';
const INTERNAL = 'node:internal';
const NATIVE = 'native';
/** What QuickJS calls the text that `JSON.parse` was given. */
const JSON_INPUT = '<input>';
const overflowMessages: Record<string, string> = { 'stack overflow': 'Maximum call stack size exceeded' };

/** The string that QuickJS uses itself: the name `stack` of programs is another one, see `stack-property.ts`. */
const rawStackName = Object.getOwnPropertyNames(new Error()).find((name) => name === 'stack') as 'stack';

const InternalError = (globalThis as unknown as { InternalError: ErrorConstructor }).InternalError;

export function installStacks(): void {
  Object.defineProperty(Error.prototype, 'stack', {
    get(this: object) {
      return readRawStack(this) === undefined ? undefined : describeError(this as Error);
    },
    set(this: object, value: unknown) {
      Object.defineProperty(this, 'stack', { value, writable: true, configurable: true, enumerable: false });
    },
    configurable: true,
  });
  Object.defineProperty(Error, 'stackTraceLimit', { value: 10, writable: true, configurable: true, enumerable: true });
  Object.defineProperty(Error, 'captureStackTrace', { value: captureStackTrace, writable: true, configurable: true });
  // What QuickJS calls an internal error is a RangeError to V8: too deep a recursion.
  Object.setPrototypeOf(InternalError.prototype, RangeError.prototype);
  Object.defineProperty(InternalError.prototype, 'name', { value: 'RangeError', writable: true, configurable: true });
  Object.defineProperty(InternalError.prototype, 'constructor', {
    value: RangeError,
    writable: true,
    configurable: true,
  });
  delete (globalThis as { InternalError?: unknown }).InternalError;
}

function captureStackTrace(target: object, above?: (...args: unknown[]) => unknown): void {
  let frames = readFrames(new Error());
  if (frames[0]?.name === 'captureStackTrace') frames = frames.slice(1);
  const at = above ? frames.findIndex((frame) => frame.name === above.name) : -1;
  const value = `${describeHeader(target as Error)}${writeFrames(frames.slice(at + 1))}`;
  Object.defineProperty(target, 'stack', { value, writable: true, configurable: true, enumerable: false });
}

function readRawStack(error: object): string | undefined {
  const property = Object.getOwnPropertyDescriptor(error, rawStackName);
  return typeof property?.value === 'string' ? property.value : undefined;
}

export function describeHeader(error: Error): string {
  const code: unknown = (error as { code?: unknown }).code;
  const shownCode = typeof code === 'string' && code.startsWith('ERR_') ? ` [${code}]` : '';
  const name = (error.name === undefined ? 'Error' : String(error.name)) + shownCode;
  const text = String(error.message ?? '');
  const message = error instanceof InternalError ? (overflowMessages[text] ?? text) : text;
  if (name === '') return message;
  return message === '' ? name : `${name}: ${message}`;
}

function describeError(error: Error): string {
  return describeHeader(error) + writeFrames(readFrames(error));
}

/** The error's stack with the name of its class, in brackets where there is no stack. */
export function formatErrorForInspect(error: Error): string {
  let stack: unknown;
  try {
    stack = error.stack;
  } catch {}
  if (typeof stack !== 'string' || stack === '') return `[${describeHeader(error)}]`;
  const name = String(error.name);
  const className = error.constructor?.name ?? '';
  if (
    name.endsWith('Error') &&
    stack.startsWith(name) &&
    className !== '' &&
    !stack.split('\n', 1)[0]?.includes(className)
  )
    stack = (className.endsWith(name) ? className : `${className} [${name}]`) + stack.slice(name.length);
  const text = stack as string;
  return text.includes('\n    at ') ? text : `[${text}]`;
}

/** Frames of the program itself, innermost first. */
export function readFrames(error: object): Frame[] {
  const frames = (readRawStack(error) ?? '').split('\n').map(parseFrame);
  return frames.filter((frame, i): frame is Frame => {
    if (!frame || frame.path.startsWith(INTERNAL) || frame.path === JSON_INPUT) return false;
    // Calls of QuickJS's own functions by this library.
    return frame.path !== NATIVE || !frames[i + 1]?.path.startsWith(INTERNAL);
  });
}

function parseFrame(line: string): Frame | null {
  const [, name = '', place = ''] = /^ {4}at (?:(.*) \((.*)\)|(?=(.*)$))/.exec(line)?.slice(0, 3) ?? [];
  const text = place || line.replace(/^ {4}at /, '');
  if (!line.startsWith('    at ')) return null;
  const position = /^(.*?)(?::(\d+))?(?::(\d+))?$/.exec(text);
  const path = position?.[1] ?? '';
  return mapFrame({ name, path, line: Number(position?.[2] ?? 0), column: Number(position?.[3] ?? 0) });
}

function mapFrame(frame: Frame): Frame {
  const source = compiledSources.get(frame.path);
  if (!source || frame.line === 0) return frame;
  let { column } = frame;
  if (frame.line === 1) column = Math.max(1, column - source.prefix.length);
  column = findNameColumn(source.compiled.split('\n', frame.line)[frame.line - 1] ?? '', column);
  column = native.findOriginalColumn(frame.path, frame.line, column);
  return { ...frame, column };
}

/** QuickJS points at a call's parenthesis and a property's dot, V8 at the name. */
function findNameColumn(line: string, column: number): number {
  const at = line[column - 1];
  if (at === '.') return column + 1;
  if (at !== '(') return column;
  const callee = /(?:\bnew\s+[\w$.]+|[\w$]+)\s*$/.exec(line.slice(0, column - 1));
  return callee ? callee.index + 1 : column;
}

function writeFrames(frames: Frame[]): string {
  const limit = Error.stackTraceLimit;
  const most = typeof limit === 'number' ? Math.max(0, limit) : frames.length;
  return frames
    .slice(0, most)
    .map((frame) => `\n    at ${writeFrame(frame)}`)
    .join('');
}

function writeFrame({ name, path, line, column }: Frame): string {
  if (path === NATIVE) return `${name} (<anonymous>)`;
  const place = `${writePath(path)}:${line}:${column}`;
  if (name === MODULE_FUNCTION) return `Object.<anonymous> (${place})`;
  return name === '' || name === '<anonymous>' || name === '<eval>' ? place : `${name} (${place})`;
}

function writePath(path: string): string {
  return compiledSources.get(path)?.isModule ? `file://${path}` : path;
}

/** What Node prints of an error that nobody caught: its place, the line there, the error. */
export function describeUncaught(error: unknown): string {
  if (!(error instanceof Error) || readRawStack(error) === undefined) return `Uncaught:\n${inspect(error)}\n`;
  const frame = readFrames(error).find(({ path }) => compiledSources.has(path));
  const shown = inspect(error);
  const source = frame && compiledSources.get(frame.path);
  if (!source) return `${error.stack === '' ? shown : shown.replace(/^\[(.*)\]/s, '$1')}\n`;
  const text = source.original.split('\n')[frame.line - 1]?.replace(/\r$/, '') ?? '';
  const before = text.slice(0, frame.column - 1);
  const column = /\bthrow\s+$/.exec(before)?.index ?? before.length;
  const isSyntaxError = error instanceof SyntaxError && frame.name === '';
  const place = `${writePath(frame.path)}:${frame.line}${isSyntaxError ? `:${frame.column}` : ''}`;
  return `${place}\n${text}\n${before.slice(0, column).replace(/[^\t]/g, ' ')}^\n\n${isSyntaxError ? describeHeader(error) : shown}\n`;
}
