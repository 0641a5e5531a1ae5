/** The runtimes as a person sees them: which are there, and how the others come and go. */
import { type RuntimeProgress, type RuntimeStatus, type RuntimeUsage, RunyardError } from '../../contract';
import type { JobWork } from '../sandbox/followed-job';
import { FollowedJobs } from '../sandbox/followed-jobs';
import type { RuntimeCatalogue, RuntimeState } from './runtime-catalogue';
import { installRuntime, removeRuntime, sweepInstalls } from './runtime-installer';
import type { BuiltManifest } from './runtime-manifest';
import { measureRuntimes } from './runtime-usage';

type InstallNews = Extract<RuntimeProgress, { type: 'progress' }>;

export interface RuntimesOptions {
  catalogue: RuntimeCatalogue;
  packagesDir: string;
  snapshotsDir: string;
  registry: string;
}

export class Runtimes implements AsyncDisposable {
  readonly #options: RuntimesOptions;
  readonly #disposal = new AbortController();
  readonly #installs = new FollowedJobs<InstallNews>();
  #sweep: Promise<void> | null = null;

  constructor(options: RuntimesOptions) {
    this.#options = options;
  }

  async list(): Promise<RuntimeStatus[]> {
    await this.#sweepOnce();
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
    await this.#sweepOnce();
    const manifest = await this.#findManifest(runtimeId);
    const state = await this.#options.catalogue.find(runtimeId);
    if (state.state === 'missing') {
      const either = AbortSignal.any([signal, this.#disposal.signal]);
      yield* this.#followInstall(manifest, either);
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
    await this.#installs.settle();
    await this.#sweep;
  }

  /** Before the first installation: what an earlier start was killed amid. */
  #sweepOnce(): Promise<void> {
    this.#sweep ??= sweepInstalls(this.#options.packagesDir);
    return this.#sweep;
  }

  /** Several who want the same runtime follow one installation; it is cancelled when the last of them has left. */
  #followInstall(manifest: BuiltManifest, signal: AbortSignal): AsyncGenerator<InstallNews, void> {
    const { packagesDir, registry } = this.#options;
    const install: JobWork<InstallNews> = (given, tell) => {
      const either = AbortSignal.any([given, this.#disposal.signal]);
      const report = (message: string, fraction: number) => tell({ type: 'progress', message, fraction });
      return installRuntime(manifest, { packagesDir, registry, signal: either, report });
    };
    return this.#installs.follow(manifest.id, install, signal);
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
