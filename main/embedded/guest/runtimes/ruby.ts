/** Ruby, by the official ruby.wasm. */
import { bootInterpreter, restoreInterpreter, saveInterpreter } from '../ruby/interpreter';
import { runProgram } from '../ruby/program';
import type { GuestHost, RunningRuntime, Runtime, RuntimeManifest } from '../runtime';

const MIB = 1024 * 1024;

export const manifest: RuntimeManifest = {
  id: 'ruby',
  title: 'Ruby 4.0 (ruby.wasm)',
  assets: { wasm: '@ruby/4.0-wasm-wasi/dist/ruby+stdlib.wasm' },
  minMemoryBytes: 96 * MIB,
  // The optimised code costs a program of seconds more than it gains.
  v8Flags: ['--liftoff-only'],
  overheadBytes: 384 * MIB,
  snapshot: true,
};

async function start(host: GuestHost): Promise<RunningRuntime> {
  const saved = host.readSnapshot();
  const interpreter = saved ? restoreInterpreter(host, saved) : bootInterpreter(host).interpreter;
  interpreter.machine.findStdout();
  return { run: (job) => runProgram(host, interpreter, job) };
}

export default { manifest, start, makeSnapshot: async (host) => saveInterpreter(host) } satisfies Runtime;
