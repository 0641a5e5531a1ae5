/** Drives a runtime inside the realm: loads it, waits for the job, runs its phases, says how they ended. */

import { limitMemory } from './memory-limit';
import { outer } from './realm-globals';
import type { GuestHost, GuestJob, Runtime } from './runtime';

const INPUT_BYTES = 64 * 1024;
/** Before the runtime's own modules are evaluated, which may make a memory. */
const memory = limitMemory(outer.memoryLimitBytes);

/** Everything ends with the process: a sandbox is used once. */
export async function runGuest(runtime: Runtime): Promise<void> {
  try {
    const host = createHost();
    if (outer.mode === 'snapshot') {
      if (!runtime.makeSnapshot) throw new Error(`${runtime.manifest.id} makes no snapshot.`);
      outer.sendSnapshot(await runtime.makeSnapshot(host));
    } else {
      const running = await runtime.start(host);
      const job = JSON.parse(outer.waitForJob()) as GuestJob;
      const runPhase = async (phase: 'compile' | 'run', act: (job: GuestJob) => number | Promise<number>) => {
        outer.startPhase(phase);
        const exitCode = await act(job);
        outer.endPhase(phase, exitCode, memory.isRefused(), memory.peakBytes());
        return exitCode;
      };
      const compiled = running.compile ? await runPhase('compile', (given) => running.compile?.(given) ?? 0) : 0;
      if (compiled === 0) await runPhase('run', (given) => running.run(given));
    }
  } catch (error) {
    outer.fail(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
  outer.exit();
}

function createHost(): GuestHost {
  const input = new Uint8Array(INPUT_BYTES);
  const told = new Set<string>();
  const takeInput = (count: number): Uint8Array | null => (count === 0 ? null : input.slice(0, count));
  return Object.freeze({
    memoryLimitBytes: outer.memoryLimitBytes,
    readAsset(name: string) {
      const size = outer.assetSize(name);
      if (size < 0) throw new Error(`The runtime's manifest names no asset "${name}".`);
      const bytes = new Uint8Array(size);
      outer.readAsset(name, bytes);
      return bytes;
    },
    readSnapshot() {
      const size = outer.snapshotSize();
      if (size < 0) return null;
      const bytes = new Uint8Array(size);
      outer.readSnapshot(bytes);
      return bytes;
    },
    write: (stream, bytes) => outer.write(stream, bytes),
    readInput: () => takeInput(outer.readInput(input)),
    readInputLater: () => new Promise((resolve) => outer.readInputLater(input, (count) => resolve(takeInput(count)))),
    sleep: (ms) => outer.sleep(ms),
    isInterrupted: () => outer.isInterrupted(),
    tellUnsupported(what, detail = '') {
      if (told.has(`${what} ${detail}`)) return;
      told.add(`${what} ${detail}`);
      outer.tellUnsupported(what, detail);
    },
    get memoryRefused() {
      return memory.isRefused();
    },
  } satisfies GuestHost);
}
