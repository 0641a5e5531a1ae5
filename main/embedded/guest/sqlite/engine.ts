/**
 * SQLite's module with what sql.js leaves out of its exports: the fields behind those functions are set in the
 * connection's own structure, of the one version whose layout is known; of another they are left alone.
 */
import initSqlJs, { type SqlModule } from 'sql.js/dist/sql-wasm.js';
import { instantiate } from '../instantiate';
import type { GuestHost } from '../runtime';
import { WasmBytes } from '../wasm-bytes';
import { addCallbacks } from '../wasm-callbacks';

const OK = 0;
const ROW = 100;
/** Steps of the virtual machine between two looks at whether the person wants to stop. */
const STEPS_PER_POLL = 20_000;

/** Offsets in bytes. Source: `struct sqlite3` in sqliteInt.h, compiled for 32-bit pointers. */
const LAYOUT = {
  version: '3.54.1',
  errorCode: 64,
  errorByte: 68,
  /** Significant digits of a real number made text. */
  realDigits: 98,
  progressHandler: 380,
  progressSteps: 388,
};
/** As the `sqlite3` of Debian writes real numbers; later versions write 17 digits. */
const REAL_DIGITS = 15;

export interface SqlEngine {
  module: SqlModule;
  bytes: WasmBytes;
  /** Gives every connection the poll for interrupts and the short form of real numbers. */
  prepareConnection(connection: number): void;
  /** Where in the statement its error is, in bytes; -1 where that is not known. */
  findErrorOffset(connection: number): number;
}

/** @param onPoll called now and then while a statement runs */
export async function openEngine(host: GuestHost, onPoll: () => void): Promise<SqlEngine> {
  let exports: WebAssembly.Exports = {};
  const module = await initSqlJs({
    instantiateWasm(imports, done) {
      const { instance } = instantiate(host.readAsset('wasm'), imports);
      exports = instance.exports;
      done(instance);
      return {};
    },
  });
  const found = Object.values(exports);
  const memory = found.find((item): item is WebAssembly.Memory => typeof item === 'object' && 'buffer' in item);
  const table = found.find((item): item is WebAssembly.Table => typeof item === 'object' && 'set' in item);
  if (!memory || !table) throw new Error("SQLite's module has no memory or no table.");
  const bytes = new WasmBytes(memory);
  const { poll } = addCallbacks(table, {
    poll: () => {
      onPoll();
      return host.isInterrupted() ? 1 : 0;
    },
  });
  let isLayoutKnown = false;
  return {
    module,
    bytes,
    prepareConnection(connection) {
      isLayoutKnown = ask({ module, bytes }, connection, 'SELECT sqlite_version()') === LAYOUT.version;
      if (!isLayoutKnown) return;
      bytes.all[connection + LAYOUT.realDigits] = REAL_DIGITS;
      bytes.setInt(connection + LAYOUT.progressHandler, poll);
      bytes.setInt(connection + LAYOUT.progressSteps, STEPS_PER_POLL);
    },
    findErrorOffset(connection) {
      return isLayoutKnown && bytes.getInt(connection + LAYOUT.errorCode) !== OK
        ? bytes.getInt(connection + LAYOUT.errorByte)
        : -1;
    },
  };
}

type Parts = Pick<SqlEngine, 'module' | 'bytes'>;

/** The first column of the first row, as text. */
function ask({ module, bytes }: Parts, connection: number, sql: string): string {
  const encoded = new TextEncoder().encode(`${sql}\0`);
  const at = module._malloc(encoded.length + 4);
  bytes.all.set(encoded, at + 4);
  let answer = '';
  if (module._sqlite3_prepare_v2(connection, at + 4, -1, at, 0) === OK) {
    const statement = bytes.getPointer(at);
    if (module._sqlite3_step(statement) === ROW) answer = bytes.readText(module._sqlite3_column_text(statement, 0));
    module._sqlite3_finalize(statement);
  }
  module._free(at);
  return answer;
}
