/** The paths that `node:fs` takes, and those that stand for the standard streams. */
import { decodeUtf8 } from './encoding';
import { argumentError } from './errors';

export type PathLike = string | Uint8Array | { href: string; pathname: string };

export function toPath(given: PathLike): string {
  if (typeof given === 'string') return given;
  if (given instanceof Uint8Array) return decodeUtf8(given);
  if (given && typeof given === 'object' && given.href?.startsWith('file:')) return decodeURIComponent(given.pathname);
  throw argumentError('path', 'of type string or an instance of Buffer or URL', given);
}

export function isInput(place: string): boolean {
  return place === '/dev/stdin' || place === '/proc/self/fd/0' || place === '/dev/fd/0';
}

export function outputOf(place: string): number {
  if (place === '/dev/stdout' || place === '/dev/fd/1') return 1;
  return place === '/dev/stderr' || place === '/dev/fd/2' ? 2 : 0;
}
