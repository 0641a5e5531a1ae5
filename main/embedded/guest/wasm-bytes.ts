/** Reads and writes the memory of a module, which moves when it grows. Numbers are little-endian, pointers 32 bits. */

export class WasmBytes {
  readonly #memory: WebAssembly.Memory;
  #bytes: Uint8Array;
  #view: DataView;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  get all(): Uint8Array {
    this.#follow();
    return this.#bytes;
  }

  slice(start: number, length: number): Uint8Array {
    return this.all.subarray(start >>> 0, (start >>> 0) + length);
  }

  getInt(at: number): number {
    this.#follow();
    return this.#view.getInt32(at >>> 0, true);
  }

  getPointer(at: number): number {
    return this.getInt(at) >>> 0;
  }

  setInt(at: number, value: number): void {
    this.#follow();
    this.#view.setInt32(at >>> 0, value, true);
  }

  setLong(at: number, value: bigint): void {
    this.#follow();
    this.#view.setBigInt64(at >>> 0, value, true);
  }

  /** Bytes up to the first NUL. */
  readCString(at: number): Uint8Array {
    const all = this.all;
    return all.subarray(at >>> 0, all.indexOf(0, at >>> 0));
  }

  readText(at: number): string {
    return decoder.decode(this.readCString(at));
  }

  #follow(): void {
    if (this.#bytes.buffer === this.#memory.buffer) return;
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
  }
}

const decoder = new TextDecoder();
