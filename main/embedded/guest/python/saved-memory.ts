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

/** As it is in a snapshot's head. */
interface SavedHead extends SavedState {
  /** The parts of the memory that are not empty, in their order: where each begins and ends. */
  parts: [start: number, end: number][];
}

const MAGIC = 0x52595059;
const HEAD_BYTES = 8;
const ALIGNMENT = 16;
/** What is empty is left out in blocks of so many bytes. */
const BLOCK_BYTES = 16_384;

export function saveMemory(glue: Glue, state: SavedState): Uint8Array {
  const parts = findParts(glue);
  const text = new TextEncoder().encode(JSON.stringify({ ...state, parts } satisfies SavedHead));
  let at = findMemoryStart(text.length);
  const bytes = new Uint8Array(parts.reduce((total, [start, end]) => total + end - start, at));
  const head = new DataView(bytes.buffer);
  head.setUint32(0, MAGIC, true);
  head.setUint32(4, text.length, true);
  bytes.set(text, HEAD_BYTES);
  for (const [start, end] of parts) {
    bytes.set(glue.HEAPU8.subarray(start, end), at);
    at += end - start;
  }
  return bytes;
}

/** @returns null where the snapshot is of another build, or broken; nothing is changed then */
export function restoreMemory(glue: Glue, snapshot: Uint8Array, build: string): SavedState | null {
  const head = readHead(snapshot);
  if (head?.build !== build) return null;
  const size = head.parts.at(-1)?.[1] ?? 0;
  if (size > glue.HEAPU8.length && !glue.growTo(size)) return null;
  const trampoline = findTrampoline(glue);
  const ours = glue.HEAPU32[trampoline] ?? 0;
  const stack = findStack(glue);
  let at = head.memoryStart;
  let restored = 0;
  for (const [start, end] of head.parts) {
    if (restored !== stack.end) glue.HEAPU8.fill(0, restored, start);
    glue.HEAPU8.set(snapshot.subarray(at, at + end - start), start);
    at += end - start;
    restored = end;
  }
  glue.HEAPU8.fill(0, restored);
  glue.HEAPU32[trampoline] = ours;
  return head;
}

function readHead(snapshot: Uint8Array): (SavedHead & { memoryStart: number }) | null {
  if (snapshot.length < HEAD_BYTES) return null;
  const view = new DataView(snapshot.buffer, snapshot.byteOffset);
  const textBytes = view.getUint32(4, true);
  if (view.getUint32(0, true) !== MAGIC || HEAD_BYTES + textBytes > snapshot.length) return null;
  const text = new TextDecoder().decode(snapshot.subarray(HEAD_BYTES, HEAD_BYTES + textBytes));
  const head = JSON.parse(text) as SavedHead;
  const memoryStart = findMemoryStart(textBytes);
  const whole = head.parts.reduce((total, [start, end]) => total + end - start, memoryStart);
  return whole === snapshot.length ? { ...head, memoryStart } : null;
}

/** The stack grows down; what is free of it holds what was once on it, and is no part of the state. */
function findStack({ wasm }: Glue): { end: number; free: number } {
  const current = wasm.emscripten_stack_get_current?.() ?? 0;
  const end = wasm.emscripten_stack_get_end?.() ?? 0;
  return { end: Math.ceil(end / BLOCK_BYTES) * BLOCK_BYTES, free: Math.floor(current / BLOCK_BYTES) * BLOCK_BYTES };
}

function findParts(glue: Glue): [start: number, end: number][] {
  const stack = findStack(glue);
  const words = new BigUint64Array(glue.HEAPU8.buffer);
  const parts: [start: number, end: number][] = [];
  for (let start = 0; start < glue.HEAPU8.length; start += BLOCK_BYTES) {
    const end = start + BLOCK_BYTES;
    if (start >= stack.end && end <= stack.free) continue;
    if (words.subarray(start / 8, end / 8).every((word) => word === 0n)) continue;
    const last = parts.at(-1);
    if (last?.[1] === start && start !== stack.end) last[1] = end;
    else parts.push([start, end]);
  }
  return parts;
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
