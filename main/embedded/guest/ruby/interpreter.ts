/** A Ruby interpreter that waits for its program: from the package's module, or from a saved state. */
import type { GuestHost } from '../runtime';
import { Tree } from '../wasi/tree';
import { createWasi, type WasiHost } from '../wasi/wasi';
import { instrumentModule } from './instrument';
import { createBridgeStubs, RubyMachine } from './machine';
import { bootCode, readTold, tellsOutOfMemory, warmUpCode } from './prelude';
import { decodeSnapshot, encodeSnapshot } from './snapshot';

const PAGE_BYTES = 65_536;
const STDERR = 2;
const USUAL_ENTRY = 'main.rb';
/** What the C library says when a program ends by a signal; a shell would not say it of Ctrl+C. */
const SIGNAL_NOTE = 'Program received termination signal';
const encoder = new TextEncoder();

export interface Interpreter {
  machine: RubyMachine;
  tree: Tree;
  /** The program was told to stop, as by Ctrl+C. */
  wasInterrupted(): boolean;
  /** Writes what the program has printed and is still held by Ruby. */
  flush(): void;
}

export function bootInterpreter(host: GuestHost): { interpreter: Interpreter; module: Uint8Array } {
  const module = instrumentModule(host.readAsset('wasm'));
  const interpreter = createInterpreter(host, module);
  const { machine } = interpreter;
  // By this name Ruby calls the program where it knows no line of it.
  interpreter.tree.writeFile(`/${USUAL_ENTRY}`, new Uint8Array(0));
  machine.boot(['ruby', '-EUTF-8', USUAL_ENTRY]);
  interpreter.tree.remove({ parent: interpreter.tree.root, name: USUAL_ENTRY, node: null });
  for (const code of [bootCode, warmUpCode, 'GC.start']) {
    const { state } = machine.evaluate(code);
    if (state === 0) continue;
    machine.cleanUp(state);
    throw new Error('Ruby did not come up; why is on stderr.');
  }
  return { interpreter, module };
}

export function restoreInterpreter(host: GuestHost, saved: Uint8Array): Interpreter {
  const snapshot = decodeSnapshot(saved);
  const interpreter = createInterpreter(host, snapshot.module);
  const { memory } = interpreter.machine;
  memory.grow((snapshot.memoryBytes - memory.buffer.byteLength) / PAGE_BYTES);
  snapshot.restore(new Uint8Array(memory.buffer));
  interpreter.machine.evaluate(warmUpCode);
  return interpreter;
}

export function saveInterpreter(host: GuestHost): Uint8Array {
  const { interpreter, module } = bootInterpreter(host);
  return encodeSnapshot(module, new Uint8Array(interpreter.machine.memory.buffer));
}

function createInterpreter(host: GuestHost, moduleBytes: Uint8Array): Interpreter {
  const tree = new Tree();
  for (const path of ['/work', '/tmp']) tree.makeDirectories(path);
  let interrupted = false;
  const note = encoder.encode(SIGNAL_NOTE);
  const quiet: WasiHost = {
    readInput: host.readInput,
    sleep: host.sleep,
    write(stream, bytes) {
      if (!interrupted || !note.every((byte, index) => bytes[index] === byte)) host.write(stream, bytes);
    },
  };
  const flush = () => machine.drainStdout(wasi.write);
  const checkInterrupt = () => {
    if (interrupted || !host.isInterrupted()) return;
    interrupted = true;
    machine.interrupt();
  };
  const wasi = createWasi(
    {
      ...{ host: quiet, tree, args: [], env: {}, isTerminal: false },
      // While Ruby writes its own buffer out, it must stay as it is.
      onEnter: (call, fd) => (call === 'fd_write' && fd !== STDERR ? undefined : flush()),
      onLeave: checkInterrupt,
      onLookup(path) {
        const told = readTold(path);
        if (told) host.tellUnsupported(told.what, told.detail);
        if (tellsOutOfMemory(path)) claimRefusal(machine.memory);
      },
    },
    () => machine.memory,
  );
  const poll = () => {
    flush();
    checkInterrupt();
  };
  const module = new WebAssembly.Module(moduleBytes as BufferSource);
  const instance = new WebAssembly.Instance(module, {
    ...createBridgeStubs(module, poll),
    wasi_snapshot_preview1: wasi.calls,
  });
  const machine = new RubyMachine(instance);
  return { machine, tree, wasInterrupted: () => interrupted, flush };
}

/** The memory that a module asks for itself is refused without the realm seeing it, so it is asked for once more. */
function claimRefusal(memory: WebAssembly.Memory): void {
  try {
    memory.grow(PAGE_BYTES);
  } catch {
    // Refused, as it should be.
  }
}
