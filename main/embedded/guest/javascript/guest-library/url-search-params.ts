/** `URLSearchParams`. */
import { encodeUtf8 } from './encoding';
import { customInspect, inspect } from './inspect';

/** Percent-encodes what does not match. */
export function escapeWith(text: string, isKept: RegExp): string {
  let out = '';
  for (const character of text) {
    if (isKept.test(character)) out += character;
    else for (const byte of encodeUtf8(character)) out += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

function unescapeForm(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

export class URLSearchParams {
  #list: [string, string][] = [];
  #changed: () => void = () => {};

  constructor(init: unknown = '') {
    if (typeof init === 'object' && init !== null) {
      const entries = Symbol.iterator in init ? (init as Iterable<[unknown, unknown]>) : Object.entries(init);
      for (const [name, value] of entries) this.#list.push([String(name), String(value)]);
    } else this.#parse(String(init));
  }
  /** For `URL`, whose text follows. */
  static bind(params: URLSearchParams, changed: () => void): URLSearchParams {
    params.#changed = changed;
    return params;
  }
  static refill(params: URLSearchParams, query: string): void {
    params.#parse(query);
  }
  #parse(query: string): void {
    const pairs = query
      .replace(/^\?/, '')
      .split('&')
      .filter((pair) => pair !== '');
    this.#list = pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at === -1 ? [unescapeForm(pair), ''] : [unescapeForm(pair.slice(0, at)), unescapeForm(pair.slice(at + 1))];
    });
  }
  get size(): number {
    return this.#list.length;
  }
  append(name: string, value: unknown): void {
    this.#list.push([String(name), String(value)]);
    this.#changed();
  }
  delete(name: string, value?: unknown): void {
    this.#list = this.#list.filter(
      ([own, held]) => own !== String(name) || (value !== undefined && held !== String(value)),
    );
    this.#changed();
  }
  get(name: string): string | null {
    return this.#list.find(([own]) => own === String(name))?.[1] ?? null;
  }
  getAll(name: string): string[] {
    return this.#list.filter(([own]) => own === String(name)).map(([, value]) => value);
  }
  has(name: string, value?: unknown): boolean {
    return this.#list.some(([own, held]) => own === String(name) && (value === undefined || held === String(value)));
  }
  set(name: string, value: unknown): void {
    const at = this.#list.findIndex(([own]) => own === String(name));
    if (at === -1) this.#list.push([String(name), String(value)]);
    else
      this.#list = this.#list
        .filter(([own], i) => own !== String(name) || i === at)
        .map((pair, i) => (i === at ? [pair[0], String(value)] : pair));
    this.#changed();
  }
  sort(): void {
    this.#list.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#changed();
  }
  forEach(callback: (value: string, name: string, params: this) => unknown): void {
    for (const [name, value] of this.#list) callback(value, name, this);
  }
  *keys(): IterableIterator<string> {
    for (const [name] of this.#list) yield name;
  }
  *values(): IterableIterator<string> {
    for (const [, value] of this.#list) yield value;
  }
  *entries(): IterableIterator<[string, string]> {
    for (const [name, value] of this.#list) yield [name, value];
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
  toString(): string {
    const encode = (text: string) => escapeWith(text.replaceAll(' ', '\0'), /[\w*\-.\0]/).replaceAll('\0', '+');
    return this.#list.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  }
  [customInspect](): string {
    if (this.#list.length === 0) return 'URLSearchParams {}';
    return `URLSearchParams { ${this.#list.map(([name, value]) => `${inspect(name)} => ${inspect(value)}`).join(', ')} }`;
  }
}
