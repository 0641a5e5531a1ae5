/** Takes the module of Pyodide's bridge to JavaScript out of those that Python can import. */
import type { Glue } from './glue';

const NAME = '_pyodide_core';

/**
 * Empties the name in the module's constant data, before `main` puts it into the table of built-in modules. What
 * starts the bridge has nothing behind it anyway.
 */
export function hideBridgeModule({ HEAPU8 }: Glue): void {
  const name = new TextEncoder().encode(`\0${NAME}\0`);
  let found = 0;
  for (let at = findBytes(HEAPU8, name, 0); at >= 0; at = findBytes(HEAPU8, name, at + 1)) {
    HEAPU8.fill(0, at, at + name.length);
    found++;
  }
  if (found === 0) throw new Error(`${NAME} is not where Pyodide had it.`);
}

/** Where `wanted` is in `bytes`, from `start` on; -1 where it is not. */
export function findBytes(bytes: Uint8Array, wanted: Uint8Array, start: number): number {
  const first = wanted[0] ?? 0;
  const second = wanted[1] ?? 0;
  for (let at = bytes.indexOf(first, start); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (bytes[at + 1] !== second) continue;
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
