/** Who may pass: the right `Host`, the right `Origin`, and somebody who has a token. */
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller';
import type { KeyRing } from './key-ring';
import { readAuthorization, readCookie, readProtocol } from './token';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

export type Verdict =
  | { is: 'welcome'; caller: Caller }
  /** The address with the token in it: give the cookie. */
  | { is: 'arriving'; token: string }
  /** A page of an allowed site asks beforehand what it may send. */
  | { is: 'preflight' }
  | { is: 'wrongHost' }
  | { is: 'wrongOrigin' }
  | { is: 'stranger' };

export interface GatekeeperOptions {
  keys: KeyRing;
  /** What the server listens on. */
  host: string;
  /** Names besides, with their port or for any. */
  allowedHosts?: readonly string[];
  /** Other sites' pages that may ask. */
  allowedOrigins?: readonly string[];
}

export class Gatekeeper {
  readonly #options: GatekeeperOptions;
  readonly #names: string[];
  readonly #isOpen: boolean;

  constructor(options: GatekeeperOptions) {
    this.#options = options;
    const { host } = options;
    this.#isOpen = !LOOPBACK_NAMES.includes(host.includes(':') ? `[${host}]` : host);
    const own = this.#isOpen ? [host.includes(':') ? `[${host}]` : host, hostname(), `${hostname()}.local`] : [];
    this.#names = [...LOOPBACK_NAMES, ...own.map((name) => name.toLowerCase())];
  }

  judge(request: FastifyRequest): Verdict {
    const host = request.host.toLowerCase();
    // Another name that leads here is an attacker's own, pointed at this machine to read answers as its own.
    if (!this.#isOurs(host, request.socket.localPort ?? 0)) return { is: 'wrongHost' };
    const { origin } = request.headers;
    const isAllowedSite = this.isAllowedSite(origin);
    // Browsers say where a socket or a change comes from; programs need not, for they hold no cookie of a person.
    const needsOrigin = request.ws || !['GET', 'HEAD'].includes(request.method);
    if (needsOrigin && origin !== undefined && !isAllowedSite && !this.#isOwnPage(origin, request, host)) {
      return { is: 'wrongOrigin' };
    }
    if (isAllowedSite && request.method === 'OPTIONS') return { is: 'preflight' };
    return this.#judgeToken(request);
  }

  isAllowedSite(origin: string | undefined): boolean {
    return origin !== undefined && (this.#options.allowedOrigins ?? []).includes(origin);
  }

  #judgeToken(request: FastifyRequest): Verdict {
    const { keys } = this.#options;
    const { pathname, searchParams } = readTarget(request.url);
    if (pathname === '/healthz') return { is: 'welcome', caller: { id: `@${request.ip}` } };
    const offered = searchParams.get('token');
    if (pathname === '/' && offered !== null) {
      return keys.findHolder(offered) === null ? { is: 'stranger' } : { is: 'arriving', token: offered };
    }
    const { authorization, cookie, 'sec-websocket-protocol': protocols } = request.headers;
    const held =
      readAuthorization(authorization) ?? readProtocol(protocols) ?? readCookie(cookie, request.socket.localPort ?? 0);
    const holder = keys.findHolder(held);
    if (holder === null) return { is: 'stranger' };
    return { is: 'welcome', caller: { id: holder === '' ? `@${request.ip}` : holder } };
  }

  #isOwnPage(origin: string, { protocol, socket }: FastifyRequest, host: string): boolean {
    const own = [host, ...LOOPBACK_NAMES.map((name) => `${name}:${socket.localPort}`)];
    return own.some((name) => origin === `${protocol}://${name}`);
  }

  /** @param host as the header has it, lower case */
  #isOurs(host: string, port: number): boolean {
    const { allowedHosts = [] } = this.#options;
    const [, name = host, asked] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
    if (allowedHosts.some((allowed) => [host, name].includes(allowed.toLowerCase()))) return true;
    // What leads to a name can be changed by whoever owns it; an address leads where it says.
    if (this.#isOpen && isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0) return true;
    return this.#names.includes(name) && Number(asked ?? 80) === port;
  }
}

/** A target that is a whole address, or begins with two slashes, names a path here all the same, and never a host. */
function readTarget(target: string): URL {
  return new URL(target.startsWith('/') ? `http://local${target}` : 'http://local/');
}
