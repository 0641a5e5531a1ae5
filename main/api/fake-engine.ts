/** Test double of the whole engine at its port; what it does is told by the requests. */
import type {
  BuildWhen,
  DiskUsage,
  DoctorReport,
  EngineStatus,
  ImageProgress,
  ImageStatus,
  RuntimeProgress,
  RuntimeStatus,
  RuntimeUsage,
  ScheduledJob,
  Spec,
} from '../../contract';
import type { Engine } from './engine';
import { FakeChanges } from './fake-changes';
import { FakeEarlierRuns } from './fake-earlier-runs';
import { FakeOpenings, FakeRecents, FakeTemplates } from './fake-library';
import { abortOf, FakeRuns, unknownSpec } from './fake-runs';
import { FakeSettings } from './fake-settings';
import { FakeSpecs } from './fake-specs';
import { FakeWorkspace } from './fake-workspace';

/** Specs that the fake knows beside the programs of `FakeRuns`; an image job of `slow` never ends by itself. */
const IMAGE_SPECS = ['quick', 'slow'];

const FAKE_JOB: ScheduledJob = {
  job: 'imageRefresh',
  cron: '@daily',
  timeZone: 'UTC',
  state: 'waiting',
  nextAt: 86_400_000,
  lastAt: null,
  lastResult: null,
};

export class FakeEngine implements Engine {
  readonly runs = new FakeRuns();
  #status: EngineStatus['state'] = 'ready';
  readonly #changes = new FakeChanges();

  /** @param specs what its list has; the runs do not ask it */
  constructor(specs?: Spec[]) {
    this.specs = new FakeSpecs(specs);
  }

  readonly specs: FakeSpecs;
  readonly schedule = { list: async (): Promise<ScheduledJob[]> => [FAKE_JOB] };

  readonly status = {
    watch: (signal: AbortSignal) => this.#watch(signal),
    /** Each call changes the state that `watch` tells: ready, connecting, unavailable, ready, … */
    doctor: async (): Promise<DoctorReport> => {
      const next = { ready: 'connecting', connecting: 'unavailable', unavailable: 'ready' } as const;
      this.#status = next[this.#status];
      this.#changes.tell();
      return this.#describe().doctor;
    },
  };

  readonly images = {
    list: async (): Promise<ImageStatus[]> => IMAGE_SPECS.map(describeImage),
    pull: (specId: string, signal: AbortSignal) => this.#fetchImage(specId, signal),
    build: (specId: string, signal: AbortSignal, when: BuildWhen) => this.#fetchImage(specId, signal, when),
    remove: async (specId: string): Promise<void> => {
      if (!IMAGE_SPECS.includes(specId)) throw unknownSpec(specId);
    },
    usage: async (): Promise<DiskUsage> => ({
      images: IMAGE_SPECS.map((specId) => ({
        specId,
        reference: `${specId}:1`,
        ownBytes: 24,
        sharedBytes: 1000,
        alsoOf: [],
      })),
      totalBytes: 1048,
      sharedBytes: 1000,
    }),
  };

  readonly runtimes = {
    list: async (): Promise<RuntimeStatus[]> => IMAGE_SPECS.map(describeRuntime),
    install: (runtimeId: string, signal: AbortSignal) => this.#installRuntime(runtimeId, signal),
    remove: async (runtimeId: string): Promise<void> => {
      if (!IMAGE_SPECS.includes(runtimeId)) throw unknownSpec(runtimeId);
    },
    usage: async (): Promise<RuntimeUsage> => ({
      runtimes: IMAGE_SPECS.map((id) => ({ id, sizeBytes: 512, preparedBytes: 0 })),
      totalBytes: 512,
    }),
  };

  readonly workspace = new FakeWorkspace();
  readonly settings = new FakeSettings();
  readonly templates = new FakeTemplates();
  readonly recents = new FakeRecents();
  readonly openings = new FakeOpenings();
  readonly earlierRuns = new FakeEarlierRuns();

  async [Symbol.asyncDispose](): Promise<void> {}

  #watch(signal: AbortSignal): AsyncGenerator<EngineStatus, void, undefined> {
    return this.#changes.watch(() => this.#describe(), signal);
  }

  #describe(): EngineStatus {
    const ok = this.#status === 'ready';
    const doctor: DoctorReport = {
      ok,
      summary: `The fake engine is ${this.#status}.`,
      remedy: ok ? '' : 'Ask the doctor again.',
      attempts: [],
    };
    return { provider: 'fake', state: this.#status, version: '1.0', doctor };
  }

  async *#fetchImage(
    specId: string,
    signal: AbortSignal,
    when?: BuildWhen,
  ): AsyncGenerator<ImageProgress, void, undefined> {
    if (!IMAGE_SPECS.includes(specId)) throw unknownSpec(specId);
    yield { type: 'progress', message: 'Pulling', fraction: 0.5 };
    if (specId === 'slow') {
      await abortOf(signal);
      const { cancelledImages } = this.runs.state;
      cancelledImages[specId] = (cancelledImages[specId] ?? 0) + 1;
      return;
    }
    yield { type: 'log', text: when ?? 'layer 1 of 1' };
    yield { type: 'done', image: describeImage(specId) };
  }

  async *#installRuntime(runtimeId: string, signal: AbortSignal): AsyncGenerator<RuntimeProgress, void, undefined> {
    if (!IMAGE_SPECS.includes(runtimeId)) throw unknownSpec(runtimeId);
    yield { type: 'progress', message: 'Downloading', fraction: 0.5 };
    if (runtimeId === 'slow') await abortOf(signal);
    else yield { type: 'done', runtime: describeRuntime(runtimeId) };
  }
}

function describeImage(specId: string): ImageStatus {
  return {
    specId,
    state: 'present',
    reference: `${specId}:1`,
    source: 'official',
    freshness: 'current',
    sizeBytes: 1024,
    options: [],
  };
}

function describeRuntime(id: string): RuntimeStatus {
  return { id, title: id, state: 'ready', reason: '', remedy: '', package: null };
}
