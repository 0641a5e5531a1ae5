/**
 * A `RunyardClient` with no engine behind it, for work on the window and for its component tests. It is no part of
 * what is built. The first line of a program tells it what to play: `# play: flood`.
 */

import type { RunyardClient } from '../../client/client';
import {
  collectRun,
  type EarlierRun,
  type RunRequestInput,
  type RuntimeStatus,
  RunyardError,
  type SpecList,
  type TabText,
  type Template,
  type WorkspaceSave,
  type WorkspaceState,
} from '../../contract';
import { FakeEngineStatus } from './fake-engine-status';
import { createFakeImages } from './fake-images';
import { FakeRun } from './fake-run';
import { createFakeRuntimes } from './fake-runtimes';
import { createFakeSettings } from './fake-settings';
import { fakeSpecs } from './fake-specs';

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
  const status = new FakeEngineStatus(engine);
  let specList: SpecList = { specs: fakeSpecs, problems: [] };
  let wakeSpecs = (): void => {};
  const saved: WorkspaceSave[] = [];
  const requests: RunRequestInput[] = [];

  return {
    saved,
    requests,
    setEngine: (next) => status.set(next),
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
      const hasDocker = status.state === 'ready' && !absent.has(request.spec) && request.provider !== 'embedded';
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
        if (status.state === 'unavailable') {
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
    engine: status.asClient(),
    images: createFakeImages({ absent, outdated, inUse }),
    runtimes: createFakeRuntimes(runtimeStates),
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
