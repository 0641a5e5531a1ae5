/**
 * A `RunyardClient` with no engine behind it, for work on the window and for its component tests. It is no part of
 * what is built. The first line of a program tells it what to play: `# play: flood`.
 */

import type { RunyardClient } from '../../client/client';
import {
  collectRun,
  type DiskUsage,
  type EarlierRun,
  type EngineStatus,
  type ImageProgress,
  type ImageStatus,
  type RunRequestInput,
  type RuntimeStatus,
  RunyardError,
  type SpecList,
  type TabText,
  type Template,
  type WorkspaceSave,
  type WorkspaceState,
} from '../../contract';
import { FakeRun } from './fake-run';
import { createFakeSettings } from './fake-settings';
import { fakeSpecs } from './fake-specs';
import { pause } from './pause';

const MIB = 1024 * 1024;

export interface FakeClientOptions {
  engine?: 'ready' | 'unavailable';
  /** Languages whose image is missing at first. */
  missing?: string[];
  /** Runtimes of the embedded engine: `ready` those that it has, `missing` those that can be installed. */
  runtimes?: Record<string, RuntimeStatus['state']>;
  session?: { state: WorkspaceState; texts: TabText[] } | null;
  /** A language whose image was built from an older recipe. */
  outdated?: string;
  /** A language whose image cannot be removed. */
  inUse?: string;
}

export interface FakeClient extends RunyardClient {
  readonly saved: WorkspaceSave[];
  readonly requests: RunRequestInput[];
  setEngine(state: 'ready' | 'unavailable'): void;
  setSpecs(list: SpecList): void;
}

