/** The calls of WASI that are about the program itself: its arguments, environment, clocks, sleep and end. */

import { CLOCK_IS_ABSOLUTE, Clock, Errno, EventType, ProgramExit, WasiError } from './abi';
import type { Call } from './descriptor-calls';
import { type DescriptorTable, InputStream } from './descriptors';
import type { GuestMemory } from './guest-memory';
import type { WasiHost } from './wasi';

const SUBSCRIPTION_BYTES = 48;
const EVENT_BYTES = 32;
const encoder = new TextEncoder();
/** What `performance.now()` counts from, so that the time of day is as fine as it. */
const startedMs = Date.now() - performance.now();

export interface ProcessOptions {
  args: string[];
  env: Record<string, string>;
}

interface Subscription {
  userData: bigint;
  type: number;
  fd: number;
  /** Of a clock: how long to wait from now. */
  waitMs: number;
}

export function createProcessCalls(
  memory: GuestMemory,
  open: DescriptorTable,
  host: WasiHost,
  options: ProcessOptions,
) {
  const listEnv = () => Object.entries(options.env).map(([name, value]) => `${name}=${value}`);
  const writeSizes = (texts: string[], countAt: number, bytesAt: number): number => {
    memory.setU32(countAt, texts.length);
    memory.setU32(
      bytesAt,
      texts.reduce((bytes, text) => bytes + encoder.encode(text).length + 1, 0),
    );
    return Errno.success;
  };
  const writeTexts = (texts: string[], listAt: number, textAt: number): number => {
    let at = textAt;
    for (const [index, text] of texts.entries()) {
      const bytes = encoder.encode(`${text}\0`);
      memory.setU32(listAt + index * 4, at);
      memory.slice(at, bytes.length).set(bytes);
      at += bytes.length;
    }
    return Errno.success;
  };
  const readSubscription = (at: number): Subscription => {
    const type = memory.view.getUint8(at + 8);
    const clock = memory.u32(at + 16);
    const timeMs = Number(memory.view.getBigUint64(at + 24, true)) / 1e6;
    const isAbsolute = type === EventType.clock && (memory.view.getUint16(at + 40, true) & CLOCK_IS_ABSOLUTE) !== 0;
    const waitMs = isAbsolute ? timeMs - readClockMs(clock) : timeMs;
    return { userData: memory.view.getBigUint64(at, true), type, fd: clock, waitMs };
  };

  return {
    args_sizes_get: (countAt: number, bytesAt: number) => writeSizes(options.args, countAt, bytesAt),
    args_get: (listAt: number, textAt: number) => writeTexts(options.args, listAt, textAt),
    environ_sizes_get: (countAt: number, bytesAt: number) => writeSizes(listEnv(), countAt, bytesAt),
    environ_get: (listAt: number, textAt: number) => writeTexts(listEnv(), listAt, textAt),

    clock_res_get(_clock: number, result: number) {
      memory.setU64(result, 1000n);
      return Errno.success;
    },
    clock_time_get(clock: number, _precision: bigint, result: number) {
      if (clock > Clock.threadCpu) throw new WasiError(Errno.inval);
      memory.setU64(result, BigInt(Math.round(readClockMs(clock) * 1e6)));
      return Errno.success;
    },

    /** Streams and files are always ready; of stdin the wait is for input, so that no time limit ends it. */
    poll_oneoff(from: number, into: number, count: number, used: number) {
      const wanted = Array.from({ length: count }, (_, i) => readSubscription(from + i * SUBSCRIPTION_BYTES));
      const ready = wanted.filter(({ type, fd }) => type !== EventType.clock && !isIdleInput(open, fd));
      const inputs = wanted.filter(({ type, fd }) => type !== EventType.clock && isIdleInput(open, fd));
      const clocks = wanted.filter(({ type }) => type === EventType.clock);
      const firstMs = Math.min(...clocks.map(({ waitMs }) => waitMs));
      if (ready.length === 0 && inputs.length > 0 && firstMs > 0) {
        for (const { fd } of inputs) (open.get(fd) as InputStream).waitForInput();
        ready.push(...inputs);
      } else if (ready.length === 0) {
        if (firstMs > 0) host.sleep(firstMs);
        ready.push(...clocks.filter(({ waitMs }) => waitMs === firstMs));
      }
      for (const [index, { userData, type, fd }] of ready.entries()) {
        const at = into + index * EVENT_BYTES;
        memory.bytes.fill(0, at, at + EVENT_BYTES);
        memory.setU64(at, userData);
        memory.view.setUint8(at + 10, type);
        if (type === EventType.fdRead) memory.setU64(at + 16, BigInt(countReadable(open, fd)));
      }
      memory.setU32(used, ready.length);
      return Errno.success;
    },

    proc_exit(code: number): number {
      throw new ProgramExit(code & 0xff);
    },
    proc_raise: () => Errno.nosys,
    sched_yield: () => Errno.success,
    random_get(at: number, length: number) {
      crypto.getRandomValues(memory.slice(at, length));
      return Errno.success;
    },
    sock_accept: () => Errno.notsup,
    sock_recv: () => Errno.notsup,
    sock_send: () => Errno.notsup,
    sock_shutdown: () => Errno.notsup,
  } satisfies Record<string, Call>;
}

function readClockMs(clock: number): number {
  return clock === Clock.realtime ? startedMs + performance.now() : performance.now();
}

function isIdleInput(open: DescriptorTable, fd: number): boolean {
  const descriptor = open.get(fd);
  return descriptor instanceof InputStream && descriptor.pendingBytes === 0;
}

function countReadable(open: DescriptorTable, fd: number): number {
  const descriptor = open.get(fd);
  return descriptor instanceof InputStream ? descriptor.pendingBytes : 1;
}
