/** `node:util`. */
import { isDeepEqual } from './deep-equal';
import { TextDecoder, TextEncoder } from './encoding';
import { argumentError } from './errors';
import { format, formatWithOptions } from './format';
import { inspect } from './inspect';
import { process } from './process';

type AnyFunction = (...args: unknown[]) => unknown;

const customPromisify = Symbol.for('nodejs.util.promisify.custom');

function promisify(original: AnyFunction): AnyFunction {
  if (typeof original !== 'function') throw argumentError('original', 'of type function', original);
  const own = (original as unknown as Record<symbol, AnyFunction | undefined>)[customPromisify];
  if (own) return own;
  return function (this: unknown, ...args: unknown[]) {
    return new Promise((resolve, reject) => {
      original.call(this, ...args, (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)));
    });
  };
}
promisify.custom = customPromisify;

function callbackify(original: (...args: unknown[]) => Promise<unknown>): AnyFunction {
  return (...args) => {
    const done = args.pop() as AnyFunction;
    original(...args).then(
      (value) => process.nextTick(done, null, value),
      (error: unknown) => process.nextTick(done, error),
    );
  };
}

function deprecate(original: AnyFunction, message: string): AnyFunction {
  let isTold = false;
  return function (this: unknown, ...args: unknown[]) {
    if (!isTold) process.emitWarning(message, 'DeprecationWarning');
    isTold = true;
    return original.apply(this, args);
  };
}

function inherits(child: AnyFunction, parent: AnyFunction): void {
  Object.defineProperty(child, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(child.prototype, parent.prototype);
}

const tagged = (name: string) => (value: unknown) => Object.prototype.toString.call(value) === `[object ${name}]`;
const typeNames = [
  'Date',
  'RegExp',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Promise',
  'ArrayBuffer',
  'DataView',
  'Uint8Array',
  'GeneratorFunction',
  'AsyncFunction',
];
const types: Record<string, (value: unknown) => boolean> = {
  ...Object.fromEntries(typeNames.map((name) => [`is${name}`, tagged(name)])),
  isNativeError: (value) => value instanceof Error,
  isTypedArray: (value) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isArrayBufferView: (value) => ArrayBuffer.isView(value),
  isGeneratorObject: tagged('Generator'),
  isProxy: () => false,
};

const styles: Record<string, [number, number]> = {
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  inverse: [7, 27],
  strikethrough: [9, 29],
  black: [30, 39],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  white: [37, 39],
  gray: [90, 39],
  grey: [90, 39],
};

function styleText(names: string | string[], text: string): string {
  return [names].flat().reduceRight((styled, name) => {
    const codes = styles[name];
    if (!codes) throw argumentError('format', `one of ${Object.keys(styles).join(', ')}`, name);
    return `\x1b[${codes[0]}m${styled}\x1b[${codes[1]}m`;
  }, text);
}

interface ArgsConfig {
  args?: string[];
  options?: Record<string, { type: 'string' | 'boolean'; short?: string; multiple?: boolean; default?: unknown }>;
  allowPositionals?: boolean;
  strict?: boolean;
}

function parseArgs({
  args = process.argv.slice(2),
  options = {},
  allowPositionals = false,
  strict = true,
}: ArgsConfig = {}) {
  const values: Record<string, unknown> = Object.create(null);
  const positionals: string[] = [];
  const fail = (code: string, text: string): never => {
    throw Object.assign(new TypeError(text), { code });
  };
  const put = (name: string, value: unknown) => {
    if (options[name]?.multiple) values[name] = [...((values[name] as unknown[]) ?? []), value];
    else values[name] = value;
  };
  const left = [...args];
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    if (arg === '--') positionals.push(...left.splice(0));
    else if (arg.length > 1 && arg.startsWith('-')) {
      const [, long, given] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
      if (long === undefined && arg.length > 2) {
        left.unshift(
          `-${arg[1]}`,
          ...(options[findShort(options, arg[1] ?? '')]?.type === 'string' ? [arg.slice(2)] : [`-${arg.slice(2)}`]),
        );
        continue;
      }
      const name = long ?? findShort(options, arg[1] ?? '');
      const option = options[name];
      if (!option && strict) fail('ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${arg}'`);
      if (option?.type === 'string') {
        const value = given ?? left.shift();
        if (value === undefined)
          fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '--${name} <value>' argument missing`);
        put(name, value);
      } else put(name, given ?? true);
    } else {
      if (!allowPositionals && strict)
        fail(
          'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL',
          `Unexpected argument '${arg}'. This command does not take positional arguments`,
        );
      positionals.push(arg);
    }
  }
  for (const [name, option] of Object.entries(options))
    if (!(name in values) && option.default !== undefined) values[name] = option.default;
  return { values, positionals };
}

function findShort(options: NonNullable<ArgsConfig['options']>, short: string): string {
  return Object.keys(options).find((name) => options[name]?.short === short) ?? short;
}

export const utilModule: Record<string, unknown> = {
  inspect,
  format,
  formatWithOptions,
  promisify,
  callbackify,
  deprecate,
  inherits,
  types,
  styleText,
  parseArgs,
  TextDecoder,
  TextEncoder,
  isDeepStrictEqual: (a: unknown, b: unknown) => isDeepEqual(a, b, true),
  isArray: Array.isArray,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
  stripVTControlCharacters: (text: string) => text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, ''),
  toUSVString: (text: string) => String(text).toWellFormed(),
  debuglog: () => () => {},
};
