/** `util.inspect` as Node does it: https://nodejs.org/api/util.html#utilinspectobject-options */
import { inspectBuiltin } from './inspect-builtins';
import { describeConstructor, formatKey, formatPrimitive } from './inspect-names';

export interface InspectOptions {
  depth?: number | null;
  showHidden?: boolean;
  colors?: boolean;
  compact?: number | boolean;
  breakLength?: number;
  maxArrayLength?: number | null;
  maxStringLength?: number | null;
  sorted?: boolean | ((a: string, b: string) => number);
  getters?: boolean;
}

export interface InspectContext {
  depth: number;
  showHidden: boolean;
  compact: number;
  breakLength: number;
  maxArrayLength: number;
  maxStringLength: number;
  sorted: InspectOptions['sorted'];
  getters: boolean;
  seen: object[];
  circular: Map<object, number>;
  /** Depth of the object that was formatted last. */
  currentDepth: number;
  indentation: number;
}

/** What an object shows besides its own properties. */
export interface Shape {
  prefix: string;
  braces: [string, string];
  /** Entries before the properties. */
  entries: string[];
  isArray?: boolean;
  /** Gives the entries when it is their turn, inside of the object. */
  fill?: (depth: number) => string[];
  /** There is nothing to fill in. */
  isEmpty?: boolean;
  /** Shown without braces where there are no properties, before them where there are. */
  alone?: string;
  /** As `alone`, where there are entries in any case. */
  base?: string;
  /** Keys to show though they are not enumerable. */
  extraKeys?: string[];
  /** Own keys that are part of the entries. */
  isHiddenKey?: (key: string | symbol) => boolean;
}

export const customInspect = Symbol.for('nodejs.util.inspect.custom');
export const defaultOptions: Required<InspectOptions> = {
  depth: 2,
  showHidden: false,
  colors: false,
  compact: 3,
  breakLength: 80,
  maxArrayLength: 100,
  maxStringLength: 10_000,
  sorted: false,
  getters: false,
};

export function inspect(value: unknown, options: InspectOptions | boolean = {}): string {
  const given = { ...defaultOptions, ...(typeof options === 'object' ? options : { showHidden: options }) };
  const context: InspectContext = {
    depth: given.depth ?? Number.POSITIVE_INFINITY,
    showHidden: given.showHidden,
    compact: given.compact === true ? 100 : Number(given.compact),
    breakLength: given.breakLength,
    maxArrayLength: given.maxArrayLength ?? Number.POSITIVE_INFINITY,
    maxStringLength: given.maxStringLength ?? Number.POSITIVE_INFINITY,
    sorted: given.sorted,
    getters: given.getters,
    seen: [],
    circular: new Map(),
    currentDepth: 0,
    indentation: 0,
  };
  return formatValue(context, value, 0);
}
inspect.custom = customInspect;
inspect.defaultOptions = defaultOptions;

export function formatValue(context: InspectContext, value: unknown, depth: number): string {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    return formatPrimitive(context, value);
  const own = formatByItself(context, value, depth);
  if (own !== undefined) return own;
  if (context.seen.includes(value)) {
    if (!context.circular.has(value)) context.circular.set(value, context.circular.size + 1);
    return `[Circular *${context.circular.get(value)}]`;
  }
  return formatObject(context, value, depth);
}

function formatByItself(context: InspectContext, value: object, depth: number): string | undefined {
  const method = (value as Record<symbol, unknown>)[customInspect];
  if (typeof method !== 'function' || method === inspect) return undefined;
  const options = { ...defaultOptions, depth: context.depth - depth, breakLength: context.breakLength };
  const shown: unknown = method.call(value, context.depth - depth, options, inspect);
  if (shown === value) return undefined;
  return typeof shown === 'string'
    ? shown.replaceAll('\n', `\n${' '.repeat(context.indentation)}`)
    : formatValue(context, shown, depth);
}

function formatObject(context: InspectContext, value: object, depth: number): string {
  const constructorName = describeConstructor(value);
  const shape = inspectBuiltin(context, value, constructorName, depth);
  const keys = listKeys(context, value).filter((key) => !shape.isHiddenKey?.(key));
  keys.push(...(shape.extraKeys ?? []));
  if (shape.alone !== undefined && keys.length === 0) return shape.alone;
  const isEmpty = keys.length === 0 && shape.entries.length === 0 && (shape.isEmpty || !shape.fill);
  if (isEmpty && shape.base === undefined && shape.alone === undefined) return shape.braces.join('');
  if (depth > context.depth) return `[${shape.isArray ? 'Array' : constructorName || 'Object: null prototype'}]`;
  context.seen.push(value);
  context.currentDepth = depth;
  const output = [...shape.entries, ...(shape.fill?.(depth) ?? [])];
  for (const key of keys) output.push(formatProperty(context, value, key, depth));
  context.seen.pop();
  const reference = context.circular.get(value);
  const open = `${reference === undefined ? '' : `<ref *${reference}> `}${shape.braces[0]}`;
  const base = shape.base ?? shape.alone ?? '';
  if (output.length === 0 && base === '') return `${open}${shape.braces[1]}`;
  return joinOutput(context, output, base, [open, shape.braces[1]], shape.isArray === true, depth, value);
}

