/**
 * The stacks to which Ruby's `setjmp` comes back. Its own place for one has 24 KiB, and is overrun, unnoticed, where
 * calls are nested deeper than some 100 blocks. So all are unwound into one region (see `stackRegions`), and what is
 * in it is kept here until the interpreter jumps back.
 */
import { jumpBuffer, stackRegions } from './internals';

/** Of stacks that are too long for their own place. */
const KEPT_LIMIT_BYTES = 64 * 1024 * 1024;

export class SavedStacks {
  readonly #kept = new Map<number, Uint8Array>();
  #keptBytes = 0;

  /** To be called between the unwinding of the stack and its rewinding, with the address of the `jmp_buf`. */
  handle(memory: WebAssembly.Memory, jump: number): void {
    const words = new DataView(memory.buffer);
    const bytes = new Uint8Array(memory.buffer);
    const { start } = stackRegions.setjmp;
    const length = words.getUint32(jump + jumpBuffer.top, true) - start;
    const own = jump + jumpBuffer.content;
    if (words.getUint32(jump + jumpBuffer.state, true) === jumpBuffer.capturing) {
      this.#drop(jump);
      if (length <= jumpBuffer.contentBytes) bytes.copyWithin(own, start, start + length);
      else this.#keep(jump, bytes.slice(start, start + length));
      return;
    }
    const kept = this.#kept.get(jump);
    if (kept) bytes.set(kept, start);
    else bytes.copyWithin(start, own, own + length);
  }

  #keep(jump: number, stack: Uint8Array): void {
    this.#keptBytes += stack.length;
    if (this.#keptBytes > KEPT_LIMIT_BYTES) throw new RangeError('The stacks of Ruby take too much memory.');
    this.#kept.set(jump, stack);
  }

  #drop(jump: number): void {
    this.#keptBytes -= this.#kept.get(jump)?.length ?? 0;
    this.#kept.delete(jump);
  }
}
