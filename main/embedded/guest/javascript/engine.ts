/** QuickJS as the rest of this folder sees it: values are pointers, errors of the guest are `GuestError`s. */

import { type EngineHooks, GuestError, type NativeFunction, type Rejection } from './engine-port';
import { measureStack } from './measure-stack';
import { type Callbacks, type Ffi, loadQuickJs, type Pointer, type QuickJs } from './quickjs-binding';
import { exportFunctionTable, trackRejections } from './rejection-tracker';
import { hideStackProperty } from './stack-property';

export { GuestError } from './engine-port';
export type { Pointer } from './quickjs-binding';

export const EvalMode = { script: 0, module: 1 } as const;

export async function startEngine(wasm: Uint8Array, hooks: EngineHooks): Promise<Engine> {
  const { module, ffi, instance } = await loadQuickJs(exportFunctionTable(wasm));
  const engine = new Engine(module, ffi, hooks);
  trackRejections(module, instance, engine.runtime, (promise, reason, isHandled) =>
    engine.noteRejection(promise, reason, isHandled),
  );
  return engine;
}

export class Engine {
  readonly runtime: Pointer;
  readonly context: Pointer;
  readonly undefined: Pointer;
  readonly null: Pointer;
  readonly #module: QuickJs;
  readonly #ffi: Ffi;
  readonly #hooks: EngineHooks;
  readonly #natives: NativeFunction[] = [];
  readonly #rejections = new Map<bigint, Rejection>();
  readonly #contextOut: Pointer;
  /** Room for the arguments of a call. */
  readonly #argumentsOut: Pointer;

  constructor(module: QuickJs, ffi: Ffi, hooks: EngineHooks) {
    this.#module = module;
    this.#ffi = ffi;
    this.#hooks = hooks;
    module.callbacks = this.#createCallbacks();
    this.runtime = ffi.QTS_NewRuntime();
    this.context = ffi.QTS_NewContext(this.runtime, 0);
    this.undefined = ffi.QTS_GetUndefined();
    this.null = ffi.QTS_GetNull();
    this.#contextOut = module._malloc(4);
    this.#argumentsOut = module._malloc(16);
    ffi.QTS_RuntimeSetMaxStackSize(this.runtime, measureStack());
    ffi.QTS_RuntimeEnableInterruptHandler(this.runtime);
    ffi.QTS_RuntimeEnableModuleLoader(this.runtime, 1);
    hideStackProperty(module);
  }

  get heapBytes(): number {
    return this.#module.HEAPU8.length;
  }

  evaluate(source: string | Uint8Array, fileName: string, mode: number): Pointer {
    const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
    const code = this.#copyIn(bytes, true);
    try {
      return this.#unwrap(this.#ffi.QTS_Eval(this.context, code, bytes.length, fileName, 0, mode));
    } finally {
      this.#module._free(code);
    }
  }

