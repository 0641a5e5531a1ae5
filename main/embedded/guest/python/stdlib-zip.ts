/**
 * Leaves packages out of a ZIP archive, by its directory alone.
 * Format: PKWARE APPNOTE 6.3.10, 4.3.12 (central directory) and 4.3.16 (its end).
 */

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;

/** @param packages top-level folders */
export function dropPackages(zip: Uint8Array, packages: readonly string[]): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.length - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END_SIGNATURE) throw new Error('The archive ends in a comment.');
  const start = view.getUint32(end + 16, true);
  const dropped = new Set(packages);
  const decoder = new TextDecoder();
  const kept = new Uint8Array(zip.length);
  kept.set(zip.subarray(0, start));
  let to = start;
  let entries = 0;
  for (let at = start; at < end; ) {
    if (view.getUint32(at, true) !== ENTRY_SIGNATURE) throw new Error('The directory of the archive is broken.');
    const nameBytes = view.getUint16(at + 28, true);
    const size = ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const name = decoder.decode(zip.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes));
    if (!dropped.has(name.split('/')[0] ?? '')) {
      kept.set(zip.subarray(at, at + size), to);
      to += size;
      entries++;
    }
    at += size;
  }
  kept.set(zip.subarray(end), to);
  const keptEnd = new DataView(kept.buffer, to, END_BYTES);
  keptEnd.setUint16(8, entries, true);
  keptEnd.setUint16(10, entries, true);
  keptEnd.setUint32(12, to - start, true);
  return kept.subarray(0, to + END_BYTES);
}
