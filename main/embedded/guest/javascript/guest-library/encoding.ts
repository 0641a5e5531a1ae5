/** Text and bytes: UTF-8 by the engine, the rest here. */
import { codedError } from './errors';
import { native } from './native';

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(native.encodeUtf8(text.toWellFormed()));
}

export function decodeUtf8(bytes: Uint8Array): string {
  if (bytes.length === 0) return '';
  const nul = bytes.indexOf(0);
  if (nul === -1) return native.decodeUtf8(bytes.slice().buffer);
  const pieces: string[] = [];
  let start = 0;
  for (let end = nul; end !== -1; end = bytes.indexOf(0, start)) {
    pieces.push(end > start ? native.decodeUtf8(bytes.slice(start, end).buffer) : '');
    start = end + 1;
  }
  pieces.push(start < bytes.length ? native.decodeUtf8(bytes.slice(start).buffer) : '');
  return pieces.join('\0');
}

export function writeText(fd: number, text: string): void {
  native.write(fd, text.isWellFormed() ? text : text.toWellFormed());
}

export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

export function encodeLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function decodeUtf16(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2)
    text += String.fromCharCode((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8));
  return text;
}

/** Length without a UTF-8 character that is cut at the end. */
function findWholeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Decodes UTF-8 that comes in pieces. */
export class Utf8Pieces {
  #cut: Uint8Array = new Uint8Array(0);

  decode(piece: Uint8Array): string {
    const bytes = this.#join(piece);
    const whole = findWholeLength(bytes);
    this.#cut = bytes.slice(whole);
    return decodeUtf8(bytes.subarray(0, whole));
  }

  end(): string {
    const text = decodeUtf8(this.#cut);
    this.#cut = new Uint8Array(0);
    return text;
  }

  #join(piece: Uint8Array): Uint8Array {
    if (this.#cut.length === 0) return piece;
    const bytes = new Uint8Array(this.#cut.length + piece.length);
    bytes.set(this.#cut);
    bytes.set(piece, this.#cut.length);
    return bytes;
  }
}

export function viewBytes(input: ArrayBuffer | ArrayBufferView | undefined): Uint8Array {
  if (input === undefined) return new Uint8Array(0);
  return ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : new Uint8Array(input);
}

export class TextEncoder {
  get encoding(): string {
    return 'utf-8';
  }
  encode(text = ''): Uint8Array {
    return encodeUtf8(String(text));
  }
  encodeInto(text: string, into: Uint8Array): { read: number; written: number } {
    let read = 0;
    let written = 0;
    for (const character of text) {
      const bytes = encodeUtf8(character);
      if (written + bytes.length > into.length) break;
      into.set(bytes, written);
      written += bytes.length;
      read += character.length;
    }
    return { read, written };
  }
}

export class TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  #pieces = new Utf8Pieces();

  constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
    const name = String(label).trim().toLowerCase();
    const known: Record<string, string> = {
      utf8: 'utf-8',
      'utf-8': 'utf-8',
      latin1: 'windows-1252',
      ascii: 'windows-1252',
      'iso-8859-1': 'windows-1252',
      'utf-16le': 'utf-16le',
      'utf-16': 'utf-16le',
    };
    const encoding = known[name];
    if (!encoding)
      throw codedError(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`);
    this.encoding = encoding;
    this.fatal = fatal;
    this.ignoreBOM = ignoreBOM;
  }

  decode(input?: ArrayBuffer | ArrayBufferView, { stream = false } = {}): string {
    const bytes = viewBytes(input);
    if (this.encoding === 'utf-16le') return decodeUtf16(bytes);
    if (this.encoding === 'windows-1252') return decodeLatin1(bytes);
    const text = this.#pieces.decode(bytes) + (stream ? '' : this.#pieces.end());
    if (this.fatal && text.includes('\ufffd') && !decodesBack(bytes, text))
      throw codedError(
        TypeError,
        'ERR_ENCODING_INVALID_ENCODED_DATA',
        'The encoded data was not valid for encoding utf-8',
      );
    return !this.ignoreBOM && text.startsWith('\ufeff') ? text.slice(1) : text;
  }
}

function decodesBack(bytes: Uint8Array, text: string): boolean {
  const again = encodeUtf8(text);
  return again.length === bytes.length && again.every((byte, i) => byte === bytes[i]);
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base64Values = new Map([...base64Digits].map((digit, i) => [digit, i] as const));
base64Values.set('-', 62).set('_', 63);

export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let j = 0; j < 4; j++) text += i + j > bytes.length ? '=' : base64Digits[(group >> (18 - 6 * j)) & 63];
  }
  return text;
}

/** What is no digit is left out, as `Buffer` does. */
export function decodeBase64(text: string): Uint8Array {
  const end = text.indexOf('=');
  const bytes: number[] = [];
  let group = 0;
  let bits = 0;
  for (const digit of end === -1 ? text : text.slice(0, end)) {
    const value = base64Values.get(digit);
    if (value === undefined) continue;
    group = (group << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((group >> bits) & 0xff);
    group &= (1 << bits) - 1;
  }
  return Uint8Array.from(bytes);
}

export function btoa(text: string): string {
  const given = String(text);
  if (/[^\0-\xff]/.test(given)) throw new Error('Invalid character');
  return encodeBase64(encodeLatin1(given));
}

export function atob(text: string): string {
  const given = String(text).replace(/[\t\n\f\r ]/g, '');
  if (/[^A-Za-z0-9+/=]/.test(given) || given.replace(/=+$/, '').length % 4 === 1)
    throw new Error('The string to be decoded is not correctly encoded.');
  return decodeLatin1(decodeBase64(given));
}
