/** Takes a URL apart, for the usual schemes: https://url.spec.whatwg.org (no IDNA). */
import { escapeWith } from './url-search-params';

export const defaultPorts: Record<string, string> = {
  'http:': '80',
  'https:': '443',
  'ws:': '80',
  'wss:': '443',
  'ftp:': '21',
  'file:': '',
};

export const keptInPath = /[\w!$&'()*+,\-./:;=@~%[\]|^\\]/;
export const keptInQuery = /[\w!$&()*+,\-./:;=?@~%[\]|^\\{}`']/;

export interface Parts {
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

export function collapse(path: string): string {
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

export function parse(input: string, base: Parts | undefined): Parts | undefined {
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

export function decodeHost(host: string): string | undefined {
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
