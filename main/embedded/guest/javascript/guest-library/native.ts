/** What the engine gives this library, and what the library gives the engine. Both live inside of QuickJS. */

export interface Native {
  write(fd: number, text: string): void;
  writeBytes(fd: number, buffer: ArrayBuffer): void;
  encodeUtf8(text: string): ArrayBuffer;
  /** Of bytes without NUL; what is no UTF-8 becomes U+FFFD. */
  decodeUtf8(buffer: ArrayBuffer): string;
  makeRandom(bytes: number): ArrayBuffer;
  /** Blocks; null at the end of stdin. */
  readInput(): ArrayBuffer | null;
  /** Whether `Hooks.takeInput` shall be called when there is some. */
  awaitInput(isWanted: boolean): void;
  sleep(ms: number): void;
  /** Milliseconds since some start. */
  now(): number;
  evaluateScript(source: string, path: string): unknown;
  /** Evaluates a module at once; its promise is lost. */
  evaluateModule(source: string, path: string): void;
  inspectPromise(promise: Promise<unknown>): [state: number, result: unknown];
  countHeapBytes(): number;
  exit(code: number): never;
  tellUnsupported(what: string, detail: string): void;
  /** Line and column that the person wrote, of those in the translated text; 0 where they are the same. */
  findOriginalColumn(path: string, line: number, column: number): number;
  install(hooks: Hooks): void;
}

export interface Hooks {
  /** Runs the program's first turn; JSON of a `GuestJob`. */
  start(job: string): void;
  /** Runs what `process.nextTick` has queued; false where that was nothing. */
  runTicks(): boolean;
  /** Runs one callback that is due and gives 0; else the ms until one is, or -1 where none is waited for. */
  turn(): number;
  takeInput(bytes: ArrayBuffer | null): void;
  /** Prints what nobody caught, and ends the program unless it listens for such. */
  reportUncaught(error: unknown): void;
  reportRejection(reason: unknown, promise: Promise<unknown>): void;
  /** False where the program does not listen for it. */
  interrupt(): boolean;
  /** The event loop is empty: false where a listener has given it work again. */
  finish(): boolean;
  resolveModule(base: string, request: string): string;
  loadModule(path: string): string;
}

const holder = globalThis as { native?: Native };
export const native = holder.native as Native;
delete holder.native;
