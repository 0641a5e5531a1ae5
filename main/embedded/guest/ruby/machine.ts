/**
 * A Ruby interpreter inside of its WebAssembly instance: the calls by which it is driven, and the loop that its
 * `setjmp`, fibers and garbage collector need around each of them.
 */
import type { Call } from '../wasi/descriptor-calls';
import { POLL_IMPORT } from './instrument';
import { addresses, functionPointers, type InternalFunction, offsets, STACK_LIMIT_BYTES } from './internals';
import { SavedStacks } from './saved-stacks';

const encoder = new TextEncoder();
/** Room for what the interpreter writes back: a state, or four words of a fiber's start. */
const SCRATCH_BYTES = 16;
const SIGINT = 2;
/** `TAG_NONE` of vm_core.h: nothing was raised. */
const NOTHING_RAISED = 0;

type Exported = (...args: number[]) => number;

export class RubyMachine {
  readonly #exports: Record<string, Exported>;
  readonly #table: WebAssembly.Table;
  readonly memory: WebAssembly.Memory;
  readonly #stacks = new SavedStacks();
  #lastView = new DataView(new ArrayBuffer(0));
  #scratch = 0;
  /** Address of the `rb_io_t` of stdout. */
  #stdout = 0;

  constructor(instance: WebAssembly.Instance) {
    this.#exports = instance.exports as Record<string, Exported>;
    this.memory = instance.exports.memory as WebAssembly.Memory;
    this.#table = instance.exports.table as WebAssembly.Table;
  }

  /** As `ruby` with these arguments comes up; the program that they name is not run. */
  boot(args: string[]): void {
    this.#call('_initialize');
    const list = this.#reserve((args.length + 1) * 4);
    for (const [index, arg] of args.entries()) this.#setWord(list + index * 4, this.#writeText(arg));
    this.#setWord(list + args.length * 4, 0);
    this.#loop(() => this.#internal('rb_abi_guest_ruby_init_thunk', args.length, list));
    const context = this.#word(this.#mainThread() + offsets.threadContext);
    this.#setWord(context + offsets.contextStackLimit, STACK_LIMIT_BYTES);
  }

  /** Evaluates code of ours. @returns whether it came to its end, and its value's address */
  evaluate(code: string): { state: number; value: number } {
    const text = this.#reserve(8);
    this.#setWord(text, this.#writeText(code));
    this.#setWord(text + 4, encoder.encode(code).length);
    return this.#protect(functionPointers.rb_eval_string_value_protect_thunk, text);
  }

  /** Runs compiled code (a `RubyVM::InstructionSequence`) as a program, with no frame of ours below it. */
  runSequence(sequence: number): number {
    return this.#protect(functionPointers.iseqw_eval, sequence).state;
  }

  /** Ends the program: `at_exit`, what was raised and not rescued on stderr, the exit code. */
  cleanUp(state: number): number {
    return this.#loop(() => this.#internal('ruby_cleanup', state)) & 0xff;
  }

