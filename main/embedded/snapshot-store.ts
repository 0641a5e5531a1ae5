/**
 * Saved states of runtimes, made once on this machine. A file is named after all that it depends on, carries its own
 * checksum at its end, and is made anew where either does not fit.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Runtime } from './runtime-catalogue';

const CHECKSUM_BYTES = 32;

export interface Snapshot {
  path: string;
  /** Without the checksum. */
  bytes: number;
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
   * A whole snapshot. One is made where there is none; several who ask at once wait for the same one.
   * @param make gives the pieces
   */
  get(runtime: Runtime, make: () => AsyncIterable<Uint8Array>): Promise<Snapshot> {
    const { id } = runtime.manifest;
    const found = this.#findAfter(this.#found.get(id), runtime, make);
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

  /** A guest could not start from it. */
  async discard(runtime: Runtime): Promise<void> {
    this.#found.delete(runtime.manifest.id);
    await rm(await this.#locate(runtime), { force: true });
  }

  async #findAfter(
    earlier: Promise<Snapshot> | undefined,
    runtime: Runtime,
    make: () => AsyncIterable<Uint8Array>,
  ): Promise<Snapshot> {
    const known = await earlier?.catch(() => null);
    if (known && (await sizeOf(known.path)) === known.bytes + CHECKSUM_BYTES) return known;
    return this.#find(runtime, make);
  }

  async #find(runtime: Runtime, make: () => AsyncIterable<Uint8Array>): Promise<Snapshot> {
    const path = await this.#locate(runtime);
    if (!(await isWhole(path))) {
      await this.#write(path, make());
      await this.#removeOthers(runtime.manifest.id, path);
    }
    return { path, bytes: (await sizeOf(path)) - CHECKSUM_BYTES };
  }

  async #locate({ manifest, bundlePath }: Runtime): Promise<string> {
    const hash = createHash('sha256').update(JSON.stringify([this.#options.engineVersion, manifest]));
    for await (const chunk of createReadStream(bundlePath)) hash.update(chunk as Buffer);
    return join(this.#options.dir, `${manifest.id}-${hash.digest('hex').slice(0, 16)}.snapshot`);
  }

  /** Whole or not at all. */
  async #write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    await mkdir(this.#options.dir, { recursive: true });
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

  async #removeOthers(id: string, kept: string): Promise<void> {
    const { dir } = this.#options;
    const others = (await readdir(dir)).filter((file) => file.startsWith(`${id}-`) && join(dir, file) !== kept);
    await Promise.all(others.map((file) => rm(join(dir, file), { force: true })));
  }
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
