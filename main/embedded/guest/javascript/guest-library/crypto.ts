/** `crypto`: randomness and digests. */
import { Buffer, toBuffer } from './buffer';
import { digest, digestNames } from './digest';
import { viewBytes } from './encoding';
import { argumentError, codedError } from './errors';
import { native } from './native';

const PIECE_BYTES = 65_536;

function fillRandom(into: Uint8Array): void {
  for (let start = 0; start < into.length; start += PIECE_BYTES) {
    const piece = into.subarray(start, start + PIECE_BYTES);
    piece.set(new Uint8Array(native.makeRandom(piece.length)));
  }
}

function getRandomValues<T extends ArrayBufferView>(into: T): T {
  fillRandom(viewBytes(into));
  return into;
}

function randomBytes(size: number, done?: (error: null, bytes: Buffer) => void): Buffer {
  const bytes = new Buffer(size);
  fillRandom(bytes);
  done?.(null, bytes);
  return bytes;
}

function randomInt(from: number, to?: number): number {
  const [low, high] = to === undefined ? [0, from] : [from, to];
  if (!(high > low))
    throw codedError(
      RangeError,
      'ERR_OUT_OF_RANGE',
      `The value of "max" is out of range. It must be greater than the value of "min" (${low}). Received ${high}`,
    );
  const [a = 0, b = 0] = getRandomValues(new Uint32Array(2));
  return low + Math.floor(((a * 2 ** 21 + (b >>> 11)) / 2 ** 53) * (high - low));
}

function randomUUID(): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

class Hash {
  readonly #name: string;
  readonly #key: Uint8Array | undefined;
  #pieces: Uint8Array[] = [];
  constructor(name: string, key?: Uint8Array) {
    if (!digestNames.includes(name)) throw codedError(Error, 'ERR_OSSL_EVP_UNSUPPORTED', 'Digest method not supported');
    this.#name = name;
    this.#key = key;
  }
  update(data: unknown, encoding?: string): this {
    if (typeof data !== 'string' && !ArrayBuffer.isView(data))
      throw argumentError('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
    this.#pieces.push(toBuffer(data, encoding));
    return this;
  }
  digest(encoding?: string): Buffer | string {
    const data = Buffer.concat(this.#pieces);
    const result = Buffer.from(this.#key ? authenticate(this.#name, this.#key, data) : digest(this.#name, data));
    return encoding ? result.toString(encoding) : result;
  }
}

/** RFC 2104. */
function authenticate(name: string, key: Uint8Array, data: Uint8Array): Uint8Array {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? digest(name, key) : key);
  const inner = digest(name, Buffer.concat([block.map((byte) => byte ^ 0x36), data]));
  return digest(name, Buffer.concat([block.map((byte) => byte ^ 0x5c), inner]));
}

export const webCrypto = { getRandomValues, randomUUID };
export const cryptoModule = {
  ...webCrypto,
  webcrypto: webCrypto,
  randomBytes,
  randomInt,
  getHashes: () => [...digestNames],
  createHash: (name: string) => new Hash(String(name).toLowerCase()),
  createHmac: (name: string, key: unknown) => new Hash(String(name).toLowerCase(), toBuffer(key)),
  hash: (name: string, data: unknown, encoding = 'hex') => new Hash(name).update(data).digest(encoding),
  timingSafeEqual: (a: Uint8Array, b: Uint8Array) => Buffer.compare(viewBytes(a), viewBytes(b)) === 0,
};
