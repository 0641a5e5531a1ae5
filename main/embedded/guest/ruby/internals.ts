/**
 * Where things are inside of `ruby+stdlib.wasm` of @ruby/4.0-wasm-wasi 2.10.1. The module exports what it takes to
 * evaluate a string, and nothing to run a program as `ruby` does: to its end with `at_exit`, by signals, to an exit
 * code. Its functions stand in the same order as in `ruby.debug+stdlib.wasm` of the same package, which has their
 * names; a test compares the two. The addresses are those that the named functions use.
 */

/** Size of the module that these numbers are of. */
export const MODULE_BYTES = 32_555_374;

/** Indices of functions, by their names in Ruby's source. */
export const internalFunctions = {
  rb_abi_guest_ruby_init_thunk: 99,
  rb_protect: 3698,
  ruby_cleanup: 3674,
  sighandler: 7341,
  rb_threadptr_check_signal: 8070,
  rb_wasm_handle_jmp_unwind: 10093,
  rb_wasm_handle_scan_unwind: 10088,
  rb_wasm_handle_fiber_unwind: 10084,
} as const;
export type InternalFunction = keyof typeof internalFunctions;

/** Functions that the module imports; they come before its own. */
const IMPORTED_FUNCTIONS = 59;

/**
 * The head of the loop over instructions in `vm_exec_core`, up to where code runs for each of them: `loop`,
 * `global.get $asyncify_state`, `i32.eqz`, `if`; after it the instruction is loaded (`local.get 3`, `i32.load`).
 */
export const interpreterLoop = {
  body: 8721 - IMPORTED_FUNCTIONS,
  pattern: [0x03, 0x40, 0x23, 0x01, 0x45, 0x04, 0x40],
} as const;

/**
 * Where stacks are unwound to: pieces of the far end of the C stack, which is larger (16 MiB) than the process's own
 * stack lets it become.
 */
export const stackRegions = {
  /** Read at once or not at all. */
  passing: { start: 1024, end: 2 * 1024 * 1024 },
  setjmp: { start: 2 * 1024 * 1024, end: 4 * 1024 * 1024 },
} as const;

/**
 * Size of the C stack at which Ruby raises SystemStackError. The process's own stack, of V8's usual 984 KiB, is full
 * at 400 to 450 KiB of it, which would be the program's end.
 */
export const STACK_LIMIT_BYTES = 288 * 1024;

/** `rb_wasm_jmp_buf` of wasm/setjmp.h: offsets in it, and a value of its state. */
export const jumpBuffer = {
  content: 8,
  contentBytes: 24_576,
  contentEnd: 24_584,
  /** `dst_buf_top` */
  top: 24_588,
  state: 24_596,
  capturing: 1,
} as const;

/**
 * Functions that unwind the stack into 24 KiB of their own: for the garbage collector, which sees so what functions
 * hold in locals, for what `longjmp` leaves, and for `setjmp`.
 */
export const unwinders = {
  rb_wasm_scan_locals: { body: 10085 - IMPORTED_FUNCTIONS, start: 21_123_560, end: 21_148_136 },
  _rb_wasm_longjmp: { body: 10090 - IMPORTED_FUNCTIONS, start: 21_148_164, end: 21_172_740 },
  _rb_wasm_setjmp_internal: { body: 10089 - IMPORTED_FUNCTIONS },
} as const;

/**
 * `__nl_langinfo_l`: addresses of the names that it gives to the encoding of the environment. Nobody calls `setlocale`
 * in this module, so it would be ASCII.
 */
export const localeName = { body: 18075 - IMPORTED_FUNCTIONS, ascii: 17_029_873, utf8: 17_061_191 } as const;

/** Places in the table of function pointers. */
export const functionPointers = { rb_eval_string_value_protect_thunk: 30, iseqw_eval: 3309 } as const;

export const addresses = {
  /** `rb_asyncify_unwind_buf` of wasm/setjmp.c; in `rb_abi_guest_ruby_init`. */
  unwindBuffer: 21_148_152,
  /** `ruby_current_vm_ptr`; in `rb_f_kill`, as is the offset. */
  vm: 21_122_156,
} as const;

export const offsets = {
  /** `RFile.fptr` */
  ioPointer: 12,
  /** `rb_io_t.fd` */
  ioFd: 8,
  /** `rb_io_t.wbuf` (address, start, length): what is printed and not yet written. */
  ioBuffer: 32,
  /** `rb_vm_t.ractor.main_thread` */
  vmMainThread: 24,
  /** `rb_thread_t.ec` */
  threadContext: 24,
  /** `rb_execution_context_t.machine.stack_maxsize`, in `rb_ec_stack_check` */
  contextStackLimit: 108,
} as const;
