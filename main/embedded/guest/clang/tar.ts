/** Reads a tar archive that is in memory. Format: POSIX.1-2001 `ustar`. */

const BLOCK_BYTES = 512;
const decoder = new TextDecoder();

export interface TarFile {
  path: string;
  /** A piece of the archive's own bytes. */
  content: Uint8Array;
}

/** The regular files. */
export function* readTar(archive: Uint8Array): Generator<TarFile, void> {
  for (let at = 0; at + BLOCK_BYTES <= archive.length && archive[at] !== 0; ) {
    const text = (offset: number, length: number) =>
      decoder.decode(archive.subarray(at + offset, at + offset + length)).replace(/\0[\s\S]*$/, '');
    const size = Number.parseInt(text(124, 12), 8) || 0;
    const prefix = text(345, 155);
    const path = prefix ? `${prefix}/${text(0, 100)}` : text(0, 100);
    const start = at + BLOCK_BYTES;
    if (text(156, 1) === '0' || text(156, 1) === '') yield { path, content: archive.subarray(start, start + size) };
    at = start + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
}
