/** The runtimes as a person sees them: which are there, and how the others come and go. */
import { type RuntimeProgress, type RuntimeStatus, type RuntimeUsage, RunyardError } from '../../contract';
import type { RuntimeCatalogue, RuntimeState } from './runtime-catalogue';
import { installRuntime, removeRuntime } from './runtime-installer';
import type { BuiltManifest } from './runtime-manifest';
import { measureRuntimes } from './runtime-usage';

export interface RuntimesOptions {
  catalogue: RuntimeCatalogue;
  packagesDir: string;
  snapshotsDir: string;
  registry: string;
}

export class Runtimes implements AsyncDisposable {
  readonly #options: RuntimesOptions;
  readonly #disposal = new AbortController();
  readonly #installing = new Set<Promise<unknown>>();

  constructor(options: RuntimesOptions) {
    this.#options = options;
  }

  async list(): Promise<RuntimeStatus[]> {
    return (await this.#options.catalogue.list()).flatMap((state) => describeRuntime(state) ?? []);
  }

  /** Of those that are there. */
  async usage(): Promise<RuntimeUsage> {
    const states = await this.#options.catalogue.list();
    const ready = states.flatMap((state) => (state.state === 'ready' ? [state.runtime] : []));
    return measureRuntimes(ready, this.#options.snapshotsDir);
  }

  /**
   * Done at once where it is there. Ends without `done` when the signal aborts.
   * @throws RunyardError `RUNTIME_MISSING`, `RUNTIME_INSTALL_FAILED`
   */
  async *install(runtimeId: string, signal: AbortSignal): AsyncGenerator<RuntimeProgress, void> {
    const manifest = await this.#findManifest(runtimeId);
    const state = await this.#options.catalogue.find(runtimeId);
    if (state.state === 'missing') {
      const either = AbortSignal.any([signal, this.#disposal.signal]);
      yield* this.#follow(manifest, either);
      if (either.aborted) return;
    }
    const runtime = describeRuntime(await this.#options.catalogue.find(runtimeId));
    if (runtime) yield { type: 'done', runtime };
  }

  async remove(runtimeId: string): Promise<void> {
    const manifest = await this.#findManifest(runtimeId);
    await removeRuntime(manifest, this.#options.packagesDir);
    this.#options.catalogue.forget(runtimeId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposal.abort();
    await Promise.allSettled(this.#installing);
  }

  /** Progress at its own pace: what nobody has read yet is replaced by what is newer. */
  async *#follow(manifest: BuiltManifest, signal: AbortSignal): AsyncGenerator<RuntimeProgress, void> {
    let news: RuntimeProgress | null = null;
    let wake = () => {};
    let ended = false;
    const report = (message: string, fraction: number) => {
      news = { type: 'progress', message, fraction };
      wake();
    };
    const { packagesDir, registry } = this.#options;
    const installing = installRuntime(manifest, { packagesDir, registry, signal, report }).finally(() => {
      ended = true;
      wake();
    });
    installing.catch(() => {});
    this.#installing.add(installing);
    try {
      while (!ended || news) {
        const next: RuntimeProgress | null = news;
        news = null;
        if (next) yield next;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
      await installing.catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    } finally {
      this.#installing.delete(installing);
    }
  }

  async #findManifest(runtimeId: string): Promise<BuiltManifest> {
    const state = await this.#options.catalogue.find(runtimeId);
    const manifest = state.state === 'ready' ? state.runtime.manifest : state.manifest;
    if (manifest) return manifest;
    throw new RunyardError('RUNTIME_MISSING', {
      message: `The embedded engine has no runtime "${runtimeId}".`,
      remedy: 'Choose one of those that it lists.',
    });
  }
}

function describeRuntime(state: RuntimeState): RuntimeStatus | null {
  const manifest = state.state === 'ready' ? state.runtime.manifest : state.manifest;
  if (!manifest) return null;
  const { id, title, optionalPackage } = manifest;
  const { reason, remedy } = state.state === 'broken' ? state : { reason: '', remedy: '' };
  const wanted = optionalPackage && {
    name: optionalPackage.name,
    version: optionalPackage.version,
    downloadBytes: optionalPackage.downloadBytes,
  };
  return { id, title, state: state.state, reason, remedy, package: wanted ?? null };
}
