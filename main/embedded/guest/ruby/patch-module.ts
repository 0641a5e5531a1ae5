/**
 * Changes to a WebAssembly module before it is compiled: more exports, and other code in a function.
 * Format: WebAssembly Core Specification 2.0, section 5.5 (binary modules).
 */

export const SectionId = { global: 6, export: 7, code: 10, data: 11 } as const;
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
  const section = findSection(module, SectionId.export);
  const count = readNumber(module, section.bodyStart);
  const added = [...encodeExport('table', KIND_TABLE, 0)];
  for (const [name, index] of Object.entries(functions)) added.push(...encodeExport(name, KIND_FUNCTION, index));
  const total = encodeNumber(count.value + 1 + Object.keys(functions).length);
  const body = [new Uint8Array(total), module.subarray(count.next, section.end), new Uint8Array(added)];
  return replaceSection(module, section, body);
}

/** The module with one more global, encoded as the format has it. @returns its index too */
export function addGlobal(module: Uint8Array, global: readonly number[]): { module: Uint8Array; index: number } {
  const section = findSection(module, SectionId.global);
  const count = readNumber(module, section.bodyStart);
  const total = new Uint8Array(encodeNumber(count.value + 1));
  const body = [total, module.subarray(count.next, section.end), new Uint8Array(global)];
  return { module: replaceSection(module, section, body), index: count.value };
}

/**
 * The module with other code in a function.
 * @param body index of the function among those that the module defines itself
 * @throws Error where the function does not have the pattern exactly once
 */
export function replaceCode(
  module: Uint8Array,
  body: number,
  pattern: readonly number[],
  code: readonly number[],
): Uint8Array {
  const section = findSection(module, SectionId.code);
  const count = readNumber(module, section.bodyStart);
  let at = count.next;
  for (let skipped = 0; skipped < body; skipped++) {
    const size = readNumber(module, at);
    at = size.next + size.value;
  }
  const size = readNumber(module, at);
  const end = size.next + size.value;
  const [found, another] = findAll(module, pattern, size.next, end);
  if (found === undefined || another !== undefined) throw new Error('The function is not the one that is known.');
  return replaceSection(module, section, [
    module.subarray(section.bodyStart, at),
    new Uint8Array(encodeNumber(size.value - pattern.length + code.length)),
    module.subarray(size.next, found),
    new Uint8Array(code),
    module.subarray(found + pattern.length, section.end),
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

export function findSection(module: Uint8Array, id: number): Section {
  const section = listSections(module).find((candidate) => candidate.id === id);
  if (!section) throw new Error(`The module has no section ${id}.`);
  return section;
}

export function replaceSection(module: Uint8Array, { id, start, end }: Section, body: Uint8Array[]): Uint8Array {
  const size = body.reduce((bytes, piece) => bytes + piece.length, 0);
  const head = new Uint8Array([id, ...encodeNumber(size)]);
  return join([module.subarray(0, start), head, ...body, module.subarray(end)]);
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

function encodeExport(name: string, kind: number, index: number): number[] {
  const bytes = encoder.encode(name);
  return [...encodeNumber(bytes.length), ...bytes, kind, ...encodeNumber(index)];
}

function findAll(bytes: Uint8Array, pattern: readonly number[], start: number, end: number): number[] {
  const [first = 0] = pattern;
  const found: number[] = [];
  for (let at = bytes.indexOf(first, start); at >= 0 && at < end; at = bytes.indexOf(first, at + 1)) {
    if (pattern.every((byte, index) => bytes[at + index] === byte)) found.push(at);
  }
  return found;
}
