/**
 * WASI preview 1 for one program: files in memory, the three streams of the run, nothing of the host's. `/` is all
 * that there is, and a program finds it open.
 */
import type { GuestHost } from '../runtime';
import { Errno, FileType, WasiError } from './abi';
import { type Call, createDescriptorCalls } from './descriptor-calls';
import { DescriptorTable, InputStream, OpenDirectory, OutputStream } from './descriptors';
import { GuestMemory } from './guest-memory';
import { createPathCalls } from './path-calls';
import { createProcessCalls, type ProcessOptions } from './process-calls';
import type { Tree } from './tree';

export interface WasiOptions extends ProcessOptions {
  host: GuestHost;
  tree: Tree;
  /** The streams call themselves terminals, so that C's library writes by lines. */
  isTerminal: boolean;
  /** Called at each call that a busy program makes often. */
  onPoll?: () => void;
  /** Called with each path whose state the program asks for. */
  onLookup?: (path: string) => void;
}

/** Calls at which the person's wish to stop is looked for. */
const pollingCalls = new Set(['clock_time_get', 'fd_read', 'fd_write', 'path_open', 'poll_oneoff', 'sched_yield']);

/**
 * @param bind gives the program's memory, once it is there
 * @returns functions for the module's imports
 */
export function createWasi(options: WasiOptions, bind: () => WebAssembly.Memory): Record<string, Call> {
  const { host, tree, isTerminal, onPoll = () => {} } = options;
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
  return Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [name, guard(call, pollingCalls.has(name) ? onPoll : null)]),
  );
}

function guard(call: Call, onPoll: (() => void) | null): Call {
  return (...args) => {
    try {
      const errno = call(...args);
      onPoll?.();
      return errno;
    } catch (error) {
      if (error instanceof WasiError) return error.errno;
      // The address that it gave is outside of its memory, or its number is no length.
      if (error instanceof RangeError && !error.message.includes('call stack')) return Errno.inval;
      throw error;
    }
  };
}
