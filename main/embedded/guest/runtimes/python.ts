/** Python: CPython as Pyodide builds it, without Pyodide's bridge to JavaScript. */
import { type Glue, loadGlue } from '../python/glue';
import { ProcessEnd } from '../python/imports';
import { writeJobFiles } from '../python/job-files';
import { hasFinished, launch, startInterpreter, warmUp } from '../python/launch';
import { restoreMemory, type SavedState, saveMemory } from '../python/saved-memory';
import type { GuestHost, GuestJob, RunningRuntime, Runtime, RuntimeManifest } from '../runtime';

const MIB = 2 ** 20;
const INTERRUPTED = 130;
const OVERFLOWED = 139;
/** Of the snapshot: to be raised with every change of what is in it. */
const BUILD = '314.0.7-6';

export const manifest: RuntimeManifest = {
  id: 'python',
  title: 'Python 3.14 (Pyodide 314)',
  assets: { wasm: 'pyodide/pyodide.asm.wasm', stdlib: 'pyodide/python_stdlib.zip' },
  minMemoryBytes: 48 * MIB,
  overheadBytes: 224 * MIB,
  snapshot: true,
};

async function start(host: GuestHost): Promise<RunningRuntime> {
  const snapshot = host.readSnapshot();
  const glue = await loadGlue(host);
  const restored = snapshot && restoreMemory(glue, snapshot, BUILD);
  const state = restored ?? startInterpreter(glue, BUILD);
  warmUp(glue, state);
  return { run: (job) => run(host, glue, state, job) };
}

async function makeSnapshot(host: GuestHost): Promise<Uint8Array> {
  const glue = await loadGlue(host);
  return saveMemory(glue, startInterpreter(glue, BUILD));
}

function run(host: GuestHost, glue: Glue, state: SavedState, job: GuestJob): number {
  writeJobFiles(glue.FS, job);
  const { exitCode, broken } = runToEnd(glue, state, job);
  if (broken) host.write('stderr', new TextEncoder().encode(`Fatal Python error: ${broken}\n`));
  glue.programMemory.settle(exitCode, broken !== null);
  return exitCode;
}

function runToEnd(glue: Glue, state: SavedState, job: GuestJob): { exitCode: number; broken: string | null } {
  try {
    return { exitCode: launch(glue, state, job), broken: null };
  } catch (error) {
    if (!(error instanceof ProcessEnd)) {
      // Most often the engine's stack is used up, by whatever call came last.
      const broken = error instanceof WebAssembly.RuntimeError ? error.message : 'stack overflow';
      return { exitCode: OVERFLOWED, broken };
    }
    // An uncaught KeyboardInterrupt: the interpreter is through, and kills itself with the signal.
    const isKilled = error.by !== 'exit' && hasFinished(glue);
    return { exitCode: isKilled ? INTERRUPTED : error.exitCode & 0xff, broken: null };
  }
}

export default { manifest, start, makeSnapshot } satisfies Runtime;
