/**
 * Makes room for a `stack` like V8's. QuickJS gives every error an own property `stack` without the error's message;
 * the name that it uses for it is made another one than the `stack` of programs, by changing the hash under which the
 * name is looked up. Guest code that has the old name's string (`Object.getOwnPropertyNames(new Error())`) reads it.
 */
import type { QuickJs } from './quickjs-binding';

/** `JSString` of quickjs.c: reference count, length, hash of 30 bits and kind of 2, next in its chain, characters. */
const LENGTH_OFFSET = 4;
const HASH_OFFSET = 8;
const CHARACTERS_OFFSET = 16;
/** Above the bits that choose the chain, and below the kind. */
const HASH_BIT = 1 << 29;
const STRING_KIND = 1;

/** Before any code is compiled. */
export function hideStackProperty(module: QuickJs): void {
  const heap = module.HEAPU8;
  const view = new DataView(heap.buffer);
  const name = new TextEncoder().encode('stack\0');
  for (let at = heap.indexOf(name[0] ?? 0); at !== -1; at = heap.indexOf(name[0] ?? 0, at + 1)) {
    if (!name.every((byte, i) => heap[at + i] === byte)) continue;
    const start = at - CHARACTERS_OFFSET;
    if (start % 8 !== 0 || view.getUint32(start + LENGTH_OFFSET, true) !== name.length - 1) continue;
    const hash = view.getUint32(start + HASH_OFFSET, true);
    if (hash >>> 30 !== STRING_KIND) continue;
    view.setUint32(start + HASH_OFFSET, (hash ^ HASH_BIT) >>> 0, true);
    return;
  }
  throw new Error('The name "stack" is not among the atoms of this QuickJS.');
}