export function createFakeClient({
  engine = 'ready',
  missing = [],
  runtimes = {},
  session = null,
  outdated = '',
  inUse = '',
}: FakeClientOptions = {}): FakeClient {
  const absent = new Set(missing);
  const templates = new Map<string, Template>();
  const runtimeStates = new Map(Object.entries(runtimes));
  const earlierRuns: EarlierRun[] = [];
  const watchers = new Set<(status: EngineStatus) => void>();
  let state = engine;
  let specList: SpecList = { specs: fakeSpecs, problems: [] };
  let wakeSpecs = (): void => {};
  const saved: WorkspaceSave[] = [];
  const requests: RunRequestInput[] = [];

  async function* fetchImage(
    specId: string,
    way: 'pull' | 'build',
    signal?: AbortSignal,
  ): AsyncGenerator<ImageProgress> {
    for (let step = 0; step <= 40; step++) {
      await pause(50, signal);
      const message = way === 'pull' ? `${Math.round((52 * step) / 40)} of 52 MB, 4 of 6 layers` : 'Setting up python3';
      yield { type: 'progress', message, fraction: way === 'pull' ? step / 40 : step < 8 ? null : step / 40 };
      if (way === 'build')
        yield { type: 'log', text: `Get:${step} http://deb.debian.org/debian bookworm/main python3\n` };
    }
    absent.delete(specId);
    if (specId === outdated) outdated = '';
    yield { type: 'done', image: describeImage(specId, absent, outdated) };
  }

  return {
    saved,
    requests,
    setEngine(next) {
      state = next;
      for (const tell of watchers) tell(describeEngine(state));
    },
    setSpecs(list) {
      specList = list;
      wakeSpecs();
    },
    runToEnd(request, { limitCharacters } = {}) {
      return collectRun(this.run(request), limitCharacters);
    },
    run(request: RunRequestInput) {
      requests.push(request);
      const embedded = fakeSpecs.find(({ id }) => id === request.spec)?.embedded ?? '';
      const runtime = runtimeStates.get(embedded);
      const hasDocker = state === 'ready' && !absent.has(request.spec) && request.provider !== 'embedded';
      const engine = !hasDocker && request.provider !== 'docker' && runtime === 'ready' ? 'embedded' : 'docker';
      return new FakeRun(request, engine, () => {
        if (engine === 'embedded') return;
        if (!hasDocker && request.provider !== 'docker' && runtime === 'missing') {
          throw new RunyardError('RUNTIME_MISSING', {
            message: `The embedded runtime for ${request.spec} is not installed.`,
            remedy: 'Install it (12 MB from npm), or run the program in Docker.',
          });
        }
        if (request.provider === 'embedded') {
          throw new RunyardError('PROVIDER_UNFIT', {
            message: `The embedded engine has no ${request.spec}.`,
            remedy: 'Run it in Docker.',
          });
        }
        if (state === 'unavailable') {
          throw new RunyardError('DOCKER_UNREACHABLE', {
            message: 'No Docker daemon answers.',
            remedy: 'Start Docker, then run again.',
          });
        }
        if (absent.has(request.spec)) {
          throw new RunyardError('IMAGE_MISSING', {
            message: `The image for ${request.spec} is not on this machine.`,
            remedy: 'Pull it or build it.',
          });
        }
      });
    },
    prepare: async () => {},
    specs: {
      list: async () => specList,
      async *watch({ signal } = {}) {
        while (!signal?.aborted) {
          yield specList;
          await new Promise<void>((resolve) => {
            wakeSpecs = resolve;
            signal?.addEventListener('abort', () => resolve(), { once: true });
          });
        }
      },
      reload: async () => specList,
      lastRuns: async () => [{ specId: 'rust', provider: 'docker', at: Date.now() - 5 * 60_000 }],
    },
    schedule: { list: async () => [] },
    engine: {
      async *watch({ signal } = {}) {
        const queue: EngineStatus[] = [describeEngine(state)];
        let wake = (): void => {};
        const tell = (status: EngineStatus): void => {
          queue.push(status);
          wake();
        };
        watchers.add(tell);
        signal?.addEventListener('abort', () => wake());
        while (!signal?.aborted) {
          const next = queue.shift();
          if (next) yield next;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
        watchers.delete(tell);
      },
      doctor: async () => {
        await pause(300);
        return describeEngine(state).doctor;
      },
    },
    images: {
      list: async () => fakeSpecs.map((spec) => describeImage(spec.id, absent, outdated)),
      pull: (specId, options) => fetchImage(specId, 'pull', options?.signal),
      build: (specId, options) => fetchImage(specId, 'build', options?.signal),
      remove: async (specId) => {
        if (specId === inUse) {
          throw new RunyardError('DOCKER_FAILED', {
            message: `The image runyard/${specId}:debian is in use by 1 container: busy_ada.`,
            remedy: 'End it and try again.',
          });
        }
        absent.add(specId);
      },
      usage: async () => describeUsage(absent),
    },
    runtimes: {
      list: async () => [...runtimeStates].map(([id, runtime]) => describeRuntime(id, runtime)),
      async *install(runtimeId, options) {
        for (let step = 0; step <= 20; step++) {
          await pause(20, options?.signal);
          yield { type: 'progress', message: 'Downloading', fraction: step / 20 };
        }
        runtimeStates.set(runtimeId, 'ready');
        yield { type: 'done', runtime: describeRuntime(runtimeId, 'ready') };
      },
      remove: async (runtimeId) => void runtimeStates.set(runtimeId, 'missing'),
      usage: async () => {
        const ready = [...runtimeStates].flatMap(([id, runtime]) => (runtime === 'ready' ? [id] : []));
        const runtimes = ready.map((id) => ({
          id,
          sizeBytes: 10 * MIB,
          preparedBytes: id === 'python' ? 30 * MIB : 0,
        }));
        return { runtimes, totalBytes: runtimes.reduce((sum, each) => sum + each.sizeBytes + each.preparedBytes, 0) };
      },
    },
    workspace: {
      load: async () => ({
        lease: 'lease',
        state: session?.state ?? null,
        texts: session?.texts ?? [],
        folder: '/home/ada/Documents/Runyard',
        notices: [],
      }),
      save: async (next) => void saved.push(next),
      async *watch(_lease, { signal } = {}) {
        await new Promise<void>((settle) => signal?.addEventListener('abort', () => settle()));
      },
      resolve: async () => {},
    },
    history: {
      list: async () => [],
      read: async () => {
        throw new RunyardError('HISTORY_UNKNOWN', { message: 'The fake has no history.', remedy: 'Close a tab.' });
      },
      remove: async () => {},
    },
    settings: createFakeSettings(),
    templates: {
      list: async () => [...templates.values()],
      save: async (template) => void templates.set(template.id, template),
      remove: async (id) => void templates.delete(id),
    },
    recents: {
      list: async () => [],
      add: async () => {},
      open: async () => {
        throw new RunyardError('HISTORY_UNKNOWN', { message: 'The fake remembers nothing.', remedy: 'Open it anew.' });
      },
      clear: async () => {},
    },
    openings: {
      async *watch({ signal } = {}) {
        await new Promise<void>((settle) => signal?.addEventListener('abort', () => settle()));
      },
      offer: async () => {},
    },
    earlierRuns: {
      keep: async (run) => void earlierRuns.unshift(run),
      list: async (tabId) => earlierRuns.filter((run) => run.tabId === tabId),
    },
    app: { info: async () => ({ version: '0.0.0', door: 'browser', platform: 'linux' }) },
  };
}

function describeEngine(state: 'ready' | 'unavailable'): EngineStatus {
  const attempt = { source: 'DOCKER_HOST', endpoint: 'tcp://127.0.0.1:2375' } as const;
  const socket = { source: 'usual place', endpoint: 'unix:///var/run/docker.sock' } as const;
  if (state === 'ready') {
    const attempts = [{ ...socket, result: 'ok' as const, detail: 'Docker 20.10.24, API 1.41', remedy: '' }];
    const doctor = { ok: true, summary: 'Docker 20.10.24 answers at /var/run/docker.sock.', remedy: '', attempts };
    return { provider: 'docker', state, version: '20.10.24', doctor };
  }
  return {
    provider: 'docker',
    state,
    version: null,
    doctor: {
      ok: false,
      summary: 'You may not use the Docker daemon at /var/run/docker.sock.',
      remedy: 'Add yourself to the group "docker" (sudo usermod -aG docker $USER), then log in again.',
      attempts: [
        {
          ...attempt,
          result: 'refused',
          detail: 'connect ECONNREFUSED',
          remedy: 'Start the daemon there or unset DOCKER_HOST.',
        },
        {
          ...socket,
          result: 'permissionDenied',
          detail: 'connect EACCES',
          remedy: 'Add yourself to the group "docker".',
        },
        {
          source: 'Docker Desktop',
          endpoint: 'unix://~/.docker/run/docker.sock',
          result: 'notFound',
          detail: '',
          remedy: '',
        },
      ],
    },
  };
}

function describeRuntime(id: string, state: RuntimeStatus['state']): RuntimeStatus {
  const isBroken = state === 'broken';
  return {
    id,
    title: `${id} 1.0 (fake)`,
    state,
    reason: isBroken ? 'The npm package fake is not installed.' : '',
    remedy: isBroken ? "Run npm install in Runyard's folder." : '',
    package: state === 'missing' ? { name: `@fake/${id}`, version: '1.0.0', downloadBytes: 12 * MIB } : null,
  };
}

function describeUsage(absent: ReadonlySet<string>): DiskUsage {
  const present = fakeSpecs.filter(({ id }) => !absent.has(id));
  return {
    images: present.map(({ id }, index) => ({
      specId: id,
      reference: `runyard/${id}:debian`,
      ownBytes: (index + 1) * 50 * MIB,
      sharedBytes: 164 * MIB,
      alsoOf: [],
    })),
    totalBytes: present.reduce((sum, _, index) => sum + (index + 1) * 50 * MIB, 164 * MIB),
    sharedBytes: 164 * MIB,
  };
}

function describeImage(specId: string, absent: ReadonlySet<string>, outdated: string): ImageStatus {
  const reference = `runyard/${specId}:debian`;
  const freshness = specId === outdated ? 'outdated' : 'current';
  if (!absent.has(specId)) {
    return { specId, state: 'present', reference, source: 'debian', freshness, sizeBytes: 270 * MIB, options: [] };
  }
  return {
    specId,
    state: 'missing',
    reference: null,
    source: null,
    freshness: 'current',
    sizeBytes: null,
    options: [
      { kind: 'pull', reference: `docker.io/library/${specId}`, downloadBytes: 52 * MIB },
      { kind: 'build', reference, packages: ['python3-minimal'] },
    ],
  };
}
