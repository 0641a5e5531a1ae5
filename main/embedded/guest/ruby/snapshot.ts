/**
 * A started interpreter as bytes: its module without the data that it begins with (it is in the memory), and its
 * memory without what is empty. Of a module's globals Ruby has only the stack pointer and the state of asyncify,
 * which between two calls are as they were at the beginning.
 */
import { encodeNumber, join, listSections, readNumber } from './patch-module';

const DATA_SECTION = 11;
const PAGE_BYTES = 65_536;
/** Memory is kept by pieces of this size, where they hold anything. */
const PIECE_BYTES = 4096;
const HEAD_WORDS = 3;
/** A passive segment of no bytes. */
const EMPTY_SEGMENT = [1, 0];

export interface Snapshot {
  module: Uint8Array;
  memoryBytes: number;
  /** Writes the memory, which has `memoryBytes` of zeros. */
  restore(into: Uint8Array): void;
}

/** Head (sizes of module and memory, count of runs), module, runs (address, length), their bytes. */
export function encodeSnapshot(module: Uint8Array, memory: Uint8Array): Uint8Array {
  const bare = dropData(module);
  const runs = listRuns(memory);
  const head = new Uint32Array(HEAD_WORDS + runs.length * 2);
  head.set([bare.length, memory.length, runs.length]);
  for (const [index, { start, end }] of runs.entries()) head.set([start, end - start], HEAD_WORDS + index * 2);
  const contents = runs.map(({ start, end }) => memory.subarray(start, end));
  return join([new Uint8Array(head.buffer), ...contents, bare]);
}

/** @throws Error where it is none */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (index: number) => view.getUint32(index * 4, true);
  const [moduleBytes, memoryBytes, runs] = [word(0), word(1), word(2)];
  const contentStart = (HEAD_WORDS + runs * 2) * 4;
  if (memoryBytes % PAGE_BYTES !== 0 || contentStart + moduleBytes > bytes.length) {
    throw new Error('The saved state of Ruby is damaged.');
  }
  return {
    module: bytes.subarray(bytes.length - moduleBytes),
    memoryBytes,
    restore(into) {
      let at = contentStart;
      for (let run = 0; run < runs; run++) {
        const length = word(HEAD_WORDS + run * 2 + 1);
        into.set(bytes.subarray(at, at + length), word(HEAD_WORDS + run * 2));
        at += length;
      }
    },
  };
}

function listRuns(memory: Uint8Array): { start: number; end: number }[] {
  const words = new BigUint64Array(memory.buffer, memory.byteOffset, memory.length / 8);
  const runs: { start: number; end: number }[] = [];
  for (let start = 0; start < memory.length; start += PIECE_BYTES) {
    if (words.subarray(start / 8, (start + PIECE_BYTES) / 8).every((word) => word === 0n)) continue;
    const last = runs.at(-1);
    if (last?.end === start) last.end += PIECE_BYTES;
    else runs.push({ start, end: start + PIECE_BYTES });
  }
  return runs;
}

/** The module with as many data segments as it had, and nothing in them. */
function dropData(module: Uint8Array): Uint8Array {
  const data = listSections(module).find(({ id }) => id === DATA_SECTION);
  if (!data) return module;
  const { value: count } = readNumber(module, data.bodyStart);
  const body = [...encodeNumber(count)];
  for (let i = 0; i < count; i++) body.push(...EMPTY_SEGMENT);
  const head = [DATA_SECTION, ...encodeNumber(body.length)];
  return join([module.subarray(0, data.start), new Uint8Array(head), new Uint8Array(body), module.subarray(data.end)]);
}
