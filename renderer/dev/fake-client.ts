/**
 * A `RunyardClient` with no engine behind it, for work on the window and for its component tests. It is no part of
 * what is built. The first line of a program tells it what to play: `# play: flood`.
 */

import type { RunyardClient } from '../../client/client';
import {
  type EngineStatus,
  type ImageProgress,
  type ImageStatus,
  type RunRequestInput,
  RunyardError,
  type SessionState,
} from '../../contract';
import { FakeRun } from './fake-run';
import { fakeSpecs } from './fake-specs';
import { pause } from './pause';

const MIB = 1024 * 1024;

export interface FakeClientOptions {
  engine?: 'ready' | 'unavailable';
  /** Languages whose image is missing at first. */
  missing?: string[];
  session?: SessionState | null;
}

export interface FakeClient extends RunyardClient {
  readonly saved: SessionState[];
  readonly requests: RunRequestInput[];
  setEngine(state: 'ready' | 'unavailable'): void;
}

export function createFakeClient({
  engine = 'ready',
  missing = [],
  session = null,
}: FakeClientOptions = {}): FakeClient {
  const absent = new Set(missing);
  const watchers = new Set<(status: EngineStatus) => void>();
  let state = engine;
  const saved: SessionState[] = [];
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
    yield { type: 'done', image: describeImage(specId, absent) };
  }

  return {
    saved,
    requests,
    setEngine(next) {
      state = next;
      for (const tell of watchers) tell(describeEngine(state));
    },
    run(request) {
      requests.push(request);
      return new FakeRun(request, () => {
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
    specs: { list: async () => ({ specs: fakeSpecs, problems: [] }) },
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
      list: async () => fakeSpecs.map((spec) => describeImage(spec.id, absent)),
      pull: (specId, options) => fetchImage(specId, 'pull', options?.signal),
      build: (specId, options) => fetchImage(specId, 'build', options?.signal),
      remove: async (specId) => void absent.add(specId),
    },
    session: {
      load: async () => session,
      save: async (next) => void saved.push(next),
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

function describeImage(specId: string, absent: ReadonlySet<string>): ImageStatus {
  const reference = `runyard/${specId}:debian`;
  if (!absent.has(specId)) return { specId, state: 'present', reference, sizeBytes: 270 * MIB, options: [] };
  return {
    specId,
    state: 'missing',
    reference: null,
    sizeBytes: null,
    options: [
      { kind: 'pull', reference: `docker.io/library/${specId}`, downloadBytes: 52 * MIB },
      { kind: 'build', reference, packages: ['python3-minimal'] },
    ],
  };
}
