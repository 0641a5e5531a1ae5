/** Names, keys and primitive values as `util.inspect` writes them. */
import type { InspectContext } from './inspect';

const escapes: Record<string, string> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '\\': '\\\\',
};

export function quote(text: string): string {
  const mark = !text.includes("'")
    ? "'"
    : !text.includes('"')
      ? '"'
      : !text.includes('`') && !text.includes('${')
        ? '`'
        : "'";
  const escaped = text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped.
    /[\0-\x1f\x7f-\x9f\\]/g,
    (found) => escapes[found] ?? `\\x${found.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}

export function formatKey(key: string | symbol): string {
  if (typeof key === 'symbol') return `[${key.toString()}]`;
  return /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key) ? key : quote(key);
}

export function formatPrimitive(context: InspectContext, value: unknown): string {
  if (typeof value === 'string') return formatString(context, value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol') return value.toString();
  return Object.is(value, -0) ? '-0' : String(value);
}

function formatString(context: InspectContext, text: string): string {
  let shown = text;
  let rest = '';
  if (text.length > context.maxStringLength) {
    const more = text.length - context.maxStringLength;
    shown = text.slice(0, context.maxStringLength);
    rest = `... ${more} more character${more > 1 ? 's' : ''}`;
  }
  if (context.currentDepth > 0 || context.seen.length > 0) {
    const room = context.breakLength - context.indentation - 4;
    if (shown.length > 16 && shown.length > room && shown.includes('\n')) {
      const lines = shown.split(/(?<=\n)/).map(quote);
      return lines.join(` +\n${' '.repeat(context.indentation)}`) + rest;
    }
  }
  return quote(shown) + rest;
}

/** The nearest constructor's name; empty where the object has no prototype. */
export function describeConstructor(value: object): string {
  for (let holder: object | null = value; holder; holder = Object.getPrototypeOf(holder)) {
    const property = Object.getOwnPropertyDescriptor(holder, 'constructor');
    const made = property?.value as unknown;
    if (typeof made === 'function' && made.name !== '' && value instanceof (made as new () => object)) return made.name;
  }
  return '';
}

/** `Foo `, `Foo [tag] `, `[Object: null prototype] `; empty where it is plain. */
export function describePrefix(value: object, constructorName: string, fallback: string, size = -1): string {
  const count = size >= 0 ? `(${size})` : '';
  const tag = readTag(value);
  const shownTag = tag && tag !== constructorName ? `[${tag}] ` : '';
  if (constructorName === '') return `[${fallback}${count}: null prototype] ${shownTag}`;
  return `${constructorName}${count} ${shownTag}`;
}

export function readTag(value: object): string {
  const tag = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  return typeof tag === 'string' ? tag : '';
}

export function describeFunction(value: (...args: unknown[]) => unknown, constructorName: string): string {
  const source = Function.prototype.toString.call(value);
  if (/^class\b/.test(source)) {
    const parent = Object.getPrototypeOf(value) as { name?: string } | null;
    const name = value.name === '' ? '(anonymous)' : value.name;
    return `[class ${name}${parent?.name ? ` extends ${parent.name}` : ''}]`;
  }
  const tag = readTag(value);
  const kind = tag === '' ? 'Function' : tag;
  const base = value.name === '' ? `[${kind} (anonymous)]` : `[${kind}: ${value.name}]`;
  return constructorName === '' ? `[${base.slice(1, -1)} null prototype]` : base;
}
