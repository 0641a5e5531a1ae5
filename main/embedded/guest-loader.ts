/** Loads runtimes into guest processes: from their snapshot where they have one, which is made on first use. */

import { findFailureLine } from './failure-line';
import { type GuestHosting, type GuestPlan, GuestProcess } from './guest-process';
import { chooseOsWalls, type OsWalls } from './os-walls';
import type { Runtime } from './runtime-catalogue';
import type { Snapshot, SnapshotStore } from './snapshot-store';
import type { WaitingGuest } from './warm-guests';
import { FromGuest, type ReadyFrame } from './wire';

/** A runtime that has not loaded by then will not. The slowest takes 3 s here. */
const LOAD_TIMEOUT_MS = 60_000;
/** What a snapshot is made with: enough for every runtime that makes one. */
const SNAPSHOT_MEMORY_BYTES = 256 * 1024 * 1024;
const SNAPSHOT_CPU_SECONDS = 60;

export interface GuestLoaderOptions extends Omit<GuestHosting, 'walls'> {
  snapshots: SnapshotStore;
  /** The strongest first. */
  walls: readonly OsWalls[];
}

export class GuestLoader implements AsyncDisposable {
  readonly #options: GuestLoaderOptions;
  #walls: Promise<OsWalls> | null = null;
  /** Disposal must not miss them. */
  readonly #loading = new Set<Promise<unknown>>();
  readonly #disposal = new AbortController();

  constructor(options: GuestLoaderOptions) {
    this.#options = options;
  }

  /** The strongest walls that this machine gives; looked for once. */
  getWalls(): Promise<OsWalls> {
    const { walls, supervisorPath, execPath } = this.#options;
    this.#walls ??= chooseOsWalls(walls, [supervisorPath, execPath]);
    return this.#walls;
  }

  /** Whether loading has to make a snapshot first, which takes seconds. */
  async isFirstUse(runtime: Runtime): Promise<boolean> {
    return runtime.manifest.snapshot && !(await this.#options.snapshots.has(runtime));
  }

  /**
   * A guest that waits for its job.
   * @throws Error where it does not come to be ready
   */
  load(runtime: Runtime, limits: Pick<GuestPlan, 'memoryBytes' | 'cpuSeconds'>): Promise<WaitingGuest> {
    const loading = this.#load({ runtime, mode: 'run', snapshot: null, ...limits });
    this.#loading.add(loading);
    void loading.finally(() => this.#loading.delete(loading)).catch(() => {});
    return loading;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposal.abort();
    await Promise.allSettled(this.#loading);
  }

  async #load(plan: GuestPlan): Promise<WaitingGuest> {
    const { runtime } = plan;
    if (!runtime.manifest.snapshot) return this.#start(plan);
    let snapshot: Snapshot | null = null;
    try {
      snapshot = await this.#getSnapshot(runtime);
      return await this.#start({ ...plan, snapshot });
    } catch (error) {
      if (this.#disposal.signal.aborted) throw error;
      // It may not fit after all: another is made, once.
      if (snapshot) await this.#options.snapshots.discard(snapshot);
      return this.#start({ ...plan, snapshot: await this.#getSnapshot(runtime) });
    }
  }

  #getSnapshot(runtime: Runtime): Promise<Snapshot> {
    return this.#options.snapshots.get(runtime, () => this.#makeSnapshot(runtime), this.#disposal.signal);
  }

  async *#makeSnapshot(runtime: Runtime): AsyncGenerator<Uint8Array, void> {
    await using guest = await this.#spawn({
      runtime,
      mode: 'snapshot',
      memoryBytes: Math.max(SNAPSHOT_MEMORY_BYTES, runtime.manifest.minMemoryBytes),
      cpuSeconds: SNAPSHOT_CPU_SECONDS,
      snapshot: null,
    });
    using _limit = this.#limitTime(guest);
    for await (const { type, payload } of guest.frames()) {
      if (type === FromGuest.snapshot) yield payload;
      else if (type === FromGuest.snapshotEnd) return;
      else if (type === FromGuest.failed) throw new Error(Buffer.from(payload).toString());
    }
    throw new Error(`its process ended: ${await describeEnd(guest)}`);
  }

  async #start(plan: GuestPlan): Promise<WaitingGuest> {
    const guest = await this.#spawn(plan);
    using _limit = this.#limitTime(guest);
    try {
      const frame = await guest.nextFrame();
      if (frame?.type === FromGuest.ready) {
        const { residentBytes } = JSON.parse(Buffer.from(frame.payload).toString()) as ReadyFrame;
        return { guest, residentBytes };
      }
      if (frame?.type === FromGuest.failed) throw new Error(Buffer.from(frame.payload).toString());
      throw new Error(`its process ended: ${await describeEnd(guest)}`);
    } catch (error) {
      await guest[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #spawn(plan: GuestPlan): Promise<GuestProcess> {
    return GuestProcess.start({ ...this.#options, walls: await this.getWalls() }, plan);
  }

  #limitTime(guest: GuestProcess): Disposable {
    const kill = () => guest.kill();
    const timer = setTimeout(kill, LOAD_TIMEOUT_MS);
    const { signal } = this.#disposal;
    if (signal.aborted) kill();
    signal.addEventListener('abort', kill, { once: true });
    return {
      [Symbol.dispose]() {
        clearTimeout(timer);
        signal.removeEventListener('abort', kill);
      },
    };
  }
}

async function describeEnd(guest: GuestProcess): Promise<string> {
  guest.kill();
  const { code, signal, stderr } = await guest.ended;
  return `${signal ?? `exit code ${code}`} ${findFailureLine(stderr)}`.trim();
}
