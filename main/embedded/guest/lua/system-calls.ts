/** What the interpreter's module imports: its C library's system calls, in place of Emscripten's glue. */
import type { GuestHost } from '../runtime';
import { WasmBytes } from '../wasm-bytes';
import { formatTime, makeTime, writeBrokenTime } from './date-format';
import { Environment } from './environment';
import { Errno, Refusal } from './errno';
import type { MemoryFiles } from './memory-files';
import { OpenFiles } from './open-files';

const PAGE_BYTES = 65_536;
/** `fcntl` commands. */
const GET_STATUS_FLAGS = 3;
/** `ioctl` request by which libc asks for a terminal's size, to know whether it is one. */
const GET_WINDOW_SIZE = 0x5413;
/** Flag of `unlinkat`. */
const REMOVE_FOLDER = 0x200;
/** How the names begin that libc gives to temporary files. */
const TEMPORARY_NAME = '/tmp/tmpnam_';
const WINDOW = { rows: 24, columns: 80 };

/** What `longjmp` throws through JavaScript; no other value is caught. */
const LONG_JUMP = Object.freeze({ name: 'longjmp' });

/** The program has ended itself. */
export class ProgramExit {
  constructor(readonly code: number) {}
}

export interface SystemModule {
  memory: WebAssembly.Memory;
  table: WebAssembly.Table;
  malloc(bytes: number): number;
  fflush(file: number): number;
  stackSave(): number;
  stackRestore(at: number): void;
  setThrew(threw: number, value: number): void;
  __errno_location(): number;
}

export class SystemCalls {
  readonly imports: WebAssembly.Imports;
  readonly environment = new Environment();
  #module!: SystemModule;
  #bytes!: WasmBytes;

  constructor(host: GuestHost, tree: MemoryFiles) {
    const files = new OpenFiles(tree, host);
    this.imports = {
      env: {
        ...this.#controlCalls(host),
        ...this.#timeCalls(),
        ...this.#fileCalls(tree, files),
      },
      wasi_snapshot_preview1: this.#streamCalls(files),
    };
  }

  /** To be called before the module's own code. */
  attach(module: SystemModule): WasmBytes {
    this.#module = module;
    this.#bytes = new WasmBytes(module.memory);
    return this.#bytes;
  }

  #controlCalls(host: GuestHost) {
    return {
      abort() {
        throw new Error('aborted');
      },
      exit(code: number) {
        throw new ProgramExit(code);
      },
      invoke_vii: (index: number, first: number, second: number) => {
        const stack = this.#module.stackSave();
        try {
          (this.#module.table.get(index) as (first: number, second: number) => void)(first, second);
        } catch (thrown) {
          if (thrown !== LONG_JUMP) throw thrown;
          this.#module.stackRestore(stack);
          this.#module.setThrew(1, 0);
        }
      },
      _emscripten_throw_longjmp() {
        throw LONG_JUMP;
      },
      emscripten_resize_heap: (wanted: number) => this.#growMemory(wanted >>> 0, host.memoryLimitBytes),
      system: (command: number) => {
        // Without a command it is asked whether there is a shell.
        if (command === 0) return 0;
        host.tellUnsupported('subprocesses');
        this.#bytes.setInt(this.#module.__errno_location(), Errno.notImplemented);
        return -1;
      },
    };
  }

