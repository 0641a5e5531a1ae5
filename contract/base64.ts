/** Bytes as text, in Node and in a window alike. */

/** What one call of a function may be given as arguments. */
const SLICE_BYTES = 32 * 1024;

export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
    binary += String.fromCharCode(...bytes.subarray(from, from + SLICE_BYTES));
  }
  return btoa(binary);
}

export function decodeBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
