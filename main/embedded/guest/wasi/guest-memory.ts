/** Reads and writes the memory of a WebAssembly program, which moves when it grows. */

const decoder = new TextDecoder();

export class GuestMemory {
  readonly #bind: () => WebAssembly.Memory;
  #memory: WebAssembly.Memory | null = null;
  #view = new DataView(new ArrayBuffer(0));
  #bytes = new Uint8Array(0);

  /** @param bind gives the memory, which is not there before the program's first call */
  constructor(bind: () => WebAssembly.Memory) {
    this.#bind = bind;
  }

  get buffer(): ArrayBuffer {
    this.#memory ??= this.#bind();
    return this.#memory.buffer as ArrayBuffer;
  }

  get view(): DataView {
    if (this.#view.buffer !== this.buffer) this.#view = new DataView(this.buffer);
    return this.#view;
  }

  get bytes(): Uint8Array {
    if (this.#bytes.buffer !== this.buffer) this.#bytes = new Uint8Array(this.buffer);
    return this.#bytes;
  }

  u32(at: number): number {
    return this.view.getUint32(at, true);
  }

  setU32(at: number, value: number): void {
    this.view.setUint32(at, value, true);
  }

  setU64(at: number, value: bigint): void {
    this.view.setBigUint64(at, value, true);
  }

  text(at: number, length: number): string {
    return decoder.decode(this.slice(at, length));
  }

  /** @throws RangeError where the piece is not inside of the memory */
  slice(at: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.buffer, at >>> 0, length >>> 0);
  }

  /** The buffers of a list of (address, length), as `iovec` and `ciovec` are. */
  *buffers(at: number, count: number): Generator<Uint8Array, void> {
    for (let i = 0; i < count >>> 0; i++) {
      const entry = (at >>> 0) + i * 8;
      yield this.slice(this.u32(entry), this.u32(entry + 4));
    }
  }
}
