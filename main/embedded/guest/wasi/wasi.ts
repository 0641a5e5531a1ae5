/**
 * WASI preview 1 for one program: files in memory, the three streams of the run, nothing of the host's. `/` is all
 * that there is, and a program finds it open.
 */
import type { GuestHost } from '../runtime';
import { Errno, FileType, WasiError } from './abi';
import { type Call, createDescriptorCalls } from './descriptor-calls';
import { DescriptorTable, InputStream, OpenDirectory, OpenFile, OutputStream } from './descriptors';
import { GuestMemory } from './guest-memory';
import { createPathCalls } from './path-calls';
import { createProcessCalls, type ProcessOptions } from './process-calls';
import type { Tree } from './tree';

/** What of the host WASI needs. */
export type WasiHost = Pick<GuestHost, 'write' | 'readInput' | 'sleep'>;

export interface WasiOptions extends ProcessOptions {
  host: WasiHost;
  tree: Tree;
  /** The streams call themselves terminals, so that C's library writes by lines. */
  isTerminal: boolean;
  /** Called before each call that a busy program makes often, with its first argument. */
  onEnter?: (call: string, first: number | undefined) => void;
  /** Called after it. */
  onLeave?: () => void;
  /** Called with each path whose state the program asks for. */
  onLookup?: (path: string) => void;
}

/** Calls that a program makes again and again, or waits in. */
const frequentCalls = new Set(['clock_time_get', 'fd_read', 'fd_write', 'poll_oneoff', 'sched_yield']);

export interface Wasi {
  /** Functions for the module's imports. */
  calls: WebAssembly.ModuleImports;
  /** Writes to what the program has open under this number; nothing where it cannot be written to. */
  write(fd: number, bytes: Uint8Array): void;
}

/** @param bind gives the program's memory, once it is there */
export function createWasi(options: WasiOptions, bind: () => WebAssembly.Memory): Wasi {
  const { host, tree, isTerminal, onEnter = () => {}, onLeave = () => {} } = options;
  const streamType = isTerminal ? FileType.characterDevice : FileType.unknown;
  const open = new DescriptorTable();
  open.add(new InputStream(streamType, host));
  open.add(new OutputStream(streamType, host, 'stdout'));
  open.add(new OutputStream(streamType, host, 'stderr'));
  open.add(new OpenDirectory(tree.root, '/'));

  const memory = new GuestMemory(bind);
  const calls: Record<string, Call> = {
    ...createDescriptorCalls(memory, open),
    ...createPathCalls(memory, open, tree, options.onLookup),
    ...createProcessCalls(memory, open, host, options),
  };
  const watch =
    (name: string, call: Call): Call =>
    (...args) => {
      onEnter(name, args[0]);
      const errno = call(...args);
      onLeave();
      return errno;
    };
  const guarded = Object.entries(calls).map(([name, call]) => [
    name,
    guard(frequentCalls.has(name) ? watch(name, call) : call),
  ]);
  return {
    calls: Object.fromEntries(guarded) as WebAssembly.ModuleImports,
    write(fd, bytes) {
      const descriptor = open.find(fd);
      if (descriptor instanceof OutputStream || descriptor instanceof OpenFile) descriptor.write(bytes);
    },
  };
}

function guard(call: Call): Call {
  return (...args) => {
    try {
      return call(...args);
    } catch (error) {
      if (error instanceof WasiError) return error.errno;
      // The address that it gave is outside of its memory, or its number is no length.
      if (error instanceof RangeError && !error.message.includes('call stack')) return Errno.inval;
      throw error;
    }
  };
}
