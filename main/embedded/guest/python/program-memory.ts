/**
 * The interpreter's memory against the program's limit. A refusal counts only if the program dies of it: it may catch
 * the MemoryError and go on.
 */
import type { Glue } from './glue';

const PAGE_BYTES = 65_536;
const PAGES_OF_4_GIB = 65_536;

export interface ProgramMemory {
  /** By Emscripten's own way to grow; false where the limit refuses it. */
  grow(resize: (bytes: number) => boolean, neededBytes: number): boolean;
  /** The program's uncaught error is a MemoryError. */
  noteUncaught(): void;
  /** At the end: tells the realm if the limit was what the program died of. */
  settle(exitCode: number, hasBroken: boolean): void;
}

export function createProgramMemory(glue: Glue, limitBytes: number): ProgramMemory {
  let isRefused = false;
  let isUncaught = false;
  const nativeGrow = WebAssembly.Memory.prototype.grow;

  return {
    grow(resize, neededBytes) {
      if (neededBytes > limitBytes) {
        isRefused = true;
        return false;
      }
      const memory = glue.wasm.memory as unknown as WebAssembly.Memory;
      const pagesLeft = Math.floor((limitBytes - memory.buffer.byteLength) / PAGE_BYTES);
      // Emscripten asks for a share more than is needed.
      const grow = (pages: number): number => nativeGrow.call(memory, Math.min(pages, pagesLeft));
      Object.defineProperty(memory, 'grow', { value: grow, configurable: true });
      return resize(neededBytes);
    },
    noteUncaught() {
      isUncaught = true;
    },
    settle(exitCode, hasBroken) {
      if (!isRefused || exitCode === 0 || !(isUncaught || hasBroken)) return;
      try {
        nativeGrow.call(glue.wasm.memory as unknown as WebAssembly.Memory, PAGES_OF_4_GIB);
      } catch {
        // The realm has counted it.
      }
    },
  };
}
