/** Loads QuickJS with the library that makes it look like Node, and drives a program's event loop. */
import type { GuestHost, GuestJob } from '../runtime';
import { type Engine, EvalMode, GuestError, type Pointer, startEngine } from './engine';
import library from './guest-library/main.ts?guest';
import { createNatives, type NativesState, ProgramExit } from './natives';

const INTERRUPTED = 130;
/** While stdin is waited for, the interrupt is looked at so often. */
const POLL_MS = 20;

export type JobFile = GuestJob['files'][number] & {
  /** As the person wrote it, where `content` is a translation. */
  original?: string;
};

export interface Program extends GuestJob {
  files: JobFile[];
}

type HookName =
  | 'start'
  | 'runTicks'
  | 'turn'
  | 'takeInput'
  | 'reportUncaught'
  | 'reportRejection'
  | 'interrupt'
  | 'finish'
  | 'resolveModule'
  | 'loadModule';

export class JavaScriptRuntime {
  readonly state: NativesState = { isInputAwaited: false, findOriginalColumn: (_path, _line, column) => column };
  readonly #host: GuestHost;
  readonly #hooks = new Map<string, Pointer>();
  #engine!: Engine;
  #isProgramRunning = false;
  #isInterruptTold = false;
  #input: Promise<void> | null = null;
  #arrived: { bytes: Uint8Array | null } | null = null;

  constructor(host: GuestHost) {
    this.#host = host;
  }

  async load(): Promise<void> {
    this.#engine = await startEngine(this.#host.readAsset('wasm'), {
      shouldInterrupt: () => this.#pollInterrupt(),
      resolveModule: (base, request) => this.#callText('resolveModule', base, request),
      loadModule: (path) => this.#callText('loadModule', path),
      isFatal: (error) => error instanceof ProgramExit,
    });
    const engine = this.#engine;
    const natives = createNatives(engine, this.#host, this.state, (hooks) => this.#hooks.set('', hooks));
    engine.setProperty(engine.getGlobal(), 'native', natives);
    engine.free(engine.evaluate(library, 'node:internal', EvalMode.script));
    engine.runJobs();
  }

  /** Gives the exit code. */
  async run(program: Program): Promise<number> {
    this.#isProgramRunning = true;
    try {
      const job = this.#engine.newString(JSON.stringify(program));
      this.#callFromLoop('start', job);
      this.#drain();
      for (;;) {
        const waitMs = this.#takeTurn();
        if (waitMs === 0) continue;
        if (this.state.isInputAwaited) await this.#waitForInput(waitMs);
        else if (waitMs > 0) this.#sleep(waitMs);
        else if (this.#finish()) return 0;
      }
    } catch (error) {
      if (error instanceof ProgramExit) return error.code;
      return this.#endBroken(error);
    }
  }

  /** One callback and all that follows from it; the ms to wait for the next. */
  #takeTurn(): number {
    if (this.#arrived) {
      const { bytes } = this.#arrived;
      this.#arrived = null;
      this.#callFromLoop('takeInput', bytes ? this.#engine.newArrayBuffer(bytes) : this.#engine.null);
      this.#drain();
      return 0;
    }
    if (this.#host.isInterrupted()) this.#interrupt();
    const result = this.#callFromLoop('turn');
    const waitMs = result === null ? 0 : this.#engine.getNumber(result);
    if (result !== null) this.#engine.free(result);
    if (waitMs === 0) this.#drain();
    return waitMs;
  }

  /** Ticks and promise jobs until there are none, then the promises that were rejected for nobody. */
  #drain(): void {
    for (;;) {
      const hasTicked = this.#callFromLoop('runTicks');
      const hasWorked = this.#engine.hasJobs;
      this.#guard(() => this.#engine.runJobs());
      if (hasWorked || hasTicked === null || this.#engine.getNumber(hasTicked) === 1) continue;
      const rejections = this.#engine.takeRejections();
      if (rejections.length === 0) return;
      for (const { reason, promise } of rejections) this.#callFromLoop('reportRejection', reason, promise);
    }
  }

  async #waitForInput(waitMs: number): Promise<void> {
    this.#input ??= this.#host.readInputLater().then((bytes) => {
      this.#input = null;
      this.#arrived = { bytes };
    });
    const wakeMs = waitMs < 0 ? POLL_MS : Math.min(waitMs, POLL_MS);
    let timer = 0;
    const tick = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, wakeMs) as unknown as number;
    });
    await Promise.race([this.#input, tick]);
    clearTimeout(timer);
  }

  #sleep(ms: number): void {
    if (this.#host.sleep(ms)) this.#interrupt();
  }

  #finish(): boolean {
    const result = this.#callFromLoop('finish');
    this.#drain();
    if (result !== null) this.#engine.free(result);
    return false;
  }

  #interrupt(): void {
    if (this.#isInterruptTold) return;
    this.#isInterruptTold = true;
    const result = this.#callFromLoop('interrupt');
    if (result === null || this.#engine.getNumber(result) !== 1) throw new ProgramExit(INTERRUPTED);
    this.#drain();
  }

  /** In the midst of the program's code, where no listener of it can be called. */
  #pollInterrupt(): boolean {
    if (this.#isProgramRunning && this.#host.isInterrupted() && !this.#isInterruptTold)
      throw new ProgramExit(INTERRUPTED);
    return false;
  }

  /** Takes over the arguments; null where the program threw, which was reported. */
  #callFromLoop(name: HookName, ...args: Pointer[]): Pointer | null {
    return this.#guard(() => this.#call(name, ...args));
  }

  #guard<T>(act: () => T): T | null {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof GuestError)) throw error;
      this.#call('reportUncaught', error.value);
      return null;
    }
  }

  #call(name: HookName, ...args: Pointer[]): Pointer {
    let hook = this.#hooks.get(name);
    if (hook === undefined) {
      hook = this.#engine.getProperty(this.#hooks.get('') ?? 0, name);
      this.#hooks.set(name, hook);
    }
    try {
      return this.#engine.call(hook, ...args);
    } finally {
      for (const arg of args) this.#engine.free(arg);
    }
  }

  #callText(name: HookName, ...texts: string[]): Pointer {
    const result = this.#call(name, ...texts.map((text) => this.#engine.newString(text)));
    try {
      return this.#engine.copyText(result);
    } finally {
      this.#engine.free(result);
    }
  }

  /** QuickJS itself is at its end: out of memory, or of V8's stack. */
  #endBroken(error: unknown): number {
    const text =
      error instanceof RangeError && /call stack/i.test(error.message)
        ? 'RangeError: Maximum call stack size exceeded'
        : this.#host.memoryRefused
          ? 'FATAL ERROR: JavaScript heap out of memory'
          : `FATAL ERROR: ${error instanceof Error ? error.message : String(error)}`;
    this.#host.write('stderr', new TextEncoder().encode(`\n${text}\n`));
    return this.#host.memoryRefused ? 134 : 1;
  }
}
