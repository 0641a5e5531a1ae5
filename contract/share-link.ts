/**
 * Links that carry a tab: `runyard://v1/` and the tab as JSON, deflated, in base64url. In a page's own address it is the
 * fragment, which no server is told. Apart from the contract, which has no use for zlib.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { PortableTab } from './portable-tab';

/** Characters. What is longer is cut by chats and browsers. */
export const LINK_LIMIT_CHARACTERS = 32 * 1024;
/** Bytes of JSON in a link. */
const CONTENT_LIMIT_BYTES = 1024 * 1024;
/** Deflate makes at most 1032 times of it. */
const INFLATE_STEP_BYTES = 512;

const SCHEME = 'runyard://';
const FRAGMENT = '#open=';
const LINK = /(?:runyard:\/\/|#open=)v(\d+)\/?([A-Za-z0-9_-]*)/;

export type WrittenLink = { kind: 'link'; link: string } | { kind: 'tooLong'; characters: number };

/** `otherVersion`: of a newer Runyard. `broken`: cut, or made by no Runyard. */
export type ReadLink = { kind: 'tab'; tab: PortableTab } | { kind: 'none' | 'tooLong' | 'otherVersion' | 'broken' };

export function writeLink(tab: PortableTab): WrittenLink {
  const { stdin, args, ...rest } = tab;
  const content = { ...rest, ...(args === '' ? {} : { args }), ...(stdin === '' ? {} : { stdin }) };
  const json = strToU8(JSON.stringify(content));
  const link = `${SCHEME}v1/${encodeBytes(deflateSync(json, { level: 9 }))}`;
  const isTooLong = link.length > LINK_LIMIT_CHARACTERS || json.length > CONTENT_LIMIT_BYTES;
  return isTooLong ? { kind: 'tooLong', characters: link.length } : { kind: 'link', link };
}

/** Reads a link, or an address or a text that one stands in. It is checked, and never trusted. */
export function readLink(text: string): ReadLink {
  const found = LINK.exec(text);
  if (!found) return { kind: 'none' };
  const [link, version, payload = ''] = found;
  if (version !== '1') return { kind: 'otherVersion' };
  if (link.length > LINK_LIMIT_CHARACTERS) return { kind: 'tooLong' };
  const tab = PortableTab.safeParse(decodePayload(payload));
  return tab.success ? { kind: 'tab', tab: tab.data } : { kind: 'broken' };
}

/** The fragment of a page's address that has the link opened there. */
export function fragmentOf(link: string): string {
  return FRAGMENT + link.slice(SCHEME.length);
}

/** Whether an argument or an address is a link of ours, whatever is in it. */
export function isLink(text: string): boolean {
  return text.startsWith(SCHEME);
}

function decodePayload(payload: string): unknown {
  try {
    const bytes = inflateBounded(decodeBytes(payload));
    return bytes && JSON.parse(strFromU8(bytes));
  } catch {
    return undefined;
  }
}

/** Null for what would be more than a link may carry: it is not inflated to its end. */
function inflateBounded(deflated: Uint8Array): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const inflate = new Inflate((chunk, isLast) => {
    chunks.push(chunk);
    length += chunk.length;
    isWhole = isLast;
  });
  for (let at = 0; at < deflated.length; at += INFLATE_STEP_BYTES) {
    inflate.push(deflated.subarray(at, at + INFLATE_STEP_BYTES), at + INFLATE_STEP_BYTES >= deflated.length);
    if (length > CONTENT_LIMIT_BYTES) return null;
  }
  if (!isWhole) return null;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function encodeBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function decodeBytes(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}
