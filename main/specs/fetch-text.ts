/** Gets a text over HTTP: bounded in size and time, asked anew only if it changed, and never from where it may not. */
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { explainFetchFailure, FetchFault } from './fetch-fault';
import { classifyAddress, isNamedPrivate, readHost } from './network-reach';
import { SPEC_BYTES_LIMIT } from './spec-bounds';

const REDIRECT_LIMIT = 5;
const DEFAULT_TIMEOUT_MS = 15_000;
const MOVED = new Set([301, 302, 303, 307, 308]);

/** What a server said of the text that it gave, to be asked with the next time. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

export interface FetchOptions {
  signal: AbortSignal;
  /** Of the text that is here already. */
  known?: Validators | null;
  /** Hosts that may be private though their names do not say so. */
  privateHosts?: readonly string[];
  /** For all of it, redirects included. */
  timeoutMs?: number;
  /** Of the text, unpacked. */
  bytesLimit?: number;
  /** By default the system's. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
}

/** `same`: as it is here already. */
export type FetchedText = { kind: 'same' } | ({ kind: 'text'; text: string } & Validators);

/** @throws FetchFault */
export async function fetchText(address: URL, options: FetchOptions): Promise<FetchedText> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = { ...options, signal: AbortSignal.any([options.signal, timeout]) };
  let url = address;
  try {
    for (let hop = 0; hop <= REDIRECT_LIMIT; hop++) {
      const answer = await askOnce(url, address, either);
      if (!(answer instanceof URL)) return answer;
      url = answer;
    }
  } catch (error) {
    if (timeout.aborted) throw new FetchFault(`${url.host} gave no whole answer within ${timeoutMs / 1000} s`);
    if (options.signal.aborted) throw new FetchFault('Runyard was closed meanwhile');
    throw explainFetchFailure(error, url.host);
  }
  throw new FetchFault(`it redirects more than ${REDIRECT_LIMIT} times`);
}

/** The text, or where it has moved to. */
async function askOnce(url: URL, named: URL, options: FetchOptions): Promise<FetchedText | URL> {
  const request = openRequest(url, named, options);
  try {
    const response = await answerOf(request);
    const { statusCode = 0, statusMessage = '', headers } = response;
    if (MOVED.has(statusCode)) return followRedirect(url, headers.location);
    if (statusCode === 304 && options.known) return { kind: 'same' };
    if (statusCode !== 200) throw new FetchFault(`${url.host} answered ${statusCode} ${statusMessage}`.trimEnd());
    if (/^text\/html\b/i.test(headers['content-type'] ?? '')) {
      throw new FetchFault('it is a web page and no spec file; name the address of the raw file');
    }
    const text = await readText(response, options.bytesLimit ?? SPEC_BYTES_LIMIT);
    return { kind: 'text', text, etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null };
  } finally {
    request.destroy();
  }
}

function openRequest(url: URL, named: URL, options: FetchOptions): ClientRequest {
  const host = readHost(url.hostname);
  const mayBePrivate = url === named && isNamedPrivate(url.hostname, options.privateHosts ?? []);
  // An address is connected to without a look-up.
  if (isIP(host) !== 0) checkReach([{ address: host }], url, named, mayBePrivate);
  const { etag = null, lastModified = null } = options.known ?? {};
  const isSameOrigin = url.origin === named.origin;
  return (url.protocol === 'https:' ? requestHttps : requestHttp)({
    host,
    port: url.port,
    path: `${url.pathname}${url.search}`,
    auth: isSameOrigin && named.username ? `${decode(named.username)}:${decode(named.password)}` : null,
    headers: {
      host: url.host,
      accept: 'application/yaml, text/yaml, text/plain, application/json, */*;q=0.5',
      'accept-encoding': 'gzip',
      'user-agent': 'runyard',
      ...(etag === null ? {} : { 'if-none-match': etag }),
      ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
    },
    // A connection that was kept might have been made under other rules.
    agent: false,
    signal: options.signal,
    lookup: checkedLookup(url, named, mayBePrivate, options.resolve ?? ((name) => lookup(name, { all: true }))),
  });
}

/** What is checked is what is connected to: a name that leads elsewhere a moment later leads nowhere. */
function checkedLookup(
  url: URL,
  named: URL,
  mayBePrivate: boolean,
  resolve: (host: string) => Promise<LookupAddress[]>,
): LookupFunction {
  return (host, { all }, callback) => {
    resolve(host)
      .then((found) => {
        checkReach(found, url, named, mayBePrivate);
        return found;
      })
      .then(
        (found) => (all ? callback(null, found) : callback(null, found[0]?.address ?? '', found[0]?.family)),
        (error: Error) => callback(error, all ? [] : '', undefined),
      );
  };
}

/** One that may not be asked spoils all: whoever answers so means no good. */
function checkReach(found: readonly { address: string }[], url: URL, named: URL, mayBePrivate: boolean): void {
  for (const { address } of found) {
    const kind = classifyAddress(address);
    if (kind === 'public' || (kind === 'private' && mayBePrivate)) continue;
    const host = readHost(url.hostname);
    const where = host === address ? address : `${host}, which is ${address},`;
    if (url !== named) {
      throw new FetchFault(`it redirects to ${where} an address inside your network: such a redirect is not followed`);
    }
    if (kind === 'unfit') throw new FetchFault(`${where} is no address that specs are fetched from`);
    throw new FetchFault(
      `${where} is inside your network and its name does not say so; if that is meant, name ${host} in specPrivateHosts`,
    );
  }
}

function followRedirect(url: URL, location: string | undefined): URL {
  if (location === undefined || !URL.canParse(location, url)) throw new FetchFault(`${url.host} redirects to nowhere`);
  const next = new URL(location, url);
  if (next.protocol !== 'https:' && next.protocol !== 'http:') {
    throw new FetchFault(`it redirects to ${next.protocol} and only http and https are followed`);
  }
  if (url.protocol === 'https:' && next.protocol === 'http:') {
    throw new FetchFault(`it redirects from https to http at ${next.host}: such a redirect is not followed`);
  }
  return next;
}

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.end();
  });
}

async function readText(response: IncomingMessage, bytesLimit: number): Promise<string> {
  const encoding = response.headers['content-encoding']?.toLowerCase() ?? 'identity';
  const tooLarge = new FetchFault(`it is larger than ${bytesLimit / 1024} KB`);
  if (Number(response.headers['content-length'] ?? 0) > bytesLimit) throw tooLarge;
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding)) {
    throw new FetchFault(`it comes packed as ${encoding}, which was not asked for`);
  }
  let length = 0;
  const chunks: Buffer[] = [];
  const unpacked: Readable = encoding === 'identity' ? response : response.pipe(createGunzip());
  response.once('error', (error) => unpacked.destroy(error));
  try {
    // Unpacked in pieces of 16 KB, so that what swells is left as soon as it is too large.
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > bytesLimit) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('Z_')) throw new FetchFault('it comes packed and is damaged');
    throw error;
  }
  if (!response.complete) throw new FetchFault('it broke off in the middle');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new FetchFault('it is no text in UTF-8');
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
