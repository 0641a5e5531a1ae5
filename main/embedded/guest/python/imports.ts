/**
 * What the interpreter may call of JavaScript: the system calls of Emscripten that it needs, some of them replaced.
 * Every other import, the bridge above all, is a stub that ends the program.
 */
import type { GuestHost } from '../runtime';
import type { Glue } from './glue';
import { createInterrupt } from './interrupt';
import { createWriteCall } from './standard-streams';
import { createSystemCalls } from './system-calls';
import { createTimeCalls } from './time-calls';

type ImportedFunction = ((...args: never[]) => unknown) & { sig?: string };
export type Replacement = (...args: never[]) => number | bigint | null | undefined;
export type Imports = Record<string, Record<string, unknown>>;

/** Thrown through the interpreter's frames when the C library ends the process. */
export class ProcessEnd {
  readonly message = 'The interpreter ended before its program began.';

  constructor(
    readonly exitCode: number,
    /** The call that ended it. */
    readonly by: string,
  ) {}
}

const ABORTED = 134;
const kept = [
  '_PyEM_TrampolineCall_JS',
  '_Py_emscripten_runtime',
  '__call_sighandler',
  '__syscall_umask_js',
  '__syscall_getuid32_js',
  '_emscripten_get_progname',
  '_gmtime_js',
  '_mmap_js',
  '_msync_js',
  '_munmap_js',
  '_timegm_js',
  'clock_res_get',
  'clock_time_get',
  'emscripten_date_now',
  'emscripten_get_heap_max',
  'emscripten_runtime_keepalive_pop',
  'emscripten_runtime_keepalive_push',
  'environ_get',
  'environ_sizes_get',
  'getprotobyname',
];
/** What is called or asked for before the bridge would be started. */
const bridgeStubs = {
  __hiwire_deduplicate_new: () => null,
  Jsv_GetError_import: () => null,
  JsvError_Check: () => 0,
};
const fileCall = /^(__syscall_(?!.*(accept|bind|connect|peername|sock|listen|recv|send))\w+|fd_\w+)$/;

/** @returns Emscripten's own way to make the memory larger */
export function replaceImports(imports: Imports, host: GuestHost, glue: Glue): Glue['growTo'] {
  // The glue uses the same object for the functions that it puts into the table by name later.
  const env = imports.env as Record<string, ImportedFunction>;
  const resize = env.emscripten_resize_heap as unknown as (bytes: number) => boolean;
  const interrupt = createInterrupt(host, glue);
  const { programMemory } = glue;
  const replacements: Record<string, Replacement> = {
    ...createSystemCalls(interrupt, glue),
    ...createTimeCalls(interrupt, glue, { ...env }),
    fd_write: createWriteCall(host, glue, env.fd_write as unknown as Parameters<typeof createWriteCall>[2]),
    emscripten_resize_heap: (bytes: number) => Number(programMemory.grow(resize, bytes >>> 0)),
    exit: (exitCode: number) => endProcess(exitCode, 'exit'),
    proc_exit: (exitCode: number) => endProcess(exitCode, 'exit'),
  };
  for (const [name, original] of Object.entries(env)) {
    if (typeof original !== 'function') continue;
    const { sig } = original;
    const replacement = replacements[name] ?? (kept.includes(name) ? original : undefined);
    const chosen =
      replacement ?? (fileCall.test(name) ? guardFileCall(name, original) : () => endProcess(ABORTED, name));
    env[name] = sig === undefined ? chosen : Object.assign((...args: never[]) => chosen(...args), { sig });
  }
  Object.assign(env, bridgeStubs);
  // Addresses of OpenGL's functions and the console's: nothing calls them.
  imports['GOT.func'] = new Proxy({}, { get: () => new WebAssembly.Global({ value: 'i32', mutable: true }, 0) });
  return (bytes) => resize(bytes);
}

function endProcess(exitCode: number, by: string): never {
  throw new ProcessEnd(exitCode, by);
}

const NO_SPACE = 51;

/** Files live in JavaScript's memory; when that is refused, it is the disk that is full. */
function guardFileCall(name: string, call: ImportedFunction): ImportedFunction {
  const failure = name.startsWith('fd_') ? NO_SPACE : -NO_SPACE;
  return (...args) => {
    try {
      return call(...args);
    } catch (error) {
      if (error instanceof RangeError && /array|buffer/i.test(error.message)) return failure;
      throw error;
    }
  };
}
