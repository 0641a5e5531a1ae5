/**
 * Tells of promises that are rejected with nobody listening, for which the binding has no call: QuickJS's own hook
 * (`JS_SetHostPromiseRejectionTracker` of quickjs.h) is set by hand. The module's function table is exported for it,
 * a function of the hook's type is put in, and its number is written into the runtime's record.
 */
import type { Pointer, QuickJs } from './quickjs-binding';

const TABLE_NAME = 'tbl';
const EXPORT_SECTION = 7;
const TABLE_KIND = 1;

/** From the start of `JSRuntime`: the field after `interrupt_handler` and `interrupt_opaque`. */
const INTERRUPT_HANDLER_OFFSET = 152;
const TRACKER_OFFSET = 160;

/**
 * `(func (param i32 i64 i64 i32 i32))`, which gives the imported function the second parameter, the third and the
 * fourth: promise, reason, whether it is handled by now. Values are NaN-boxed in 64 bits.
 */
const trampoline = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  // Types: the hook's, the import's.
  ...[1, 15, 2, 0x60, 5, 0x7f, 0x7e, 0x7e, 0x7f, 0x7f, 0, 0x60, 3, 0x7e, 0x7e, 0x7f, 0],
  // Import "h"."h", of type 1; one function of type 0, exported as "f".
  ...[2, 7, 1, 1, 0x68, 1, 0x68, 0, 1],
  ...[3, 2, 1, 0],
  ...[7, 5, 1, 1, 0x66, 0, 1],
  ...[10, 12, 1, 10, 0, 0x20, 1, 0x20, 2, 0x20, 3, 0x10, 0, 0x0b],
]);

export type RejectionListener = (promise: bigint, reason: bigint, isHandled: boolean) => void;

/** The module with its function table among its exports. */
export function exportFunctionTable(wasm: Uint8Array): Uint8Array {
  const entry = [TABLE_NAME.length, ...new TextEncoder().encode(TABLE_NAME), TABLE_KIND, 0];
  for (let at = 8; at < wasm.length; ) {
    const size = readNumber(wasm, at + 1);
    const end = size.next + size.value;
    if (wasm[at] === EXPORT_SECTION) {
      const count = readNumber(wasm, size.next);
      const body = [...encodeNumber(count.value + 1), ...wasm.subarray(count.next, end), ...entry];
      const section = [EXPORT_SECTION, ...encodeNumber(body.length), ...body];
      const out = new Uint8Array(wasm.length - (end - at) + section.length);
      out.set(wasm.subarray(0, at));
      out.set(section, at);
      out.set(wasm.subarray(end), at + section.length);
      return out;
    }
    at = end;
  }
  throw new Error('The QuickJS module has no exports.');
}

/** To be called when the interrupt handler is set: its place proves where the hook's is. */
export function trackRejections(
  module: QuickJs,
  instance: WebAssembly.Instance,
  runtime: Pointer,
  listener: RejectionListener,
): void {
  const record = new DataView(module.HEAPU8.buffer, runtime);
  if (record.getUint32(INTERRUPT_HANDLER_OFFSET, true) === 0 || record.getUint32(TRACKER_OFFSET, true) !== 0)
    throw new Error('JSRuntime of this QuickJS is laid out in another way.');
  const hook = (promise: bigint, reason: bigint, isHandled: number) => listener(promise, reason, isHandled !== 0);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(trampoline), { h: { h: hook } });
  const table = instance.exports[TABLE_NAME] as WebAssembly.Table;
  const index = table.grow(1);
  table.set(index, exports.f);
  record.setUint32(TRACKER_OFFSET, index, true);
}

/** Unsigned LEB128. */
function readNumber(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, next: at };
  }
}

function encodeNumber(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...encodeNumber(value >>> 7)];
}
