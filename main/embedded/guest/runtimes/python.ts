/** Python: CPython as Pyodide builds it, without Pyodide's bridge to JavaScript. */
import { type Glue, loadGlue } from '../python/glue';
import { ProcessEnd } from '../python/imports';
import { writeJobFiles } from '../python/job-files';
import { hasFinished, launch, startInterpreter } from '../python/launch';
import { restoreMemory, type SavedState, saveMemory } from '../python/saved-memory';
import type { GuestHost, GuestJob, RunningRuntime, Runtime, RuntimeManifest } from '../runtime';

const MIB = 2 ** 20;
const INTERRUPTED = 130;
const OVERFLOWED = 139;
/** Of the snapshot: to be raised with every change of what is in it. */
const BUILD = '314.0.7-1';

export const manifest: RuntimeManifest = {
  id: 'python',
  title: 'Python 3.14 (Pyodide 314)',
  assets: { wasm: 'pyodide/pyodide.asm.wasm', stdlib: 'pyodide/python_stdlib.zip' },
  minMemoryBytes: 48 * MIB,
  overheadBytes: 160 * MIB,
  snapshot: true,
};

async function start(host: GuestHost): Promise<RunningRuntime> {
  const snapshot = host.readSnapshot();
  const glue = await loadGlue(host);
  const restored = snapshot && restoreMemory(glue, snapshot, BUILD);
  const state = restored ?? startInterpreter(glue, BUILD);
  return { run: (job) => run(host, glue, state, job) };
}

async function makeSnapshot(host: GuestHost): Promise<Uint8Array> {
  const glue = await loadGlue(host);
  return saveMemory(glue, startInterpreter(glue, BUILD));
}

function run(host: GuestHost, glue: Glue, state: SavedState, job: GuestJob): number {
  writeJobFiles(glue.FS, job);
  try {
    return launch(glue, state, job);
  } catch (error) {
    // An uncaught KeyboardInterrupt: the interpreter is through, and kills itself with the signal.
    if (error instanceof ProcessEnd && error.by !== 'exit' && hasFinished(glue)) return INTERRUPTED;
    if (error instanceof ProcessEnd) return error.exitCode & 0xff;
    // The interpreter itself broke: its own stack, or the engine's, is used up.
    if (!(error instanceof Error && (error instanceof RangeError || error instanceof WebAssembly.RuntimeError)))
      throw error;
    const reason = error.name === 'RangeError' ? 'stack overflow' : error.message;
    host.write('stderr', new TextEncoder().encode(`Fatal Python error: ${reason}\n`));
    return OVERFLOWED;
  }
}

export default { manifest, start, makeSnapshot } satisfies Runtime;
