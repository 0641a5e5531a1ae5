/** The text files of a zip, and a zip of text files. Anyone may have made the zip, so it is bounded while it is inflated. */
import { strToU8, Unzip, UnzipInflate, zipSync } from 'fflate';
import { FILES_LIMIT_BYTES, FILES_LIMIT_COUNT, refusePath } from './file-path';
import type { LeftOut } from './opening';
import type { SourceFile } from './run';
import { decodeText, isPassedBy } from './text-file';

export const ZIP_LIMIT_BYTES = 32 * 1024 * 1024;
/** Entries of any kind, with those that are passed by. */
const ENTRIES_LIMIT = 50_000;
/** Deflate makes at most 1032 times of it: what is inflated before it is counted. */
const INFLATE_STEP_BYTES = 16 * 1024;

export type ReadZip =
  | { kind: 'files'; files: SourceFile[]; leftOut: LeftOut[] }
  | { kind: 'tooLarge' | 'tooMany' | 'broken' };

/** A folder that holds all of it is taken off the names. */
export function readZip(bytes: Uint8Array): ReadZip {
  if (bytes.length > ZIP_LIMIT_BYTES) return { kind: 'tooLarge' };
  const reader = new ZipReader();
  for (let at = 0; at < bytes.length; at += INFLATE_STEP_BYTES) {
    reader.push(bytes.subarray(at, at + INFLATE_STEP_BYTES), at + INFLATE_STEP_BYTES >= bytes.length);
    if (reader.refusal !== null) return { kind: reader.refusal };
  }
  return reader.finish();
}

export function writeZip(files: readonly SourceFile[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ path, content }) => [path, strToU8(content)])), { level: 6 });
}

class ZipReader {
  refusal: 'tooLarge' | 'tooMany' | 'broken' | null = null;
  readonly #unzip = new Unzip();
  readonly #files = new Map<string, Uint8Array[]>();
  readonly #leftOut: LeftOut[] = [];
  #entries = 0;
  #ended = 0;
  #bytes = 0;

  constructor() {
    this.#unzip.register(UnzipInflate);
    this.#unzip.onfile = (file) => {
      this.#entries += 1;
      if (this.#entries > ENTRIES_LIMIT) this.refusal ??= 'tooMany';
      if (this.refusal !== null || file.name.endsWith('/') || isPassedBy(file.name)) return;
      const reason = refusePath(file.name);
      if (reason !== null || this.#files.has(file.name)) {
        this.#leftOut.push({ path: file.name, reason: 'badName' });
        return;
      }
      const chunks: Uint8Array[] = [];
      this.#files.set(file.name, chunks);
      if (this.#files.size > FILES_LIMIT_COUNT) this.refusal ??= 'tooMany';
      file.ondata = (error, chunk, isLast) => {
        if (error) this.refusal ??= 'broken';
        if (this.refusal !== null) return;
        this.#bytes += chunk.length;
        if (this.#bytes > FILES_LIMIT_BYTES) this.refusal = 'tooLarge';
        chunks.push(chunk);
        if (isLast) this.#ended += 1;
      };
      file.start();
    };
  }

  push(chunk: Uint8Array, isLast: boolean): void {
    try {
      this.#unzip.push(chunk, isLast);
    } catch {
      this.refusal ??= 'broken';
    }
  }

  finish(): ReadZip {
    if (this.#entries === 0 || this.#ended < this.#files.size) return { kind: 'broken' };
    const leftOut = [...this.#leftOut];
    const files: SourceFile[] = [];
    for (const [path, chunks] of this.#files) {
      const content = decodeText(joinChunks(chunks));
      if (content === null) leftOut.push({ path, reason: 'notText' });
      else files.push({ path, content });
    }
    return { kind: 'files', files: takeOffFolder(files), leftOut };
  }
}

function takeOffFolder(files: SourceFile[]): SourceFile[] {
  const folder = /^[^/]+\//.exec(files[0]?.path ?? '')?.[0];
  if (folder === undefined || !files.every(({ path }) => path.startsWith(folder))) return files;
  return files.map((file) => ({ ...file, path: file.path.slice(folder.length) }));
}

function joinChunks(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
