/** The interpreter's calls for processes, sockets, randomness and waiting. Error numbers are WASI's, as Emscripten's. */
import type { Glue } from './glue';
import type { Replacement } from './imports';
import type { Interrupt } from './interrupt';

const INTERRUPTED = 27;
const NOT_SUPPORTED = 138;
const TRY_AGAIN_LATER = -3;
const POLL_FOREVER = -1;
const WAIT_MS = 1000;

/** struct pollfd, in bytes. */
const POLL = { size: 8, events: 4, returned: 6 };
const READABLE_AND_WRITABLE = 0x001 | 0x004;
const INVALID = 0x020;
const ALWAYS_REPORTED = 0x008 | 0x010 | INVALID;

/** The audit hook of the prelude tells which of them the program wanted. */
export function createSystemCalls(interrupt: Interrupt, glue: Glue): Record<string, Replacement> {
  const sockets = ['accept4', 'bind', 'connect', 'getpeername', 'getsockname', 'getsockopt', 'listen', 'recvfrom'];
  const calls: Record<string, Replacement> = {
    __syscall_poll: (fds: number, count: number, timeoutMs: number) =>
      poll(interrupt, glue, fds >>> 0, count, timeoutMs),
    random_get(at: number, length: number) {
      const start = at >>> 0;
      const end = start + (length >>> 0);
      for (let from = start; from < end; from += 65_536) {
        crypto.getRandomValues(glue.HEAPU8.subarray(from, Math.min(from + 65_536, end)));
      }
      return 0;
    },
    _emscripten_system: () => -1,
    __syscall_socket: () => -NOT_SUPPORTED,
    getaddrinfo: () => TRY_AGAIN_LATER,
    getnameinfo: () => TRY_AGAIN_LATER,
    // "This is no socket", or no promise to wait for.
    _maybe_connect_async: () => null,
    _maybe_poll_async: () => null,
    _maybe_recvfrom_async: () => null,
    _maybe_sendto_async: () => null,
    _try_fcntl64: () => 0,
    _try_shutdown: () => 0,
    can_run_sync_js: () => 0,
    // Loading of native modules, and ctypes: it can be imported, and its types be used. A function of Python made
    // one of C leads nowhere, and no function of C can be called that could call it.
    _dlopen_js: () => 0,
    _dlsym_js: () => 0,
    ffi_closure_alloc_js(bytes: number, code: number) {
      const closure = (glue.wasm.malloc?.(bytes) ?? 0) >>> 0;
      if (closure === 0) return 0;
      glue.HEAPU8.fill(0, closure, closure + bytes);
      glue.HEAPU32[code >>> 2] = 0;
      return closure;
    },
    ffi_closure_free_js: (closure: number) => glue.wasm.free?.(closure),
    ffi_prep_closure_loc_js: () => 0,
    ffi_call_js: () => raise(glue, 'ctypes cannot call functions here'),
  };
  for (const name of [...sockets, 'recvmsg', 'sendmsg', 'sendto']) calls[`__syscall_${name}`] = () => -NOT_SUPPORTED;
  return calls;
}

function poll(interrupt: Interrupt, glue: Glue, fds: number, count: number, timeoutMs: number): number {
  const view = new DataView(glue.HEAPU8.buffer, fds, count * POLL.size);
  let ready = 0;
  for (let at = 0; at < view.byteLength; at += POLL.size) {
    const wanted = view.getInt16(at + POLL.events, true) | ALWAYS_REPORTED;
    const fd = view.getInt32(at, true);
    const state = fd < 0 ? 0 : glue.FS.streams[fd] ? READABLE_AND_WRITABLE : INVALID;
    view.setInt16(at + POLL.returned, state & wanted, true);
    if (state & wanted) ready++;
  }
  if (ready > 0 || timeoutMs === 0) return ready;
  for (let leftMs = timeoutMs; timeoutMs === POLL_FOREVER || leftMs > 0; leftMs -= WAIT_MS) {
    if (interrupt.sleep(timeoutMs === POLL_FOREVER ? WAIT_MS : Math.min(leftMs, WAIT_MS))) return -INTERRUPTED;
  }
  return 0;
}

/** Sets Python's RuntimeError, for the caller in the interpreter to find. */
function raise({ wasm, HEAPU32, HEAPU8 }: Glue, message: string): undefined {
  const bytes = new TextEncoder().encode(`${message}\0`);
  const text = wasm.malloc?.(bytes.length) ?? 0;
  if (text === 0) return;
  HEAPU8.set(bytes, text);
  const kind = wasm.PyExc_RuntimeError as unknown as WebAssembly.Global;
  wasm.PyErr_SetString?.(HEAPU32[kind.value >>> 2] ?? 0, text);
  wasm.free?.(text);
}
