/** Runs one WebAssembly program over WASI, from its start to its exit code. */
import { ProgramExit } from '../wasi/abi';
import { createWasi, type WasiHost, type WasiOptions } from '../wasi/wasi';

export type ProgramEnd = { memory: WebAssembly.Memory } & (
  | { type: 'exit'; code: number }
  | { type: 'trap'; message: string; isStackOverflow: boolean }
);

export type ProgramOptions = Omit<WasiOptions, 'host'> & { host: WasiHost };

export function runWasm(module: WebAssembly.Module, options: ProgramOptions): ProgramEnd {
  const wasi = createWasi(options, () => memory);
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.calls });
  const memory = instance.exports.memory as WebAssembly.Memory;
  try {
    (instance.exports._start as () => void)();
    return { type: 'exit', code: 0, memory };
  } catch (error) {
    if (error instanceof ProgramExit) return { type: 'exit', code: error.code, memory };
    const message = error instanceof Error ? error.message : String(error);
    return { type: 'trap', message, isStackOverflow: error instanceof RangeError, memory };
  }
}
