/** Takes the module of Pyodide's bridge to JavaScript out of those that Python can import. */
import type { Glue } from './glue';

const NAME = '_pyodide_core';

/**
 * Empties the name in the module's constant data, before `main` puts it into the table of built-in modules. What
 * starts the bridge has nothing behind it anyway.
 */
export function hideBridgeModule({ HEAPU8 }: Glue): void {
  const name = new TextEncoder().encode(`${NAME}\0`);
  const found = findAll(HEAPU8, name).filter((at) => HEAPU8[at - 1] === 0);
  if (found.length === 0) throw new Error(`${NAME} is not where Pyodide had it.`);
  for (const at of found) HEAPU8.fill(0, at, at + name.length);
}

/** Where `wanted` is in `bytes`. Its first byte should be a rare one. */
export function findAll(bytes: Uint8Array, wanted: Uint8Array): number[] {
  const first = wanted[0] ?? 0;
  const found: number[] = [];
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) found.push(at);
  }
  return found;
}
