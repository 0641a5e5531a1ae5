/** Text as SQLite holds it: bytes that need not be valid UTF-8, in a string of one character per byte. */

const CHUNK = 8192;
/** Up to this length it is quicker to join single characters. */
const SHORT = 24;

export type ByteText = string;

export function fromBytes(bytes: Uint8Array): ByteText {
  if (bytes.length <= SHORT) {
    let short = '';
    for (let index = 0; index < bytes.length; index++) short += String.fromCharCode(bytes[index] ?? 0);
    return short;
  }
  if (bytes.length <= CHUNK) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) text += fromBytes(bytes.subarray(start, start + CHUNK));
  return text;
}

export function toBytes(text: ByteText): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

export function fromText(text: string): ByteText {
  return fromBytes(new TextEncoder().encode(text));
}

export function toText(text: ByteText): string {
  return new TextDecoder().decode(toBytes(text));
}

/** Characters of UTF-8: all bytes but those that continue one. */
export function countCharacters(text: ByteText): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) if ((text.charCodeAt(index) & 0xc0) !== 0x80) count++;
  return count;
}
