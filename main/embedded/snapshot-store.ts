/**
 * Saved states of runtimes, made once on this machine, by one process at a time. A file is named after all that it
 * depends on, carries its own checksum at its end, and is made anew where either does not fit.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { takeTurn } from './making-lock';
import type { Runtime } from './runtime-catalogue';

const CHECKSUM_BYTES = 32;
/** One of another engine is kept as long as that engine, such as the desktop beside the command, goes on using it. */
const UNUSED_MS = 30 * 24 * 60 * 60 * 1000;

export interface Snapshot {
  path: string;
  /** Without the checksum. */
  bytes: number;
  /** Of the file: one that is made anew has another. */
  identity: string;
}

export interface SnapshotStoreOptions {
  dir: string;
  /** Of the process that makes and uses them: a state may not fit another. */
  engineVersion: string;
}

export class SnapshotStore {
  readonly #options: SnapshotStoreOptions;
  readonly #found = new Map<string, Promise<Snapshot>>();

  constructor(options: SnapshotStoreOptions) {
    this.#options = options;
  }

  /**
   * A whole snapshot. One is made where there is none; several who ask at once, in whatever process, wait for the same one.
   * @param make gives the pieces
   * @param signal ends the waiting for another process
   */
  get(runtime: Runtime, make: () => AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Snapshot> {
    const { id } = runtime.manifest;
    const found = this.#findAfter(this.#found.get(id), () => this.#find(runtime, make, signal));
    this.#found.set(id, found);
    found.catch(() => {
      if (this.#found.get(id) === found) this.#found.delete(id);
    });
    return found;
  }

  /** Whether `get` would have to make it. */
  async has(runtime: Runtime): Promise<boolean> {
    return (await sizeOf(await this.#locate(runtime))) > 0;
  }

  /** A guest could not start from it. One that has taken its place meanwhile stays. */
  async discard({ path, identity }: Snapshot): Promise<void> {
    if (identify(await stat(path).catch(() => null)) === identity) await rm(path, { force: true });
  }

  async #findAfter(earlier: Promise<Snapshot> | undefined, find: () => Promise<Snapshot>): Promise<Snapshot> {
    const known = await earlier?.catch(() => null);
    const there = known && (await stat(known.path).catch(() => null));
    const isSame = identify(there) === known?.identity && there?.size === (known?.bytes ?? 0) + CHECKSUM_BYTES;
    return known && isSame ? known : find();
  }

  async #find(runtime: Runtime, make: () => AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Snapshot> {
    const path = await this.#locate(runtime);
    if (await isWhole(path)) {
      // Says that it is in use.
      await utimes(path, new Date(), new Date()).catch(() => {});
    } else await this.#makeInTurn(path, runtime, make, signal);
    const file = await stat(path);
    return { path, bytes: file.size - CHECKSUM_BYTES, identity: identify(file) };
  }

  async #makeInTurn(
    path: string,
    runtime: Runtime,
    make: () => AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<void> {
    await mkdir(this.#options.dir, { recursive: true });
    await using _turn = await takeTurn(join(this.#options.dir, `${this.#family(runtime)}.making`), signal);
    if (await isWhole(path)) return;
    await this.#write(path, make());
    await this.#removeOthers(runtime, path);
  }

  async #locate(runtime: Runtime): Promise<string> {
    const hash = createHash('sha256').update(JSON.stringify(runtime.manifest));
    for await (const chunk of createReadStream(runtime.bundlePath)) hash.update(chunk as Buffer);
    return join(this.#options.dir, `${this.#family(runtime)}-${hash.digest('hex').slice(0, 16)}.snapshot`);
  }

  /** Of which one is made at a time, and one is kept: those of a runtime for this engine. */
  #family({ manifest }: Runtime): string {
    const engine = createHash('sha256').update(this.#options.engineVersion).digest('hex').slice(0, 8);
    return `${manifest.id}-${engine}`;
  }

  /** Whole or not at all. */
  async #write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const partial = `${path}.${randomBytes(6).toString('hex')}`;
    try {
      await using file = await open(partial, 'w');
      const hash = createHash('sha256');
      for await (const piece of pieces) {
        hash.update(piece);
        await file.write(piece);
      }
      await file.write(hash.digest());
      await rename(partial, path);
    } finally {
      await rm(partial, { force: true });
    }
  }

  async #removeOthers(runtime: Runtime, kept: string): Promise<void> {
    const { dir } = this.#options;
    const names = (await readdir(dir)).filter((name) => name.startsWith(`${runtime.manifest.id}-`));
    for (const name of names) {
      const path = join(dir, name);
      if (path === kept || name.endsWith('.making')) continue;
      const isOurs = name.startsWith(`${this.#family(runtime)}-`);
      const usedAtMs = (await stat(path).catch(() => null))?.mtimeMs ?? 0;
      if (isOurs || Date.now() - usedAtMs > UNUSED_MS) await rm(path, { force: true });
    }
  }
}

/** A number of an inode alone may be given anew. */
function identify(file: Stats | null | undefined): string {
  return file ? `${file.ino} ${file.birthtimeMs}` : '';
}

/** 0 where there is none. */
async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

async function isWhole(path: string): Promise<boolean> {
  const size = await sizeOf(path);
  if (size <= CHECKSUM_BYTES) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { end: size - CHECKSUM_BYTES - 1, highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer);
  }
  await using file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(CHECKSUM_BYTES), 0, CHECKSUM_BYTES, size - CHECKSUM_BYTES);
  return hash.digest().equals(buffer);
}
