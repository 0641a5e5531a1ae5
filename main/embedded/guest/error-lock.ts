/** Keeps the making of stack traces, a work of Node's own realm, out of the guest's. */

/** To be called before any code that is not ours. */
export function lockErrors(): void {
  // V8 hands a formatter of stack traces the frames of the outer realm too. Node looks for it by the global's name.
  lock(Error, 'prepareStackTrace', undefined);
  lock(globalThis, 'Error', Error);
  // Reading a stack calls Node's own formatter, which throws an error of the outer realm where the stack is used up.
  // Without a number here V8 keeps none.
  lock(Error, 'stackTraceLimit', undefined);
}

function lock(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: false, configurable: false });
}
