/** The parts of the quickjs-emscripten binding that are used here, with plain numbers as pointers. */
import loadEmscripten from '@jitl/quickjs-wasmfile-release-sync/emscripten-module';
import { QuickJSFFI } from '@jitl/quickjs-wasmfile-release-sync/ffi';
import { instantiate } from '../instantiate';

export type Pointer = number;

export interface Ffi {
  QTS_NewRuntime(): Pointer;
  QTS_NewContext(runtime: Pointer, intrinsics: number): Pointer;
  QTS_RuntimeSetMaxStackSize(runtime: Pointer, bytes: number): void;
  QTS_RuntimeEnableInterruptHandler(runtime: Pointer): void;
  QTS_RuntimeEnableModuleLoader(runtime: Pointer, customNormalize: number): void;
  QTS_GetUndefined(): Pointer;
  QTS_GetNull(): Pointer;
  QTS_GetTrue(): Pointer;
  QTS_GetFalse(): Pointer;
  QTS_GetGlobalObject(context: Pointer): Pointer;
  QTS_NewFloat64(context: Pointer, value: number): Pointer;
  QTS_GetFloat64(context: Pointer, value: Pointer): number;
  QTS_NewString(context: Pointer, text: Pointer): Pointer;
  QTS_GetString(context: Pointer, value: Pointer): Pointer;
  QTS_FreeCString(context: Pointer, text: Pointer): void;
  QTS_NewArrayBuffer(context: Pointer, bytes: Pointer, length: number): Pointer;
  QTS_GetArrayBuffer(context: Pointer, value: Pointer): Pointer;
  QTS_GetArrayBufferLength(context: Pointer, value: Pointer): number;
  QTS_NewArray(context: Pointer): Pointer;
  QTS_NewObject(context: Pointer): Pointer;
  QTS_GetProp(context: Pointer, object: Pointer, name: Pointer): Pointer;
  QTS_SetProp(context: Pointer, object: Pointer, name: Pointer, value: Pointer): void;
  QTS_NewFunction(context: Pointer, name: string, length: number, isConstructor: boolean, id: number): Pointer;
  QTS_Call(context: Pointer, callee: Pointer, self: Pointer, count: number, args: Pointer): Pointer;
  QTS_Eval(
    context: Pointer,
    code: Pointer,
    length: number,
    fileName: string,
    detectModule: number,
    flags: number,
  ): Pointer;
  QTS_ResolveException(context: Pointer, value: Pointer): Pointer;
  QTS_NewError(context: Pointer): Pointer;
  QTS_Throw(context: Pointer, error: Pointer): Pointer;
  QTS_DupValuePointer(context: Pointer, value: Pointer): Pointer;
  QTS_FreeValuePointer(context: Pointer, value: Pointer): void;
  QTS_FreeValuePointerRuntime(runtime: Pointer, value: Pointer): void;
  QTS_ExecutePendingJob(runtime: Pointer, most: number, contextOut: Pointer): Pointer;
  QTS_IsJobPending(runtime: Pointer): number;
  QTS_PromiseState(context: Pointer, promise: Pointer): number;
  QTS_PromiseResult(context: Pointer, promise: Pointer): Pointer;
}

/** What QuickJS calls; the first argument is of no use in the variant without asyncify. */
export interface Callbacks {
  callFunction(asyncify: unknown, context: Pointer, self: Pointer, count: number, args: Pointer, id: number): Pointer;
  shouldInterrupt(asyncify: unknown, runtime: Pointer): number;
  loadModuleSource(asyncify: unknown, runtime: Pointer, context: Pointer, path: string): Pointer;
  normalizeModule(asyncify: unknown, runtime: Pointer, context: Pointer, base: string, request: string): Pointer;
  freeHostRef(asyncify: unknown, runtime: Pointer, id: number): void;
}

export interface QuickJs {
  HEAPU8: Uint8Array;
  callbacks: Callbacks;
  _malloc(bytes: number): Pointer;
  _free(pointer: Pointer): void;
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, into: Pointer, limit: number): void;
  UTF8ToString(pointer: Pointer, limit?: number, ignoreNul?: boolean): string;
}

export interface LoadedQuickJs {
  module: QuickJs;
  ffi: Ffi;
  instance: WebAssembly.Instance;
}

export async function loadQuickJs(wasm: Uint8Array): Promise<LoadedQuickJs> {
  let instance: WebAssembly.Instance | undefined;
  const load = loadEmscripten as unknown as (options: object) => Promise<QuickJs>;
  const module = await load({
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      ({ instance } = instantiate(wasm, imports));
      done(instance);
    },
  });
  if (!instance) throw new Error('QuickJS was not instantiated.');
  const Binding = QuickJSFFI as unknown as new (module: QuickJs) => Ffi;
  return { module, ffi: new Binding(module), instance };
}
