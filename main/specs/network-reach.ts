/**
 * Which addresses of the network a spec may be fetched from. Whoever serves one address, or its name, must not be able
 * to have this machine ask another one inside: a private address is asked only where the person named it as such.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * `public`; `private`: this machine itself, a LAN, a carrier's or a virtual private network; `unfit` is never asked,
 * such as link-local addresses, where clouds answer with their machines' secrets.
 */
export type AddressKind = 'public' | 'private' | 'unfit';

/** Names that no public DNS has, by what they end with: RFC 6761, 6762, 8375 and what routers use. */
const PRIVATE_NAME = /(^|\.)(localhost|local|lan|home|internal|intranet|home\.arpa)$/;
const PRIVATE_RANGES = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);
/** An IPv4 address is the end of these: NAT64. */
const EMBEDDING_RANGE = 'rfc6052';

export function classifyAddress(text: string): AddressKind {
  if (!ipaddr.isValid(text)) return 'unfit';
  const address = ipaddr.process(text);
  const range = address.range();
  if (range === EMBEDDING_RANGE) return classifyAddress(address.toByteArray().slice(-4).join('.'));
  if (range === 'unicast') return 'public';
  return PRIVATE_RANGES.has(range) ? 'private' : 'unfit';
}

/** `hostname` as a URL has it. An address, a name without a dot, one that only a LAN has, or one that is listed. */
export function isNamedPrivate(hostname: string, listed: readonly string[]): boolean {
  const name = readHost(hostname);
  if (isIP(name) !== 0) return true;
  return !name.includes('.') || PRIVATE_NAME.test(name) || listed.some((each) => each.toLowerCase() === name);
}

/** Without the brackets of IPv6 and the dot of a full name. */
export function readHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}
