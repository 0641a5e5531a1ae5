/** `node:url`. */
import { codedError } from './errors';
import { customInspect, inspect } from './inspect';
import { collapse, decodeHost, defaultPorts, keptInPath, keptInQuery, type Parts, parse } from './url-parse';
import { escapeWith, URLSearchParams } from './url-search-params';

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
