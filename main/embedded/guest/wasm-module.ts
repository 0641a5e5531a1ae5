/**
 * Rewrites the maximum of the memories that a WebAssembly module declares.
 * Format: WebAssembly Core Specification 2.0, section 5.5 (binary modules), 5.5.8 (memory section), 5.3.8 (limits).
 */

const MAGIC = 0x6d736100;
const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 1;

/**
 * The module with each declared memory's maximum at most `limitPages` (of 64 KiB). A memory that begins larger keeps
 * its beginning as its maximum: it cannot grow, and the process's own limit judges it. Other bytes are left alone.
 */
export function capMemoryMaximum(source: BufferSource, limitPages: number): Uint8Array {
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  if (bytes.length < 8 || new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) !== MAGIC) return bytes;
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at];
    const size = readNumber(bytes, at + 1);
    const end = size.next + size.value;
    if (end > bytes.length) break;
    if (id === MEMORY_SECTION) return replace(bytes, at, end, writeMemorySection(bytes, size.next, limitPages));
    at = end;
  }
  return bytes;
}

function writeMemorySection(bytes: Uint8Array, at: number, limitPages: number): number[] {
  const count = readNumber(bytes, at);
  const body = encodeNumber(count.value);
  let next = count.next;
  for (let i = 0; i < count.value; i++) {
    const flags = bytes[next] ?? 0;
    const initial = readNumber(bytes, next + 1);
    next = initial.next;
    let maximum = Number.POSITIVE_INFINITY;
    if (flags & HAS_MAXIMUM) {
      const declared = readNumber(bytes, next);
      maximum = declared.value;
      next = declared.next;
    }
    const capped = Math.max(initial.value, Math.min(maximum, limitPages));
    body.push(flags | HAS_MAXIMUM, ...encodeNumber(initial.value), ...encodeNumber(capped));
  }
  return [MEMORY_SECTION, ...encodeNumber(body.length), ...body];
}

function replace(bytes: Uint8Array, start: number, end: number, section: number[]): Uint8Array {
  const out = new Uint8Array(bytes.length - (end - start) + section.length);
  out.set(bytes.subarray(0, start));
  out.set(section, start);
  out.set(bytes.subarray(end), start + section.length);
  return out;
}

/** Unsigned LEB128. */
function readNumber(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80 || shift > 56) return { value, next: at };
  }
}

function encodeNumber(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
    if (rest === 0) return bytes;
  }
}
