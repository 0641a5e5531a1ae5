/** `URL` and `URLSearchParams`, for the usual schemes: https://url.spec.whatwg.org (no IDNA). */

import { encodeUtf8 } from './encoding';
import { codedError } from './errors';
import { customInspect, inspect } from './inspect';

const defaultPorts: Record<string, string> = {
  'http:': '80',
  'https:': '443',
  'ws:': '80',
  'wss:': '443',
  'ftp:': '21',
  'file:': '',
};

function escapeWith(text: string, isKept: RegExp): string {
  let out = '';
  for (const character of text) {
    if (isKept.test(character)) out += character;
    else for (const byte of encodeUtf8(character)) out += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

const keptInPath = /[\w!$&'()*+,\-./:;=@~%[\]|^\\]/;
const keptInQuery = /[\w!$&()*+,\-./:;=?@~%[\]|^\\{}`']/;

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

interface Parts {
  protocol: string;
  username: string;
  password: string;
  hostname: string;
  port: string;
  pathname: string;
  search: string;
  hash: string;
  hasHost: boolean;
}

function collapse(path: string): string {
  const out: string[] = [];
  const parts = path.split('/');
  for (const [i, part] of parts.entries()) {
    const plain = part.replace(/%2e/gi, '.');
    if (plain === '..') out.length > 1 && out.pop();
    else if (plain !== '.') out.push(part);
    if (i === parts.length - 1 && (plain === '.' || plain === '..')) out.push('');
  }
  return out.join('/');
}

function parse(input: string, base: Parts | undefined): Parts | undefined {
  const text = input.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '').replace(/[\t\n\r]/g, '');
  const [, scheme, rest = ''] = /^([a-zA-Z][a-zA-Z0-9+.-]*:)(.*)$/s.exec(text) ?? [];
  const [, beforeHash = '', hashText] = /^([^#]*)(#.*)?$/s.exec(scheme ? rest : text) ?? [];
  const [, beforeQuery = '', queryText] = /^([^?]*)(\?.*)?$/s.exec(beforeHash) ?? [];
  const protocol = scheme?.toLowerCase() ?? base?.protocol;
  if (protocol === undefined) return undefined;
  const isSpecial = protocol in defaultPorts;
  const body = isSpecial ? beforeQuery.replaceAll('\\', '/') : beforeQuery;
  const search =
    queryText && queryText !== '?' ? escapeWith(queryText, keptInQuery).replaceAll("'", isSpecial ? '%27' : "'") : '';
  const hash = hashText && hashText !== '#' ? `#${escapeWith(hashText.slice(1), keptInQuery)}` : '';
  if (!scheme && base && !body.startsWith('//')) return resolveParts(base, body, search, hash, queryText !== undefined);
  if (!body.startsWith('//') && !isSpecial)
    return {
      protocol,
      username: '',
      password: '',
      hostname: '',
      port: '',
      pathname: escapeWith(body, /[ -~]/),
      search,
      hash,
      hasHost: false,
    };
  const [, authority = '', pathText = ''] =
    /^\/*([^/]*)(.*)$/s.exec(protocol === 'file:' ? body.replace(/^\/\/(?=\/)/, '//\0') : body) ?? [];
  const at = authority.lastIndexOf('@');
  const [, username = '', password = ''] = at === -1 ? [] : (/^([^:]*):?(.*)$/.exec(authority.slice(0, at)) ?? []);
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority.slice(at + 1)) ?? [];
  const hostname = decodeHost(host.replace('\0', ''));
  if (hostname === undefined || (isSpecial && protocol !== 'file:' && hostname === '') || Number(port) > 65_535)
    return undefined;
  if (authority.slice(at + 1) !== '' && host === '' && authority.slice(at + 1) !== '\0') return undefined;
  return {
    protocol,
    username: escapeWith(username, /[\w\-.~!$&'()*+,%]/),
    password: escapeWith(password, /[\w\-.~!$&'()*+,%]/),
    hostname,
    port: port === '' || String(Number(port)) === defaultPorts[protocol] ? '' : String(Number(port)),
    pathname: collapse(escapeWith(pathText || (isSpecial ? '/' : ''), keptInPath)),
    search,
    hash,
    hasHost: true,
  };
}

function decodeHost(host: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(host).toLowerCase();
  } catch {
    return undefined;
  }
  return /[\s#%/:<>?@[\\\]^|]/.test(decoded.replace(/^\[[\da-f:.]+\]$/, '')) ? undefined : decoded;
}

function resolveParts(base: Parts, body: string, search: string, hash: string, hasQuery: boolean): Parts | undefined {
  if (!base.hasHost && !base.pathname.startsWith('/')) return undefined;
  const escaped = escapeWith(body, keptInPath);
  if (body === '') return { ...base, search: hasQuery ? search : base.search, hash };
  const pathname = escaped.startsWith('/')
    ? escaped
    : base.pathname.slice(0, base.pathname.lastIndexOf('/') + 1) + escaped;
  return { ...base, pathname: collapse(pathname), search, hash };
}

export class URL {
  #parts: Parts;
  readonly #params: URLSearchParams;

  constructor(input: unknown, base?: unknown) {
    const parts = parse(String(input), base === undefined ? undefined : URL.#partsOf(base));
    if (!parts)
      throw Object.assign(
        codedError(TypeError, 'ERR_INVALID_URL', 'Invalid URL'),
        { input: String(input) },
        base === undefined ? {} : { base: String(base) },
      );
    this.#parts = parts;
    this.#params = URLSearchParams.bind(new URLSearchParams(parts.search), () => {
      const text = this.#params.toString();
      this.#parts.search = text === '' ? '' : `?${text}`;
    });
  }
  static #partsOf(base: unknown): Parts {
    return new URL(base).#parts;
  }
  static canParse(input: unknown, base?: unknown): boolean {
    return URL.parse(input, base) !== null;
  }
  static parse(input: unknown, base?: unknown): URL | null {
    try {
      return new URL(input, base);
    } catch {
      return null;
    }
  }

  get href(): string {
    const { protocol, username, password, pathname, search, hash, hasHost } = this.#parts;
    const login = username || password ? `${username}${password ? `:${password}` : ''}@` : '';
    return `${protocol}${hasHost ? `//${login}${this.host}` : ''}${pathname}${search}${hash}`;
  }
  set href(text: string) {
    this.#parts = { ...new URL(text).#parts };
    URLSearchParams.refill(this.#params, this.#parts.search);
  }
  get origin(): string {
    const { protocol } = this.#parts;
    return protocol in defaultPorts && protocol !== 'file:' ? `${protocol}//${this.host}` : 'null';
  }
  get host(): string {
    return this.#parts.hostname + (this.#parts.port === '' ? '' : `:${this.#parts.port}`);
  }
  set host(text: string) {
    const [hostname = '', port] = text.split(':');
    this.hostname = hostname;
    if (port) this.port = port;
  }
  get protocol(): string {
    return this.#parts.protocol;
  }
  set protocol(text: string) {
    this.#parts.protocol = `${text.replace(/:.*$/, '').toLowerCase()}:`;
    if (this.#parts.port === defaultPorts[this.#parts.protocol]) this.#parts.port = '';
  }
  get hostname(): string {
    return this.#parts.hostname;
  }
  set hostname(text: string) {
    this.#parts.hostname = decodeHost(text) ?? this.#parts.hostname;
  }
  get port(): string {
    return this.#parts.port;
  }
  set port(text: string | number) {
    const port = /^\d*/.exec(String(text))?.[0] ?? '';
    this.#parts.port = port === defaultPorts[this.#parts.protocol] ? '' : port;
  }
  get username(): string {
    return this.#parts.username;
  }
  set username(text: string) {
    this.#parts.username = encodeURIComponent(text);
  }
  get password(): string {
    return this.#parts.password;
  }
  set password(text: string) {
    this.#parts.password = encodeURIComponent(text);
  }
  get pathname(): string {
    return this.#parts.pathname;
  }
  set pathname(text: string) {
    this.#parts.pathname = collapse(
      escapeWith(text.startsWith('/') ? text : `/${text}`, keptInPath).replaceAll('?', '%3F'),
    );
  }
  get search(): string {
    return this.#parts.search;
  }
  set search(text: string) {
    const query = text.replace(/^\?/, '');
    this.#parts.search = query === '' ? '' : `?${escapeWith(query, keptInQuery)}`;
    URLSearchParams.refill(this.#params, query);
  }
  get hash(): string {
    return this.#parts.hash;
  }
  set hash(text: string) {
    const rest = text.replace(/^#/, '');
    this.#parts.hash = rest === '' ? '' : `#${escapeWith(rest, keptInQuery)}`;
  }
  get searchParams(): URLSearchParams {
    return this.#params;
  }
  toString(): string {
    return this.href;
  }
  toJSON(): string {
    return this.href;
  }
  [customInspect](depth: number): string {
    if (depth < 0) return '[URL]';
    const names = [
      'href',
      'origin',
      'protocol',
      'username',
      'password',
      'host',
      'hostname',
      'port',
      'pathname',
      'search',
      'searchParams',
      'hash',
    ] as const;
    return `URL {\n${names.map((name) => `  ${name}: ${inspect(this[name])}`).join(',\n')}\n}`;
  }
}

export const urlModule = {
  URL,
  URLSearchParams,
  fileURLToPath: (url: unknown) => decodeURIComponent(new URL(url).pathname),
  pathToFileURL: (path: string) => new URL(`file://${encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F')}`),
};
