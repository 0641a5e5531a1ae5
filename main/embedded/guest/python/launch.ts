/**
 * Starts the interpreter as `python3 -u main.py` does, in two steps: the start before the job is known, then C's
 * `Py_RunMain`, which runs the file, reports its error and gives the exit code.
 */
import type { GuestJob } from '../runtime';
import { findAll, hideBridgeModule } from './bridge-module';
import { type Glue, PYTHON, WORK_FOLDER } from './glue';
import prelude from './prelude.py?raw';
import type { SavedState } from './saved-memory';

/** Stands for the program's path until that is known. Its length is the longest path possible. */
const ENTRY_PLACEHOLDER = `${WORK_FOLDER}/${'entry-'.repeat(200)}`;
const FILE_INPUT = 257;

export function startInterpreter(glue: Glue, build: string): SavedState {
  const { wasm } = glue;
  hideBridgeModule(glue);
  const argv = [PYTHON, '-u', ENTRY_PLACEHOLDER].map((text) => allocateText(glue, text));
  const list = call(wasm.malloc, (argv.length + 1) * 4);
  for (const [i, address] of [...argv, 0].entries()) glue.HEAPU32[(list >>> 2) + i] = address;
  call(wasm.__main_argc_argv, argv.length, list);
  const signals = wasm.Py_EMSCRIPTEN_SIGNAL_HANDLING as unknown as WebAssembly.Global;
  glue.HEAPU8[signals.value] = 1;
  const namespace = call(wasm.PyDict_New);
  runCode(glue, namespace, prelude);
  return { build, namespace, entryNames: findEntryNames(glue) };
}

/** To be called in each process, after the start or its restoring. */
export function warmUp(glue: Glue, { namespace }: SavedState): void {
  runCode(glue, namespace, 'warm_up()');
}

export function launch(glue: Glue, { namespace, entryNames }: SavedState, job: GuestJob): number {
  const path = `${WORK_FOLDER}/${job.entry}`;
  if (path.length > ENTRY_PLACEHOLDER.length) throw new Error('The path of the program is too long.');
  const name = encodeWide(`${path}\0`);
  for (const address of entryNames) glue.HEAPU8.set(name, address);
  // A literal of JSON's strings, lists and objects is one of Python's too.
  const given = [job.entry, job.args, job.env].map((value) => JSON.stringify(value)).join(', ');
  runCode(glue, namespace, `begin(${given})`);
  return call(glue.wasm.Py_RunMain);
}

/** Whether the interpreter has been taken down, as it is after a program. */
export function hasFinished({ wasm }: Glue): boolean {
  return call(wasm.Py_IsInitialized) === 0;
}

function runCode(glue: Glue, namespace: number, code: string): void {
  const { wasm } = glue;
  const text = allocateText(glue, code);
  const result = call(wasm.PyRun_String, text, FILE_INPUT, namespace, namespace);
  call(wasm.free, text);
  if (result !== 0) return;
  call(wasm.PyErr_Print);
  throw new Error('The interpreter could not be prepared.');
}

/** C gives them as wide characters to the interpreter's configuration, which nothing else can change later. */
function findEntryNames({ HEAPU8 }: Glue): number[] {
  const found = findAll(HEAPU8, encodeWide(`${ENTRY_PLACEHOLDER}\0`));
  if (found.length === 0) throw new Error('The interpreter does not keep the path of the program.');
  return found;
}

function encodeWide(text: string): Uint8Array {
  return new Uint8Array(Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0).buffer);
}

function allocateText(glue: Glue, text: string): number {
  const bytes = new TextEncoder().encode(`${text}\0`);
  const address = call(glue.wasm.malloc, bytes.length);
  if (address === 0) throw new Error('There is not enough memory to start.');
  glue.HEAPU8.set(bytes, address);
  return address;
}

function call(wasmFunction: ((...args: number[]) => number) | undefined, ...args: number[]): number {
  if (!wasmFunction) throw new Error('The interpreter lacks a function.');
  return wasmFunction(...args) >>> 0;
}
