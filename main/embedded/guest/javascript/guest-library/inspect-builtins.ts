/** How `util.inspect` shows JavaScript's own kinds of objects. */
import { formatElement, formatValue, type InspectContext, type Shape } from './inspect';
import { describeFunction, describePrefix, formatPrimitive, readTag } from './inspect-names';
import { native } from './native';
import { formatErrorForInspect } from './stack';

const typedArrayTag = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  Symbol.toStringTag,
)?.get;

export function inspectBuiltin(context: InspectContext, value: object, name: string, depth: number): Shape {
  if (Array.isArray(value)) {
    const prefix = name === 'Array' ? '' : describePrefix(value, name, 'Array', value.length);
    return {
      prefix,
      braces: [`${prefix}[`, ']'],
      entries: [],
      isArray: true,
      isEmpty: value.length === 0,
      fill: (at) => listElements(context, value, at),
    };
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const items = value as unknown as ArrayLike<unknown>;
    const prefix = describePrefix(value, name, String(typedArrayTag?.call(value)), items.length);
    return {
      prefix,
      braces: [`${prefix}[`, ']'],
      entries: [],
      isArray: true,
      isEmpty: items.length === 0,
      fill: (at) => listElements(context, items, at),
    };
  }
  if (value instanceof Map) return inspectMap(context, value, name);
  if (value instanceof Set) return inspectSet(context, value, name);
  if (typeof value === 'function')
    return { ...plain('', '{'), alone: describeFunction(value as (...args: unknown[]) => unknown, name) };
  if (value instanceof Error) return inspectError(context, value);
  if (value instanceof RegExp) return { ...plain('', '{'), alone: RegExp.prototype.toString.call(value) };
  if (value instanceof Date) return { ...plain('', '{'), alone: formatDate(value) };
  if (value instanceof Promise) return inspectPromise(context, value, name);
  if (value instanceof WeakMap || value instanceof WeakSet) return opaque(value, name, '<items unknown>');
  if (value instanceof WeakRef) return opaque(value, name, '<ref>');
  if (value instanceof ArrayBuffer) return inspectArrayBuffer(context, value, name);
  const boxed = unbox(value);
  if (boxed !== undefined) {
    const kind = typeof boxed === 'bigint' ? 'BigInt' : (typeof boxed).replace(/^./, (first) => first.toUpperCase());
    return {
      ...plain('', '{'),
      alone: `[${kind}: ${formatPrimitive({ ...context, seen: [], currentDepth: 0 }, boxed)}]`,
      isHiddenKey: (key) => typeof boxed === 'string' && typeof key === 'string' && /^\d+$/.test(key),
    };
  }
  if (isArguments(value)) return plain('[Arguments] ', '[Arguments] {');
  const tag = readTag(value);
  if (/^(Map|Set|Array|String|RegExp String) Iterator$/.test(tag))
    return plain(`Object [${tag}] `, `Object [${tag}] {`);
  if (tag === 'Generator' || tag === 'AsyncGenerator') return plain(`Object [${tag}] `, `Object [${tag}] {`);
  if (name === 'Object' && (tag === '' || tag === 'Object')) return plain('', '{');
  const prefix = describePrefix(value, name, 'Object');
  void depth;
  return plain(prefix, `${prefix}{`);
}

function plain(prefix: string, open: string): Shape {
  return { prefix, braces: [open, '}'], entries: [] };
}

function opaque(value: object, name: string, content: string): Shape {
  const prefix = describePrefix(value, name, name);
  return { prefix, braces: [`${prefix}{`, '}'], entries: [content] };
}

function listElements(context: InspectContext, items: ArrayLike<unknown>, depth: number): string[] {
  const output: string[] = [];
  const isSparse = Array.isArray(items);
  let shown = 0;
  let i = 0;
  for (; i < items.length && shown < context.maxArrayLength; shown++) {
    if (isSparse && !(i in items)) {
      const start = i;
      while (i < items.length && !(i in items)) i++;
      output.push(`<${i - start} empty item${i - start > 1 ? 's' : ''}>`);
    } else output.push(formatElement(context, items[i++], depth));
  }
  if (i < items.length) output.push(`... ${items.length - i} more item${items.length - i > 1 ? 's' : ''}`);
  return output;
}

function inspectMap(context: InspectContext, map: Map<unknown, unknown>, name: string): Shape {
  const prefix = describePrefix(map, name, 'Map', map.size);
  const isEmpty = map.size === 0;
  const fill = (depth: number) =>
    limit(
      context,
      [...map],
      ([key, item]) => `${formatElement(context, key, depth)} => ${formatElement(context, item, depth)}`,
    );
  return { prefix, braces: [`${prefix}{`, '}'], entries: [], isEmpty, fill };
}

function inspectSet(context: InspectContext, set: Set<unknown>, name: string): Shape {
  const prefix = describePrefix(set, name, 'Set', set.size);
  const isEmpty = set.size === 0;
  const fill = (depth: number) => limit(context, [...set], (item) => formatElement(context, item, depth));
  return { prefix, braces: [`${prefix}{`, '}'], entries: [], isEmpty, fill };
}

function limit<T>(context: InspectContext, items: T[], format: (item: T) => string): string[] {
  const output = items.slice(0, context.maxArrayLength).map(format);
  const more = items.length - output.length;
  if (more > 0) output.push(`... ${more} more item${more > 1 ? 's' : ''}`);
  return output;
}

function inspectError(context: InspectContext, error: Error): Shape {
  const text = formatErrorForInspect(error).replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
  const extraKeys = ['cause', 'errors'].filter((key) => Object.hasOwn(error, key) && !Object.keys(error).includes(key));
  const isHiddenKey = (key: string | symbol) =>
    (key === 'stack' || key === 'message' || key === 'name') &&
    text.includes(String(error[key]).split('\n', 1)[0] ?? '');
  const shape: Shape = { ...plain('', '{'), isHiddenKey, extraKeys };
  if (extraKeys.length > 0) shape.base = text;
  else shape.alone = text;
  return shape;
}

function formatDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString();
}

function inspectPromise(context: InspectContext, promise: Promise<unknown>, name: string): Shape {
  const prefix = describePrefix(promise, name, 'Promise');
  const fill = (depth: number): string[] => {
    const [state, result] = native.inspectPromise(promise);
    if (state === 0) return ['<pending>'];
    const shown = formatElement(context, result, depth);
    return [state === 2 ? `<rejected> ${shown}` : shown];
  };
  return { prefix, braces: [`${prefix}{`, '}'], entries: [], fill };
}

function inspectArrayBuffer(context: InspectContext, buffer: ArrayBuffer, name: string): Shape {
  const bytes = new Uint8Array(buffer, 0, Math.min(50, buffer.byteLength));
  const shown = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const more = buffer.byteLength - bytes.length;
  const contents = `[Uint8Contents]: <${shown}${more > 0 ? ` ... ${more} more bytes` : ''}>`;
  const prefix = describePrefix(buffer, name, 'ArrayBuffer');
  const length = `byteLength: ${formatValue(context, buffer.byteLength, 0)}`;
  return { prefix, braces: [`${prefix}{`, '}'], entries: [contents, length] };
}

function unbox(value: object): unknown {
  for (const kind of [Number, String, Boolean, Symbol, BigInt]) {
    if (!(value instanceof kind)) continue;
    try {
      return (kind.prototype.valueOf as () => unknown).call(value);
    } catch {
      return undefined;
    }
  }
  return undefined;
}

function isArguments(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object Arguments]';
}
