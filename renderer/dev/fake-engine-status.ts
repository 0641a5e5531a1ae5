/** Docker as the fake client tells of it: there, or not. */
import type { RunyardClient } from '../../client/client';
import type { EngineStatus } from '../../contract';
import { pause } from './pause';

export type FakeEngineState = 'ready' | 'unavailable';

export class FakeEngineStatus {
  private readonly watchers = new Set<(status: EngineStatus) => void>();

  constructor(private current: FakeEngineState) {}

  get state(): FakeEngineState {
    return this.current;
  }

  set(next: FakeEngineState): void {
    this.current = next;
    for (const tell of this.watchers) tell(describeEngine(next));
  }

  asClient(): RunyardClient['engine'] {
    const { watchers } = this;
    const now = () => describeEngine(this.current);
    return {
      async *watch({ signal } = {}) {
        const queue: EngineStatus[] = [now()];
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
        return now().doctor;
      },
    };
  }
}

function describeEngine(state: FakeEngineState): EngineStatus {
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