  call(callee: Pointer, ...args: Pointer[]): Pointer {
    const into = new DataView(this.#module.HEAPU8.buffer, this.#argumentsOut);
    for (const [i, arg] of args.entries()) into.setUint32(4 * i, arg, true);
    return this.#unwrap(this.#ffi.QTS_Call(this.context, callee, this.undefined, args.length, this.#argumentsOut));
  }

  get hasJobs(): boolean {
    return this.#ffi.QTS_IsJobPending(this.runtime) !== 0;
  }

  /** Runs the promise jobs until there are none. */
  runJobs(): void {
    while (this.#ffi.QTS_IsJobPending(this.runtime)) {
      const result = this.#ffi.QTS_ExecutePendingJob(this.runtime, -1, this.#contextOut);
      this.free(this.#unwrap(result));
    }
  }

  /** Rejections that still have no handler; each is given once. The caller frees them. */
  takeRejections(): Rejection[] {
    if (this.#rejections.size === 0) return [];
    const taken = [...this.#rejections.values()];
    this.#rejections.clear();
    return taken;
  }

  noteRejection(promise: bigint, reason: bigint, isHandled: boolean): void {
    const known = this.#rejections.get(promise);
    if (isHandled) {
      if (!known) return;
      this.#rejections.delete(promise);
      this.free(known.promise);
      this.free(known.reason);
    } else if (!known) {
      this.#rejections.set(promise, { promise: this.#hold(promise), reason: this.#hold(reason) });
    }
  }

  newNative(name: string, native: NativeFunction): Pointer {
    const id = this.#natives.push(native);
    return this.#ffi.QTS_NewFunction(this.context, name, 0, false, id);
  }

  newObject(): Pointer {
    return this.#ffi.QTS_NewObject(this.context);
  }

  newArray(...items: Pointer[]): Pointer {
    const array = this.#ffi.QTS_NewArray(this.context);
    for (const [i, item] of items.entries()) this.setProperty(array, String(i), item);
    return array;
  }

  newNumber(value: number): Pointer {
    return this.#ffi.QTS_NewFloat64(this.context, value);
  }

  /** Without NUL characters: the string ends before the first. */
  newString(text: string): Pointer {
    return this.newStringOf(new TextEncoder().encode(text));
  }

  /** Of valid UTF-8 without NUL. */
  newStringOf(bytes: Uint8Array): Pointer {
    const text = this.#copyIn(bytes, true);
    const value = this.#unwrap(this.#ffi.QTS_NewString(this.context, text));
    this.#module._free(text);
    return value;
  }

  newArrayBuffer(bytes: Uint8Array): Pointer {
    return this.#unwrap(this.#ffi.QTS_NewArrayBuffer(this.context, this.#copyIn(bytes), bytes.length));
  }

  getNumber(value: Pointer): number {
    return this.#ffi.QTS_GetFloat64(this.context, value);
  }

  getString(value: Pointer): string {
    return this.withText(value, (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  }

  /** The text's UTF-8, good only inside of `use`. */
  withText<T>(value: Pointer, use: (bytes: Uint8Array) => T): T {
    const text = this.#ffi.QTS_GetString(this.context, value);
    if (text === 0) throw new Error('The guest gave no string.');
    try {
      return use(this.#module.HEAPU8.subarray(text, text + this.#readTextLength(text)));
    } finally {
      this.#ffi.QTS_FreeCString(this.context, text);
    }
  }

  /** The buffer's bytes, good only inside of `use`. */
  withBytes<T>(value: Pointer, use: (bytes: Uint8Array) => T): T {
    const length = this.#ffi.QTS_GetArrayBufferLength(this.context, value);
    if (length <= 0) return use(new Uint8Array(0));
    const copy = this.#ffi.QTS_GetArrayBuffer(this.context, value);
    if (copy === 0) throw new Error('out of memory');
    try {
      return use(this.#module.HEAPU8.subarray(copy, copy + length));
    } finally {
      this.#module._free(copy);
    }
  }

  getProperty(object: Pointer, name: string): Pointer {
    const key = this.newString(name);
    const value = this.#unwrap(this.#ffi.QTS_GetProp(this.context, object, key));
    this.free(key);
    return value;
  }

  /** Takes over the value. */
  setProperty(object: Pointer, name: string, value: Pointer): void {
    const key = this.newString(name);
    this.#ffi.QTS_SetProp(this.context, object, key, value);
    this.free(key);
    this.free(value);
  }

  getGlobal(): Pointer {
    return this.#ffi.QTS_GetGlobalObject(this.context);
  }

  /** 0 pending, 1 fulfilled, 2 rejected; -1 where it is no promise. */
  getPromiseState(promise: Pointer): number {
    return this.#ffi.QTS_PromiseState(this.context, promise);
  }

  getPromiseResult(promise: Pointer): Pointer {
    return this.#ffi.QTS_PromiseResult(this.context, promise);
  }

  copy(value: Pointer): Pointer {
    return this.#ffi.QTS_DupValuePointer(this.context, value);
  }

  free(value: Pointer): void {
    if (value !== this.undefined && value !== this.null) this.#ffi.QTS_FreeValuePointer(this.context, value);
  }

  /** For the module loader, which frees it: the text of a string value. */
  copyText(value: Pointer): Pointer {
    return this.withText(value, (bytes) => this.#copyIn(bytes, true));
  }

  /**
   * `JS_ToCString` gives the characters of a `JSString`, whose length is 12 bytes before: with it, a NUL ends
   * nothing and nothing is counted.
   */
  #readTextLength(text: Pointer): number {
    const heap = this.#module.HEAPU8;
    const at = text - 12;
    return (
      (heap[at] ?? 0) | ((heap[at + 1] ?? 0) << 8) | ((heap[at + 2] ?? 0) << 16) | (((heap[at + 3] ?? 0) & 0x7f) << 24)
    );
  }

  #copyIn(bytes: Uint8Array, addNul = false): Pointer {
    // Of the heap itself: moved before it is read, where it grows.
    const source = bytes.buffer === this.#module.HEAPU8.buffer ? bytes.slice() : bytes;
    const pointer = this.#module._malloc(source.length + 1);
    if (pointer === 0) throw new Error('out of memory');
    this.#module.HEAPU8.set(source, pointer);
    if (addNul) this.#module.HEAPU8[pointer + source.length] = 0;
    return pointer;
  }

  #hold(raw: bigint): Pointer {
    const borrowed = this.#module._malloc(8);
    new DataView(this.#module.HEAPU8.buffer).setBigUint64(borrowed, raw, true);
    const held = this.#ffi.QTS_DupValuePointer(this.context, borrowed);
    this.#module._free(borrowed);
    return held;
  }

  #unwrap(result: Pointer): Pointer {
    const error = this.#ffi.QTS_ResolveException(this.context, result);
    if (error === 0) return result;
    this.free(result);
    throw new GuestError(error);
  }

  #createCallbacks(): Callbacks {
    const guard = (act: () => Pointer): Pointer => {
      try {
        return act();
      } catch (error) {
        if (this.#hooks.isFatal(error)) throw error;
        return this.#throw(error);
      }
    };
    return {
      callFunction: (_asyncify, _context, _self, count, args, id) =>
        guard(() => {
          const native = this.#natives[id - 1];
          if (!native) throw new Error('no such function');
          // Each value is 8 bytes, side by side.
          const given: Pointer[] = [];
          for (let i = 0; i < count; i++) given.push(args + 8 * i);
          return native(...given);
        }),
      shouldInterrupt: () => (this.#hooks.shouldInterrupt() ? 1 : 0),
      loadModuleSource: (_asyncify, _runtime, _context, path) => {
        try {
          return this.#hooks.loadModule(path);
        } catch (error) {
          if (this.#hooks.isFatal(error)) throw error;
          this.#throw(error);
          return 0;
        }
      },
      normalizeModule: (_asyncify, _runtime, _context, base, request) => {
        try {
          return this.#hooks.resolveModule(base, request);
        } catch (error) {
          if (this.#hooks.isFatal(error)) throw error;
          this.#throw(error);
          return 0;
        }
      },
      freeHostRef() {},
    };
  }

  #throw(error: unknown): Pointer {
    if (error instanceof GuestError) {
      const thrown = this.#ffi.QTS_Throw(this.context, error.value);
      this.free(error.value);
      return thrown;
    }
    const value = this.#ffi.QTS_NewError(this.context);
    this.setProperty(value, 'message', this.newString(error instanceof Error ? error.message : String(error)));
    return this.#ffi.QTS_Throw(this.context, value);
  }
}
