/** Runs one WebAssembly program over WASI, from its start to its exit code. */
import { ProgramExit } from '../wasi/abi';
import { createWasi, type WasiHost, type WasiOptions } from '../wasi/wasi';

export type ProgramEnd = { type: 'exit'; code: number } | { type: 'trap'; message: string; isStackOverflow: boolean };

export type ProgramOptions = Omit<WasiOptions, 'host'> & { host: WasiHost };

export function runWasm(module: WebAssembly.Module, options: ProgramOptions): ProgramEnd {
  const wasi = createWasi(options, () => instance.exports.memory as WebAssembly.Memory);
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.calls });
  try {
    (instance.exports._start as () => void)();
    return { type: 'exit', code: 0 };
  } catch (error) {
    if (error instanceof ProgramExit) return { type: 'exit', code: error.code };
    const message = error instanceof Error ? error.message : String(error);
    return { type: 'trap', message, isStackOverflow: error instanceof RangeError };
  }
}