function listKeys(context: InspectContext, value: object): (string | symbol)[] {
  const isIndexed = Array.isArray(value) || ArrayBuffer.isView(value);
  const names = context.showHidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
  const keys: (string | symbol)[] = isIndexed ? names.filter((name) => !/^(0|[1-9]\d*)$/.test(name)) : names;
  for (const symbol of Object.getOwnPropertySymbols(value))
    if (context.showHidden || Object.prototype.propertyIsEnumerable.call(value, symbol)) keys.push(symbol);
  if (context.sorted)
    keys.sort((a, b) =>
      typeof context.sorted === 'function' ? context.sorted(String(a), String(b)) : String(a) < String(b) ? -1 : 1,
    );
  return keys;
}

export function formatProperty(context: InspectContext, holder: object, key: string | symbol, depth: number): string {
  const property = Object.getOwnPropertyDescriptor(holder, key) ?? {
    value: (holder as Record<PropertyKey, unknown>)[key],
    enumerable: true,
  };
  let shown: string;
  if (property.get) {
    const kind = property.set ? 'Getter/Setter' : 'Getter';
    shown = context.getters ? `[${kind}: ${formatValue(context, property.get.call(holder), depth + 1)}]` : `[${kind}]`;
  } else if (property.set) {
    shown = '[Setter]';
  } else {
    shown = formatElement(context, property.value, depth);
  }
  const name = formatKey(key);
  return `${property.enumerable ? name : `[${String(key)}]`}: ${shown}`;
}

/** Elements of an array, or of what is like one. */
export function formatElement(context: InspectContext, value: unknown, depth: number): string {
  context.indentation += 2;
  const shown = formatValue(context, value, depth + 1);
  context.indentation -= 2;
  return shown;
}

function joinOutput(
  context: InspectContext,
  output: string[],
  base: string,
  [open, close]: [string, string],
  isArray: boolean,
  depth: number,
  value: object,
): string {
  const grouped = isArray && output.length > 6 && context.compact >= 1 ? groupElements(context, output, value) : output;
  const head = base ? `${base} ` : '';
  if (context.currentDepth - depth < context.compact && grouped.length === output.length) {
    const start = output.length + context.indentation + open.length + base.length + 10;
    const length = output.reduce((sum, item) => sum + item.length, output.length + start);
    const line = output.join(', ');
    if (length <= context.breakLength && !base.includes('\n') && !line.includes('\n'))
      return `${head}${open} ${line} ${close}`;
  }
  const indent = `\n${' '.repeat(context.indentation)}`;
  return `${head}${open}${indent}  ${grouped.join(`,${indent}  `)}${indent}${close}`;
}

/** Puts the elements of a long array into columns. */
function groupElements(context: InspectContext, output: string[], value: object): string[] {
  const hasMore = context.maxArrayLength < output.length;
  const count = hasMore ? output.length - 1 : output.length;
  const widths = output.slice(0, count).map((item) => item.length);
  const widest = Math.max(...widths) + 2;
  const total = widths.reduce((sum, width) => sum + width + 2, 0);
  if (widest * 3 + context.indentation >= context.breakLength || !(total / widest > 5 || widest <= 8)) return output;
  const bias = Math.max(widest - 3 - Math.sqrt(widest - total / output.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * bias * count) / bias),
    Math.floor((context.breakLength - context.indentation) / widest),
    context.compact * 4,
    15,
  );
  if (columns <= 1) return output;
  const columnWidths = Array.from(
    { length: columns },
    (_, column) => Math.max(...widths.filter((_width, i) => i % columns === column)) + 2,
  );
  const items = value as unknown as unknown[];
  const isNumeric = output.every((_, i) => typeof items[i] === 'number' || typeof items[i] === 'bigint');
  const rows: string[] = [];
  for (let start = 0; start < count; start += columns) {
    const end = Math.min(start + columns, count);
    let row = '';
    for (let i = start; i < end; i++) {
      const width = columnWidths[i - start] ?? 0;
      const item = output[i] ?? '';
      if (i === end - 1) row += isNumeric ? item.padStart(width - 2) : item;
      else row += isNumeric ? `${item}, `.padStart(width) : `${item}, `.padEnd(width);
    }
    rows.push(row);
  }
  if (hasMore) rows.push(output[count] ?? '');
  return rows;
}