  /**
   * Takes what the program has printed out of Ruby's own buffer. To write each print by itself takes Ruby four times
   * as long, because each system call of it goes through its slow `setjmp`.
   */
  drainStdout(write: (fd: number, bytes: Uint8Array) => void): void {
    if (this.#stdout === 0) return;
    const view = this.#view();
    const buffer = this.#stdout + offsets.ioBuffer;
    const length = view.getInt32(buffer + 8, true);
    if (length <= 0) return;
    const start = view.getUint32(buffer, true) + view.getUint32(buffer + 4, true);
    write(this.#word(this.#stdout + offsets.ioFd), new Uint8Array(this.memory.buffer, start, length));
    view.setInt32(buffer + 4, 0, true);
    view.setInt32(buffer + 8, 0, true);
  }

  /** To be called before `drainStdout`; `STDOUT` may be closed or reopened later, and stays this object. */
  findStdout(): void {
    const { state, value } = this.evaluate('STDOUT');
    if (state === NOTHING_RAISED) this.#stdout = this.#word(value + offsets.ioPointer);
  }

  /** As Ctrl+C does: the main thread gets `Interrupt`, or runs the program's own trap. May be called amid a call. */
  interrupt(): void {
    this.#internal('sighandler', SIGINT);
    this.#internal('rb_threadptr_check_signal', this.#mainThread());
  }

  #mainThread(): number {
    return this.#word(this.#word(addresses.vm) + offsets.vmMainThread);
  }

  #protect(pointer: number, argument: number): { state: number; value: number } {
    const at = this.#getScratch();
    this.#setWord(at, NOTHING_RAISED);
    const value = this.#loop(() => this.#internal('rb_protect', pointer, argument, at));
    return { state: this.#word(at), value };
  }

  /** What `RB_WASM_LIB_RT` of Ruby's witapi-core.c does in C, for functions that it exports none for. @param act is called again to rewind */
  #loop(act: () => number): number {
    const out = this.#reserve(SCRATCH_BYTES);
    let entry = 0;
    let first = 0;
    let second = 0;
    let result = 0;
    for (;;) {
      if (entry !== 0) (this.#table.get(entry) as Exported)(first, second);
      else result = act();
      if (this.#word(addresses.unwindBuffer) === 0) return result;
      this.#setWord(addresses.unwindBuffer, 0);
      this.#call('asyncify_stop_unwind');
      const jump = this.#internal('rb_wasm_handle_jmp_unwind');
      if (jump !== 0) this.#stacks.handle(this.memory, jump);
      const back = jump || this.#internal('rb_wasm_handle_scan_unwind');
      if (back !== 0) {
        this.#call('asyncify_start_rewind', back);
        continue;
      }
      this.#setWord(out, entry);
      this.#setWord(out + 4, first);
      this.#setWord(out + 8, second);
      this.#setWord(out + 12, 0);
      const fiber = this.#internal('rb_wasm_handle_fiber_unwind', out, out + 4, out + 8, out + 12);
      entry = this.#word(out);
      first = this.#word(out + 4);
      second = this.#word(out + 8);
      if (fiber !== 0) this.#call('asyncify_start_rewind', fiber);
      else if ((this.#word(out + 12) & 0xff) === 0) return result;
    }
  }

  #call(name: string, ...args: number[]): number {
    return (this.#exports[name] as Exported)(...args);
  }

  #internal(name: InternalFunction, ...args: number[]): number {
    return this.#call(name, ...args) >>> 0;
  }

  /** @returns the address of the text, which ends with NUL */
  #writeText(text: string): number {
    const bytes = encoder.encode(`${text}\0`);
    const at = this.#reserve(bytes.length);
    new Uint8Array(this.memory.buffer).set(bytes, at);
    return at;
  }

  #getScratch(): number {
    this.#scratch ||= this.#reserve(SCRATCH_BYTES);
    return this.#scratch;
  }

  /** Memory that the interpreter does not free: for few, small things. */
  #reserve(bytes: number): number {
    return this.#call('cabi_realloc', 0, 0, 8, bytes) >>> 0;
  }

  #view(): DataView {
    if (this.#lastView.buffer !== this.memory.buffer) this.#lastView = new DataView(this.memory.buffer);
    return this.#lastView;
  }

  #word(at: number): number {
    return this.#view().getUint32(at, true);
  }

  #setWord(at: number, value: number): void {
    this.#view().setUint32(at, value, true);
  }
}

/**
 * The imports by which Ruby would reach JavaScript: dead ends, but for the one that is called while it runs.
 */
export function createBridgeStubs(module: WebAssembly.Module, poll: () => void): WebAssembly.Imports {
  const refuse = (): never => {
    throw new Error('Ruby called JavaScript, which is not there.');
  };
  const stubs: Record<string, Record<string, Call>> = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind !== 'function' || from === 'wasi_snapshot_preview1') continue;
    stubs[from] = { ...stubs[from], [name]: refuse };
  }
  Object.assign(stubs.canonical_abi ?? {}, {
    [POLL_IMPORT.name]: () => poll(),
  });
  return stubs as unknown as WebAssembly.Imports;
}
