/** What the engine gives its user, and what it wants of it. */
import type { Pointer } from './quickjs-binding';

/** What a guest threw. */
export class GuestError extends Error {
  readonly value: Pointer;
  constructor(value: Pointer) {
    super('The guest threw.');
    this.value = value;
  }
}

export interface Rejection {
  promise: Pointer;
  reason: Pointer;
}

/** Gets its arguments' values; gives the result's, or 0 for undefined. Its errors become errors of the guest. */
export type NativeFunction = (...args: Pointer[]) => Pointer;

export interface EngineHooks {
  shouldInterrupt(): boolean;
  /** Gives the text of a path, which QuickJS frees. */
  resolveModule(base: string, request: string): Pointer;
  loadModule(path: string): Pointer;
  /** An error that is not for the guest to see: it unwinds everything. */
  isFatal(error: unknown): boolean;
}
