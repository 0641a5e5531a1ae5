/** Who may pass the browser door: the right `Host`, the right `Origin`, and somebody who has the token. */
import type { FastifyRequest } from 'fastify';
import { matchesToken, readBearer, readCookie } from './token';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

export type Verdict =
  | { is: 'welcome' }
  /** The address with the token in it: give the cookie. */
  | { is: 'arriving' }
  | { is: 'wrongHost' }
  | { is: 'wrongOrigin' }
  | { is: 'stranger' };

export class Gatekeeper {
  readonly #token: string;
  readonly #names: string[];

  /** @param host what the server listens on, which people may use in the address besides the loopback names */
  constructor(token: string, host: string) {
    this.#token = token;
    this.#names = [...new Set([...LOOPBACK_NAMES, host.includes(':') ? `[${host}]` : host])];
  }

  judge(request: FastifyRequest): Verdict {
    const port = request.socket.localPort ?? 0;
    const hosts = this.#names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
    // Another name that leads here is an attacker's own, pointed at this machine to read answers as its own.
    if (!hosts.includes(request.headers.host ?? '')) return { is: 'wrongHost' };
    const { origin } = request.headers;
    // Browsers say where a socket or a change comes from; programs need not, for they hold no cookie of a person.
    const needsOrigin = request.ws || !['GET', 'HEAD'].includes(request.method);
    if (needsOrigin && origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) {
      return { is: 'wrongOrigin' };
    }
    const { pathname, searchParams } = new URL(request.url, 'http://local');
    if (pathname === '/healthz') return { is: 'welcome' };
    const offered = searchParams.get('token');
    if (pathname === '/' && offered !== null) {
      return { is: matchesToken(this.#token, offered) ? 'arriving' : 'stranger' };
    }
    const held = readBearer(request.headers.authorization) ?? readCookie(request.headers.cookie, port);
    return { is: matchesToken(this.#token, held) ? 'welcome' : 'stranger' };
  }
}
