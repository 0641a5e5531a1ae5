/** `node:buffer`. */
import {
  decodeBase64,
  decodeLatin1,
  decodeUtf8,
  decodeUtf16,
  encodeBase64,
  encodeLatin1,
  encodeUtf8,
  viewBytes,
} from './encoding';
import { argumentError, codedError } from './errors';
import { customInspect, inspect } from './inspect';

type Encoding = string | undefined;

function encode(text: string, encoding: Encoding): Uint8Array {
  switch ((encoding ?? 'utf8').toLowerCase()) {
    case 'utf8':
    case 'utf-8':
      return encodeUtf8(text);
    case 'hex':
      return Uint8Array.from(/^(?:[0-9a-f]{2})*/i.exec(text)?.[0].match(/../g) ?? [], (pair) =>
        Number.parseInt(pair, 16),
      );
    case 'base64':
    case 'base64url':
      return decodeBase64(text);
    case 'latin1':
    case 'binary':
    case 'ascii':
      return encodeLatin1(text);
    case 'utf16le':
    case 'utf-16le':
    case 'ucs2':
    case 'ucs-2':
      return Uint8Array.from([...Array(text.length * 2)], (_, i) => (text.charCodeAt(i >> 1) >> (8 * (i & 1))) & 0xff);
    default:
      throw codedError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  }
}

function decode(bytes: Uint8Array, encoding: Encoding): string {
  switch ((encoding ?? 'utf8').toLowerCase()) {
    case 'utf8':
    case 'utf-8':
      return decodeUtf8(bytes);
    case 'hex':
      return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'base64':
      return encodeBase64(bytes);
    case 'base64url':
      return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    case 'ascii':
      return decodeLatin1(bytes.map((byte) => byte & 0x7f));
    case 'latin1':
    case 'binary':
      return decodeLatin1(bytes);
    case 'utf16le':
    case 'utf-16le':
    case 'ucs2':
    case 'ucs-2':
      return decodeUtf16(bytes);
    default:
      throw codedError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  }
}

export class Buffer extends Uint8Array {
  static poolSize = 8192;

  // biome-ignore lint/suspicious/noExplicitAny: `Uint8Array.from` has other parameters.
  static override from(source: any, second?: any, length?: number): Buffer {
    if (typeof source === 'string') return wrap(encode(source, second as Encoding));
    if (source instanceof ArrayBuffer) return new Buffer(source, second, length);
    if (source?.type === 'Buffer' && Array.isArray(source.data)) return Buffer.from(source.data);
    if (source !== null && typeof source === 'object' && ('length' in source || Symbol.iterator in source))
      return wrap(Uint8Array.from(source as ArrayLike<number>));
    throw argumentError(
      'first argument',
      'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object',
      source,
    );
  }
  static alloc(size: number, fill?: string | number | Uint8Array, encoding?: string): Buffer {
    const buffer = new Buffer(size);
    return fill === undefined ? buffer : buffer.fill(fill, 0, size, encoding);
  }
  static allocUnsafe(size: number): Buffer {
    return new Buffer(size);
  }
  static concat(list: readonly Uint8Array[], total = list.reduce((sum, item) => sum + item.length, 0)): Buffer {
    const all = new Buffer(total);
    let at = 0;
    for (const item of list) {
      all.set(item.subarray(0, total - at), at);
      at += Math.min(item.length, total - at);
    }
    return all;
  }
  static isBuffer(value: unknown): value is Buffer {
    return value instanceof Buffer;
  }
  static isEncoding(name: string): boolean {
    return /^(utf-?8|hex|base64(url)?|latin1|binary|ascii|utf-?16le|ucs-?2)$/i.test(String(name));
  }
  static byteLength(value: string | ArrayBuffer | ArrayBufferView, encoding?: string): number {
    return typeof value === 'string' ? encode(value, encoding).length : value.byteLength;
  }
  static compare(a: Uint8Array, b: Uint8Array): number {
    for (let i = 0; i < Math.min(a.length, b.length); i++)
      if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number) ? -1 : 1;
    return Math.sign(a.length - b.length);
  }

  override toString(encoding?: string, start = 0, end = this.length): string {
    return decode(new Uint8Array(this.buffer, this.byteOffset, this.length).subarray(start, end), encoding);
  }
  toJSON(): { type: 'Buffer'; data: number[] } {
    return { type: 'Buffer', data: [...this] };
  }
  equals(other: Uint8Array): boolean {
    return Buffer.compare(this, other) === 0;
  }
  compare(other: Uint8Array): number {
    return Buffer.compare(this, other);
  }
  write(text: string, offset: number | string = 0, length?: number | string, encoding?: string): number {
    const at = typeof offset === 'number' ? offset : 0;
    const named = [offset, length, encoding].find((value) => typeof value === 'string') as Encoding;
    const most = Math.min(typeof length === 'number' ? length : this.length, this.length - at);
    const bytes = encode(text, named).subarray(0, most);
    this.set(bytes, at);
    return bytes.length;
  }
  copy(target: Uint8Array, targetStart = 0, start = 0, end = this.length): number {
    const part = this.subarray(start, end).subarray(0, target.length - targetStart);
    target.set(part, targetStart);
    return part.length;
  }
  override subarray(start?: number, end?: number): Buffer {
    return wrap(super.subarray(start, end));
  }
  override slice(start?: number, end?: number): Buffer {
    return this.subarray(start, end);
  }
  // biome-ignore lint/suspicious/noExplicitAny: `Uint8Array.fill` takes numbers alone.
  override fill(value: any, start = 0, end = this.length, encoding?: string): this {
    if (typeof value === 'number') return super.fill(value, start, end);
    const pattern = typeof value === 'string' ? encode(value, encoding) : (value as Uint8Array);
    for (let i = start; i < end; i++) this[i] = pattern.length > 0 ? (pattern[(i - start) % pattern.length] ?? 0) : 0;
    return this;
  }
  // biome-ignore lint/suspicious/noExplicitAny: `Uint8Array.indexOf` takes numbers alone.
  override indexOf(value: any, from = 0, encoding?: string): number {
    if (typeof value === 'number') return super.indexOf(value, from);
    const wanted = typeof value === 'string' ? encode(value, encoding) : (value as Uint8Array);
    for (let i = from; i <= this.length - wanted.length; i++)
      if (wanted.every((byte, j) => this[i + j] === byte)) return i;
    return -1;
  }
  // biome-ignore lint/suspicious/noExplicitAny: `Uint8Array.includes` takes numbers alone.
  override includes(value: any, from = 0, encoding?: string): boolean {
    return this.indexOf(value, from, encoding) !== -1;
  }
  [customInspect](): string {
    const shown = [...new Uint8Array(this.buffer, this.byteOffset, Math.min(50, this.length))];
    const more = this.length - shown.length;
    const hex = shown.map((byte) => ` ${byte.toString(16).padStart(2, '0')}`).join('');
    return `<Buffer${hex}${more > 0 ? ` ... ${more} more byte${more > 1 ? 's' : ''}` : ''}>`;
  }
}

