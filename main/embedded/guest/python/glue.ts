/** Loads CPython, and nothing of Pyodide's bridge to JavaScript, into the realm. */
import createPyodideModule from 'pyodide/pyodide.asm.mjs';
import { instantiate } from '../instantiate';
import type { GuestHost } from '../runtime';
import { type Imports, replaceImports } from './imports';
import { createProgramMemory, type ProgramMemory } from './program-memory';
import { openStandardStreams } from './standard-streams';
import { dropPackages } from './stdlib-zip';

export const PYTHON = '/usr/local/bin/python3';
export const STDLIB = '/lib/python314.zip';
export const WORK_FOLDER = '/work';

/** Emscripten's in-memory file system, as far as it is used here. */
export interface FileSystem {
  initialized: boolean;
  mkdirTree(path: string): void;
  writeFile(path: string, data: Uint8Array | string, options?: { canOwn: boolean }): void;
  chdir(path: string): void;
  makedev(major: number, minor: number): number;
  registerDevice(device: number, operations: DeviceOperations): void;
  mkdev(path: string, mode: number, device: number): void;
  unlink(path: string): void;
  open(path: string, flags: number): { fd: number };
  /** By their descriptors. */
  streams: ({ flags: number; node?: { rdev: number } } | null)[];
}

export interface DeviceOperations {
  open?(stream: { seekable: boolean }): void;
  read?(stream: object, into: Uint8Array, offset: number, length: number): number;
  write?(stream: object, from: Uint8Array, offset: number, length: number): number;
}

type WasmFunction = (...args: number[]) => number;

export interface Glue {
  FS: FileSystem;
  /** Of Emscripten's C library; a name that is undefined is not set at all. */
  ENV: Record<string, string | undefined>;
  /** Views of the memory, made anew whenever it grows. */
  HEAPU8: Uint8Array<ArrayBuffer>;
  HEAPU32: Uint32Array<ArrayBuffer>;
  wasm: WebAssembly.Exports & Record<string, WasmFunction>;
  programMemory: ProgramMemory;
  /** As the C library asks for more memory. */
  growTo(bytes: number): boolean;
}

/** Up to the point where C's `main` could be called. */
export async function loadGlue(host: GuestHost): Promise<Glue> {
  const realm = globalThis as { print?: () => void };
  // The glue takes this for a bare JavaScript shell, whose `print` it makes a console of.
  realm.print = () => undefined;
  const settings: Record<string, unknown> & Partial<Glue> = {
    API: { config: {}, runtimeEnv: {} },
    thisProgram: PYTHON,
    noInitialRun: true,
    noFSInit: true,
    print: () => undefined,
    printErr: () => undefined,
    preRun: [() => furnish(settings as Glue, host)],
    instantiateWasm(imports: Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) {
      settings.programMemory = createProgramMemory(settings as Glue, host.memoryLimitBytes);
      settings.growTo = replaceImports(imports, host, settings as Glue);
      const given = imports as unknown as WebAssembly.Imports;
      const { instance, module } = instantiate(host.readAsset('wasm'), given);
      settings.wasm = instance.exports as Glue['wasm'];
      done(instance, module);
      return {};
    },
  };
  await createPyodideModule(settings);
  Reflect.deleteProperty(realm, 'print');
  return settings as Glue;
}

function furnish(glue: Glue, host: GuestHost): void {
  const { FS, ENV } = glue;
  FS.mkdirTree('/lib/python3.14/lib-dynload');
  FS.mkdirTree('/lib/python3.14/site-packages');
  FS.writeFile(STDLIB, dropPackages(host.readAsset('stdlib'), ['pyodide', '_pyodide']), { canOwn: true });
  FS.mkdirTree(WORK_FOLDER);
  FS.chdir(WORK_FOLDER);
  openStandardStreams(FS, host, glue);
  for (const name of ['USER', 'LOGNAME', 'PATH', 'PWD', 'HOME', '_']) ENV[name] = undefined;
  ENV.LANG = 'C.UTF-8';
}
