/** Ruby, by the official ruby.wasm. */
import { RubyMachine, createBridgeStubs } from '../ruby/machine';
import { internalFunctions } from '../ruby/internals';
import { addExports } from '../ruby/patch-module';
import { decodeSnapshot, encodeSnapshot } from '../ruby/snapshot';
import type { GuestHost, GuestJob, RunningRuntime, Runtime, RuntimeManifest } from '../runtime';
import { Tree } from '../wasi/tree';
import { createWasi } from '../wasi/wasi';

export const manifest: RuntimeManifest = {
  id: 'ruby',
  title: 'Ruby 4.0 (ruby.wasm)',
  assets: { wasm: '@ruby/4.0-wasm-wasi/dist/ruby+stdlib.wasm' },
  minMemoryBytes: 96 * 1024 * 1024,
  overheadBytes: 384 * 1024 * 1024,
  snapshot: true,
};
function createMachine(host: GuestHost, tree: Tree, moduleBytes: Uint8Array): RubyMachine {
  const module = new WebAssembly.Module(moduleBytes as BufferSource);
  const values: number[] = [];
  let machine: RubyMachine | null = null;
  const wasi = createWasi(
    { host, tree, args: [], env: {}, isTerminal: false, onPoll() {} },
    () => machine!.memory,
  );
  const instance = new WebAssembly.Instance(module, {
    ...createBridgeStubs(module, values),
    wasi_snapshot_preview1: wasi as unknown as WebAssembly.ModuleImports,
  });
  machine = new RubyMachine(instance, values);
  return machine;
}
  const t = performance.now();
  const log = (host: GuestHost, s: string) => host.write('stderr', new TextEncoder().encode(`${s} ${(performance.now() - t).toFixed(0)}\n`));

async function makeSnapshot(host: GuestHost) {
  const tree = new Tree();
  tree.makeDirectories('/work');
  tree.makeDirectories('/tmp');
  const moduleBytes = addExports(host.readAsset('wasm'), internalFunctions);
  const machine = createMachine(host, tree, moduleBytes);
  machine.boot(['ruby', '-EUTF-8', '-e_=0']);
  return encodeSnapshot(moduleBytes, new Uint8Array(machine.memory.buffer));
}
async function start(host: GuestHost): Promise<RunningRuntime> {
  const tree = new Tree();
  tree.makeDirectories('/work');
  tree.makeDirectories('/tmp');
  let machine: RubyMachine;
  const snap = host.readSnapshot();
  log(host, 'read');
  if (snap) {
    const s = decodeSnapshot(snap);
    machine = createMachine(host, tree, s.module);
    log(host, 'created');
    machine.memory.grow((s.memoryBytes - machine.memory.buffer.byteLength) / 65536);
    s.restore(new Uint8Array(machine.memory.buffer));
    log(host, 'restored');
  } else {
  const moduleBytes = addExports(host.readAsset('wasm'), internalFunctions);
   machine = createMachine(host, tree, moduleBytes);
    log(host, 'created');
  machine.boot(['ruby', '-EUTF-8', '-e_=0']);
    log(host, 'booted');
  }
  return {
    run(job: GuestJob): number {
      for (const { path, content } of job.files) tree.writeFile(`/work/${path}`, new TextEncoder().encode(content));
      const { state, value } = machine.evaluate(
        `$stdout.sync=true;Dir.chdir('/work');$0='${job.entry}';RubyVM::InstructionSequence.compile_file('${job.entry}')`,
      );
      log(host,'compiled');
      if (state !== 0) return machine.cleanUp(state);
      return machine.cleanUp(machine.runSequence(value));
    },
  };
}

export default { manifest, start, makeSnapshot } satisfies Runtime;
