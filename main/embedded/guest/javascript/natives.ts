/** The functions that the library inside of QuickJS gets: it and the program reach nothing else of this process. */
import type { GuestHost, Unsupported } from '../runtime';
import { type Engine, EvalMode, type Pointer } from './engine';

/** Unwinds everything, through QuickJS: the program has ended. */
export class ProgramExit extends Error {
  readonly code: number;
  constructor(code: number) {
    super('The program has ended.');
    this.code = code;
  }
}

export interface NativesState {
  isInputAwaited: boolean;
  findOriginalColumn(path: string, line: number, column: number): number;
}

const unsupportedKinds: readonly string[] = ['threads', 'subprocesses', 'sockets', 'package'] satisfies Unsupported[];
const DETAIL_LIMIT_CHARACTERS = 200;
const RANDOM_LIMIT_BYTES = 65_536;

/** @param install gets the object of the library's hooks */
export function createNatives(engine: Engine, host: GuestHost, state: NativesState, install: (hooks: Pointer) => void) {
  const readText = (value: Pointer | undefined) => engine.getString(value ?? engine.undefined);
  const readNumber = (value: Pointer | undefined) => engine.getNumber(value ?? engine.undefined);
  const streamOf = (fd: Pointer | undefined) => (readNumber(fd) === 2 ? 'stderr' : 'stdout');
  const evaluate = (mode: number) => (source?: Pointer, path?: Pointer) =>
    engine.evaluate(
      engine.withText(source ?? engine.undefined, (bytes) => bytes.slice()),
      readText(path),
      mode,
    );

  const natives: Record<string, (...args: Pointer[]) => Pointer | undefined> = {
    write: (fd, text) => void engine.withText(text ?? engine.undefined, (bytes) => host.write(streamOf(fd), bytes)),
    writeBytes: (fd, buffer) =>
      void engine.withBytes(buffer ?? engine.undefined, (bytes) => host.write(streamOf(fd), bytes)),
    encodeUtf8: (text) => engine.newArrayBuffer(engine.withText(text ?? engine.undefined, (bytes) => bytes.slice())),
    decodeUtf8: (buffer) =>
      engine.newString(
        engine.withBytes(buffer ?? engine.undefined, (bytes) =>
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.slice()),
        ),
      ),
    makeRandom: (length) =>
      engine.newArrayBuffer(crypto.getRandomValues(new Uint8Array(Math.min(readNumber(length), RANDOM_LIMIT_BYTES)))),
    readInput() {
      const bytes = host.readInput();
      return bytes ? engine.newArrayBuffer(bytes) : engine.null;
    },
    awaitInput(isWanted) {
      state.isInputAwaited = readNumber(isWanted) === 1;
      return undefined;
    },
    sleep(ms) {
      if (host.sleep(readNumber(ms))) throw new ProgramExit(130);
      return undefined;
    },
    now: () => engine.newNumber(performance.now()),
    evaluateScript: evaluate(EvalMode.script),
    evaluateModule(source, path) {
      engine.free(evaluate(EvalMode.module)(source, path));
      return undefined;
    },
    inspectPromise(promise) {
      const promiseState = engine.getPromiseState(promise ?? engine.undefined);
      const result = promiseState > 0 ? engine.getPromiseResult(promise ?? engine.undefined) : engine.undefined;
      return engine.newArray(engine.newNumber(promiseState), result);
    },
    countHeapBytes: () => engine.newNumber(engine.heapBytes),
    exit(code) {
      throw new ProgramExit(readNumber(code) & 0xff);
    },
    tellUnsupported(what, detail) {
      const kind = readText(what);
      if (unsupportedKinds.includes(kind))
        host.tellUnsupported(kind as Unsupported, readText(detail).slice(0, DETAIL_LIMIT_CHARACTERS));
      return undefined;
    },
    findOriginalColumn: (path, line, column) =>
      engine.newNumber(state.findOriginalColumn(readText(path), readNumber(line), readNumber(column))),
    install(hooks) {
      install(engine.copy(hooks ?? engine.undefined));
      return undefined;
    },
  };
  const object = engine.newObject();
  for (const [name, native] of Object.entries(natives))
    engine.setProperty(
      object,
      name,
      engine.newNative(name, (...args) => native(...args) ?? 0),
    );
  return object;
}
