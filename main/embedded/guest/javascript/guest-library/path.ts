/** `node:path` for POSIX. */
import { argumentError } from './errors';

export const sep = '/';
export const delimiter = ':';
let getCurrentFolder = () => '/work';
export function setCurrentFolder(get: () => string): void {
  getCurrentFolder = get;
}

function check(path: unknown): string {
  if (typeof path !== 'string') throw argumentError('path', 'of type string', path);
  return path;
}

function collapse(path: string, isAbsolute: boolean): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push(part);
  }
  return kept.join('/');
}

export function isAbsolute(path: string): boolean {
  return check(path).startsWith('/');
}

export function normalize(path: string): string {
  if (check(path) === '') return '.';
  const absolute = isAbsolute(path);
  const body = collapse(path, absolute) || (absolute ? '' : '.');
  return `${absolute ? '/' : ''}${body}${path.endsWith('/') && body !== '' ? '/' : ''}`;
}

export function join(...parts: string[]): string {
  const all = parts.map(check).filter((part) => part !== '');
  return all.length > 0 ? normalize(all.join('/')) : '.';
}

export function resolve(...parts: string[]): string {
  let path = '';
  for (const part of parts.map(check).reverse()) {
    if (part === '') continue;
    path = path === '' ? part : `${part}/${path}`;
    if (part.startsWith('/')) return `/${collapse(path, true)}`;
  }
  return `/${collapse(`${getCurrentFolder()}/${path}`, true)}`;
}

export function dirname(path: string): string {
  const trimmed = check(path).replace(/(?<=.)\/+$/, '');
  const slash = trimmed.lastIndexOf('/');
  if (slash === -1) return '.';
  return slash === 0 ? '/' : trimmed.slice(0, slash).replace(/(?<=.)\/+$/, '');
}

export function basename(path: string, suffix = ''): string {
  const trimmed = check(path).replace(/\/+$/, '');
  const name = trimmed.slice(trimmed.lastIndexOf('/') + 1);
  return suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

export function extname(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 || name === '..' ? '' : name.slice(dot);
}

export function relative(from: string, to: string): string {
  const source = resolve(from).split('/').filter(Boolean);
  const target = resolve(to).split('/').filter(Boolean);
  let same = 0;
  while (same < source.length && source[same] === target[same]) same++;
  return [...source.slice(same).map(() => '..'), ...target.slice(same)].join('/');
}

export function parse(path: string): { root: string; dir: string; base: string; ext: string; name: string } {
  const base = basename(path);
  const ext = extname(path);
  const root = isAbsolute(path) ? '/' : '';
  const dir = dirname(path);
  return {
    root,
    dir: dir === '.' && !path.startsWith('.') ? '' : dir,
    base,
    ext,
    name: base.slice(0, base.length - ext.length),
  };
}

export function format(parts: { root?: string; dir?: string; base?: string; ext?: string; name?: string }): string {
  const ext = parts.ext ? `.${parts.ext.replace(/^\./, '')}` : '';
  const base = parts.base ?? `${parts.name ?? ''}${ext}`;
  const dir = parts.dir ?? parts.root;
  if (!dir) return base;
  return dir === parts.root ? `${dir}${base}` : `${dir}/${base}`;
}

export function toNamespacedPath(path: string): string {
  return path;
}

export const pathModule = {
  sep,
  delimiter,
  isAbsolute,
  normalize,
  join,
  resolve,
  dirname,
  basename,
  extname,
  relative,
  parse,
  format,
  toNamespacedPath,
} as Record<string, unknown>;
pathModule.posix = pathModule;
