/**
 * The environment variables of a program whose C library asks for them once, before the job is known: it gets an empty
 * table with room, which is filled later.
 */
import type { WasmBytes } from '../wasm-bytes';

const ROOM = 1024;

export class Environment {
  #table = 0;

  tellSizes(bytes: WasmBytes, count: number, size: number): number {
    bytes.setInt(count, ROOM);
    bytes.setInt(size, 1);
    return 0;
  }

  takeTable(bytes: WasmBytes, table: number): number {
    this.#table = table;
    bytes.setInt(table, 0);
    return 0;
  }

  /** @param allocate gives memory that is never freed */
  fill(bytes: WasmBytes, variables: Record<string, string>, allocate: (size: number) => number): void {
    const entries = Object.entries(variables).slice(0, ROOM);
    for (const [index, [name, value]] of entries.entries()) {
      const text = new TextEncoder().encode(`${name}=${value}\0`);
      const at = allocate(text.length);
      bytes.all.set(text, at);
      bytes.setInt(this.#table + 4 * index, at);
    }
    bytes.setInt(this.#table + 4 * entries.length, 0);
  }
}
