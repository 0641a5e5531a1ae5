/** Runtimes of the embedded engine for the fake client. */
import type { RunyardClient } from '../../client/client';
import type { RuntimeStatus } from '../../contract';
import { pause } from './pause';

const MIB = 1024 * 1024;

/** `states` changes as runtimes come and go. */
export function createFakeRuntimes(states: Map<string, RuntimeStatus['state']>): RunyardClient['runtimes'] {
  return {
    list: async () => [...states].map(([id, runtime]) => describeRuntime(id, runtime)),
    async *install(runtimeId, options) {
      for (let step = 0; step <= 20; step++) {
        await pause(20, options?.signal);
        yield { type: 'progress', message: 'Downloading', fraction: step / 20 };
      }
      states.set(runtimeId, 'ready');
      yield { type: 'done', runtime: describeRuntime(runtimeId, 'ready') };
    },
    remove: async (runtimeId) => void states.set(runtimeId, 'missing'),
    usage: async () => {
      const ready = [...states].flatMap(([id, runtime]) => (runtime === 'ready' ? [id] : []));
      const runtimes = ready.map((id) => ({
        id,
        sizeBytes: 10 * MIB,
        preparedBytes: id === 'python' ? 30 * MIB : 0,
      }));
      return { runtimes, totalBytes: runtimes.reduce((sum, each) => sum + each.sizeBytes + each.preparedBytes, 0) };
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