function wrap(bytes: Uint8Array): Buffer {
  return new Buffer(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
}

export function toBuffer(data: unknown, encoding?: string): Buffer {
  if (typeof data === 'string') return Buffer.from(data, encoding);
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return wrap(viewBytes(data));
  throw argumentError('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
}

const numbers: [name: string, view: string, bytes: number][] = [
  ['UInt8', 'Uint8', 1],
  ['Int8', 'Int8', 1],
  ['UInt16', 'Uint16', 2],
  ['Int16', 'Int16', 2],
  ['UInt32', 'Uint32', 4],
  ['Int32', 'Int32', 4],
  ['BigUInt64', 'BigUint64', 8],
  ['BigInt64', 'BigInt64', 8],
  ['Float', 'Float32', 4],
  ['Double', 'Float64', 8],
];

type ViewCall = (offset: number, ...rest: unknown[]) => unknown;

/** `readUInt16LE` and its like. */
function addNumberMethods(): void {
  for (const [name, view, bytes] of numbers) {
    for (const order of bytes === 1 ? [''] : ['LE', 'BE']) {
      const isLittle = order === 'LE';
      const getView = (buffer: Buffer) =>
        new DataView(buffer.buffer, buffer.byteOffset, buffer.length) as unknown as Record<string, ViewCall>;
      const check = (buffer: Buffer, offset: number) => {
        if (offset < 0 || offset + bytes > buffer.length)
          throw codedError(
            RangeError,
            'ERR_OUT_OF_RANGE',
            `The value of "offset" is out of range. It must be >= 0 and <= ${buffer.length - bytes}. Received ${inspect(offset)}`,
          );
      };
      define(`read${name}${order}`, function (this: Buffer, offset = 0) {
        check(this, offset);
        return getView(this)[`get${view}`]?.(offset, isLittle);
      });
      define(`write${name}${order}`, function (this: Buffer, value: unknown, offset = 0) {
        check(this, offset);
        getView(this)[`set${view}`]?.(offset, value, isLittle);
        return offset + bytes;
      });
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: methods of different parameters.
function define(name: string, method: (this: Buffer, ...args: any[]) => unknown): void {
  for (const alias of [name, name.replace('UInt', 'Uint')])
    Object.defineProperty(Buffer.prototype, alias, { value: method, writable: true, configurable: true });
}

addNumberMethods();