  #growMemory(wanted: number, limitBytes: number): number {
    const { memory } = this.#module;
    const has = memory.buffer.byteLength;
    // A fifth more than wanted, but never a growth that is refused while the wanted one is not.
    const roomy = Math.max(wanted, Math.min(has * 1.2, limitBytes));
    const pages = Math.ceil((Math.floor(roomy) - has) / PAGE_BYTES);
    try {
      memory.grow(has + pages * PAGE_BYTES > limitBytes ? Math.ceil((wanted - has) / PAGE_BYTES) : pages);
      return 1;
    } catch {
      return 0;
    }
  }

  #timeCalls() {
    return {
      emscripten_date_now: () => Date.now(),
      _emscripten_get_now_is_monotonic: () => 1,
      _tzset_js: (offset: number, hasSummer: number, _names: number) => {
        this.#bytes.setInt(offset, 0);
        this.#bytes.setInt(hasSummer, 0);
      },
      _gmtime_js: (seconds: bigint, at: number) => writeBrokenTime(this.#bytes, at, seconds),
      _localtime_js: (seconds: bigint, at: number) => writeBrokenTime(this.#bytes, at, seconds),
      _mktime_js: (at: number) => makeTime(this.#bytes, at),
      strftime: (into: number, room: number, format: number, time: number) => {
        const text = new TextEncoder().encode(formatTime(this.#bytes, time, this.#bytes.readText(format)));
        if (text.length + 1 > room) return 0;
        this.#bytes.all.set(text, into);
        this.#bytes.all[into + text.length] = 0;
        return text.length;
      },
    };
  }

  #fileCalls(tree: MemoryFiles, files: OpenFiles) {
    const path = (at: number): string => tree.resolve(this.#bytes.readText(at));
    return {
      __syscall_openat: (_folder: number, at: number, flags: number) =>
        refuseBelowZero(() => files.open(this.#bytes.readText(at), flags)),
      __syscall_fcntl64: (fd: number, command: number) =>
        refuseBelowZero(() => {
          files.get(fd);
          return command === GET_STATUS_FLAGS ? 2 : 0;
        }),
      __syscall_ioctl: (fd: number, request: number, values: number) =>
        refuseBelowZero(() => {
          if (!files.get(fd).isTerminal || request !== GET_WINDOW_SIZE) throw new Refusal(Errno.notTerminal);
          this.#bytes.setInt(this.#bytes.getPointer(values), WINDOW.rows | (WINDOW.columns << 16));
          return 0;
        }),
      __syscall_dup3: (fd: number, to: number) => refuseBelowZero(() => files.duplicate(fd, to)),
      __syscall_unlinkat: (_folder: number, at: number, flags: number) =>
        refuseBelowZero(() => {
          if (flags & REMOVE_FOLDER) tree.removeFolder(path(at));
          else tree.removeFile(path(at));
          return 0;
        }),
      __syscall_rmdir: (at: number) =>
        refuseBelowZero(() => {
          tree.removeFolder(path(at));
          return 0;
        }),
      __syscall_renameat: (_folder: number, from: number, _toFolder: number, to: number) =>
        refuseBelowZero(() => {
          tree.rename(path(from), path(to));
          return 0;
        }),
      // There are no links; it is asked by `tmpnam` whether a name is free.
      __syscall_readlinkat: (_folder: number, at: number) =>
        refuseBelowZero(() => {
          const wanted = path(at);
          if (tree.find(wanted)) throw new Refusal(Errno.invalid);
          // As where the interpreter has POSIX: `os.tmpname` makes the file.
          if (wanted.startsWith(TEMPORARY_NAME)) tree.create(wanted);
          throw new Refusal(Errno.noEntry);
        }),
    };
  }

  #streamCalls(files: OpenFiles) {
    return {
      fd_write: (fd: number, vectors: number, count: number, result: number) =>
        refuse(() => {
          const file = files.get(fd);
          let written = 0;
          for (let index = 0; index < count; index++) {
            const part = this.#vector(vectors, index);
            if (part.length > 0) file.write(part);
            written += part.length;
          }
          this.#bytes.setInt(result, written);
        }),
      fd_read: (fd: number, vectors: number, count: number, result: number) =>
        refuse(() => {
          const file = files.get(fd);
          // A prompt is seen before the program waits.
          if (fd === 0) this.#module.fflush(0);
          let got = 0;
          for (let index = 0; index < count; index++) {
            const part = this.#vector(vectors, index);
            const size = part.length > 0 ? file.read(part) : 0;
            got += size;
            if (size < part.length) break;
          }
          this.#bytes.setInt(result, got);
        }),
      fd_close: (fd: number) => refuse(() => files.close(fd)),
      fd_seek: (fd: number, offset: bigint, from: number, result: number) =>
        refuse(() => this.#bytes.setLong(result, BigInt(files.get(fd).seek(Number(offset), from)))),
      environ_sizes_get: (count: number, size: number) => this.environment.tellSizes(this.#bytes, count, size),
      environ_get: (table: number) => this.environment.takeTable(this.#bytes, table),
    };
  }

  /** The bytes that one `iovec` of an array names. */
  #vector(vectors: number, index: number): Uint8Array {
    const at = vectors + 8 * index;
    return this.#bytes.slice(this.#bytes.getInt(at), this.#bytes.getPointer(at + 4));
  }
}

/** As Linux's calls refuse. */
function refuseBelowZero(act: () => number): number {
  try {
    return act();
  } catch (error) {
    if (error instanceof Refusal) return -error.errno;
    throw error;
  }
}

/** As WASI's calls refuse. */
function refuse(act: () => void): number {
  try {
    act();
    return 0;
  } catch (error) {
    if (error instanceof Refusal) return error.errno;
    throw error;
  }
}
