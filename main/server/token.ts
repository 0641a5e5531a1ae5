/** The secret that opens the browser door: made at each start, in the printed address, then in a cookie. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { TOKEN_PROTOCOL_PREFIX } from '../../contract';

const TOKEN_BYTES = 32;

export function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Takes the same time whatever the guess. */
export function matchesToken(token: string, guess: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(token), digest(guess ?? '')) && guess !== undefined;
}

/** Cookies are shared by all ports of a host, so the port is in the name: two servers do not log each other out. */
export function cookieName(port: number): string {
  return `runyard-${port}`;
}

/** A `Set-Cookie` header: for this host only, out of scripts' reach, never sent with another site's request. */
export function writeCookie(port: number, token: string): string {
  return `${cookieName(port)}=${token}; Path=/; HttpOnly; SameSite=Strict`;
}

/** @param header the request's `Cookie` header */
export function readCookie(header: string | undefined, port: number): string | undefined {
  const prefix = `${cookieName(port)}=`;
  for (const pair of (header ?? '').split(';')) {
    const trimmed = pair.trim();
    if (trimmed.startsWith(prefix)) return trimmed.slice(prefix.length);
  }
  return undefined;
}

/**
 * A Bearer token, or the password of Basic credentials: programs that know neither send the user part of their address so.
 * @param header the request's `Authorization` header
 */
export function readAuthorization(header: string | undefined): string | undefined {
  const [, scheme, value = ''] = /^(Bearer|Basic) ([\w+/=.~-]+)$/i.exec(header ?? '') ?? [];
  if (scheme?.toLowerCase() !== 'basic') return scheme === undefined ? undefined : value;
  const [, password] = /^[^:]*:(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  return password;
}

/** @param header the request's `Sec-WebSocket-Protocol` header */
export function readProtocol(header: string | undefined): string | undefined {
  const offered = (header ?? '').split(',').map((name) => name.trim());
  return offered.find((name) => name.startsWith(TOKEN_PROTOCOL_PREFIX))?.slice(TOKEN_PROTOCOL_PREFIX.length);
}
