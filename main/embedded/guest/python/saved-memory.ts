/**
 * Saves the interpreter's memory after it has started, and puts it into a fresh one. The interpreter's state is in its
 * memory alone: the glue has nothing open but the standard streams, at both times.
 */
import type { Glue } from './glue';

export interface SavedState {
  /** What the state is of; a snapshot of another build must not be used. */
  build: string;
  /** Addresses that `launch` needs. */
  namespace: number;
  entryNames: number[];
}

const MAGIC = 0x52595059;
const HEAD_BYTES = 8;
const ALIGNMENT = 16;

export function saveMemory({ HEAPU8 }: Glue, state: SavedState): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(state));
  let used = HEAPU8.length;
  while (used > 0 && HEAPU8[used - 1] === 0) used--;
  const start = findMemoryStart(text.length);
  const bytes = new Uint8Array(start + used);
  const head = new DataView(bytes.buffer);
  head.setUint32(0, MAGIC, true);
  head.setUint32(4, text.length, true);
  bytes.set(text, HEAD_BYTES);
  bytes.set(HEAPU8.subarray(0, used), start);
  return bytes;
}

/** @returns null where the snapshot is of another build, or broken; nothing is changed then */
export function restoreMemory(glue: Glue, snapshot: Uint8Array, build: string): SavedState | null {
  if (snapshot.length < HEAD_BYTES) return null;
  const head = new DataView(snapshot.buffer, snapshot.byteOffset);
  const textBytes = head.getUint32(4, true);
  const start = findMemoryStart(textBytes);
  if (head.getUint32(0, true) !== MAGIC || start > snapshot.length) return null;
  const state = JSON.parse(
    new TextDecoder().decode(snapshot.subarray(HEAD_BYTES, HEAD_BYTES + textBytes)),
  ) as SavedState;
  if (state.build !== build) return null;
  const memory = snapshot.subarray(start);
  if (memory.length > glue.HEAPU8.length && !glue.growTo(memory.length)) return null;
  const trampoline = findTrampoline(glue);
  const ours = glue.HEAPU32[trampoline] ?? 0;
  glue.HEAPU8.set(memory);
  glue.HEAPU8.fill(0, memory.length);
  glue.HEAPU32[trampoline] = ours;
  return state;
}

function findMemoryStart(textBytes: number): number {
  return Math.ceil((HEAD_BYTES + textBytes) / ALIGNMENT) * ALIGNMENT;
}

/**
 * Index of a pointer to a function that the glue adds where the engine knows garbage-collected types: the one thing in
 * memory that differs between versions of the engine.
 */
function findTrampoline({ wasm, HEAPU32 }: Glue): number {
  const offset = wasm._PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET as unknown as WebAssembly.Global;
  const runtime = wasm._PyRuntime as unknown as WebAssembly.Global;
  return (runtime.value + (HEAPU32[offset.value >>> 2] ?? 0)) >>> 2;
}
