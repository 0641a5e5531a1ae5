/**
 * Adds exports to a WebAssembly module.
 * Format: WebAssembly Core Specification 2.0, section 5.5 (binary modules), 5.5.10 (export section).
 */

const EXPORT_SECTION = 7;
const KIND_FUNCTION = 0;
const KIND_TABLE = 1;
const HEADER_BYTES = 8;
const encoder = new TextEncoder();

export interface Section {
  id: number;
  /** Of the section with its head. */
  start: number;
  bodyStart: number;
  end: number;
}

/** The module with the functions of these indices exported by name, and its table as `table`. */
export function addExports(module: Uint8Array, functions: Readonly<Record<string, number>>): Uint8Array {
  const section = listSections(module).find(({ id }) => id === EXPORT_SECTION);
  if (!section) throw new Error('The module exports nothing.');
  const count = readNumber(module, section.bodyStart);
  const added = [...encodeExport('table', KIND_TABLE, 0)];
  for (const [name, index] of Object.entries(functions)) added.push(...encodeExport(name, KIND_FUNCTION, index));
  const total = encodeNumber(count.value + 1 + Object.keys(functions).length);
  const kept = module.subarray(count.next, section.end);
  const head = [EXPORT_SECTION, ...encodeNumber(total.length + kept.length + added.length), ...total];
  return join([
    module.subarray(0, section.start),
    new Uint8Array(head),
    kept,
    new Uint8Array(added),
    module.subarray(section.end),
  ]);
}

export function listSections(module: Uint8Array): Section[] {
  const sections: Section[] = [];
  for (let start = HEADER_BYTES; start < module.length; ) {
    const size = readNumber(module, start + 1);
    const end = size.next + size.value;
    sections.push({ id: module[start] ?? 0, start, bodyStart: size.next, end });
    start = end;
  }
  return sections;
}

function encodeExport(name: string, kind: number, index: number): number[] {
  const bytes = encoder.encode(name);
  return [...encodeNumber(bytes.length), ...bytes, kind, ...encodeNumber(index)];
}

export function join(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((bytes, piece) => bytes + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Unsigned LEB128, of at most 32 bits. */
export function readNumber(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return { value, next: at };
  }
}

export function encodeNumber(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
    if (rest === 0) return bytes;
  }
}
