/**
 * What the realm may call. These functions belong to Node's own realm, so they give primitives and write into the
 * caller's byte arrays only: no object of this realm gets into the other, and no code of the other is called with one.
 */
import { randomFillSync } from 'node:crypto';
import { readSync } from 'node:fs';
import { TextDecoder } from 'node:util';
import { FRAME_LIMIT_BYTES, FromGuest, type PhaseEndedFrame, type UnsupportedFrame } from '../wire';
import { asBytes, asCallback, asNumber, asText } from './given-values';
import type { GuestChannel } from './guest-channel';
import type { GuestConfig, OpenFile } from './guest-config';

export const INTERRUPT_FD = 5;
/** The interrupt is looked at no more often. */
const INTERRUPT_POLL_MS = 20;

export type Outer = ReturnType<typeof createOuter>;

export function createOuter(config: GuestConfig, channel: GuestChannel) {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  const interruptByte = new Uint8Array(1);
  const timers = new Map<number, NodeJS.Timeout>();
  let lastPollMs = 0;
  let isInterrupted = false;
  let cpuAtStart = process.cpuUsage();

  function pollInterrupt(): boolean {
    const nowMs = performance.now();
    if (nowMs - lastPollMs < INTERRUPT_POLL_MS) return isInterrupted;
    lastPollMs = nowMs;
    channel.flush();
    if (readSync(INTERRUPT_FD, interruptByte, 0, 1, 0) === 1 && interruptByte[0] === 1) isInterrupted = true;
    return isInterrupted;
  }

  return {
    mode: config.mode,
    memoryLimitBytes: config.memoryLimitBytes,

    /** -1 where there is no such asset. */
    assetSize: (name: string): number => findAsset(config, asText(name))?.bytes ?? -1,
    readAsset: (name: string, into: Uint8Array): void => readWhole(findAsset(config, asText(name)), asBytes(into)),
    snapshotSize: (): number => config.snapshot?.bytes ?? -1,
    readSnapshot: (into: Uint8Array): void => readWhole(config.snapshot, asBytes(into)),
    sendSnapshot(given: Uint8Array): void {
      const bytes = asBytes(given);
      for (let start = 0; start < bytes.length; start += FRAME_LIMIT_BYTES) {
        channel.send(FromGuest.snapshot, bytes.subarray(start, start + FRAME_LIMIT_BYTES));
      }
      channel.send(FromGuest.snapshotEnd);
    },

    /** Says that the runtime is loaded and blocks until the job comes; JSON of a `GuestJob`. */
    waitForJob(): string {
      channel.send(FromGuest.ready, JSON.stringify({ residentBytes: process.memoryUsage.rss() }));
      const job = channel.readJob();
      cpuAtStart = process.cpuUsage();
      return job;
    },
    startPhase: (phase: string): void => channel.send(FromGuest.phaseStarted, asText(phase)),
    endPhase(phase: PhaseEndedFrame['phase'], exitCode: number, outOfMemory: boolean, peakMemoryBytes: number): void {
      const { user, system } = process.cpuUsage(cpuAtStart);
      const frame: PhaseEndedFrame = {
        phase: asText(phase),
        exitCode: asNumber(exitCode),
        outOfMemory: outOfMemory === true,
        cpuMs: (user + system) / 1000,
        peakMemoryBytes: asNumber(peakMemoryBytes),
      };
      channel.send(FromGuest.phaseEnded, JSON.stringify(frame));
    },
    fail: (reason: string): void => channel.send(FromGuest.failed, asText(reason)),
    exit: (): void => process.exit(0),

    write: (stream: string, bytes: Uint8Array): void =>
      channel.write(stream === 'stderr' ? 'stderr' : 'stdout', asBytes(bytes)),
    readInput: (into: Uint8Array): number => channel.readStdin(asBytes(into)),
    readInputLater: (into: Uint8Array, callback: (count: number) => void): void =>
      channel.readStdinLater(asBytes(into), asCallback(callback)),
    tellUnsupported(what: string, detail: string): void {
      const frame: UnsupportedFrame = { what: asText(what), detail: asText(detail) };
      channel.send(FromGuest.unsupported, JSON.stringify(frame));
    },

    isInterrupted: pollInterrupt,
    /** True when it was cut short by an interrupt. */
    sleep(ms: number): boolean {
      channel.flush();
      const untilMs = performance.now() + asNumber(ms);
      while (!pollInterrupt()) {
        const leftMs = untilMs - performance.now();
        if (!(leftMs > 0)) return false;
        Atomics.wait(sleeper, 0, 0, Math.min(leftMs, INTERRUPT_POLL_MS));
      }
      return true;
    },
    startTimer(id: number, ms: number, given: (id: number) => void): void {
      const fire = asCallback(given);
      const timer = setTimeout(() => {
        timers.delete(id);
        channel.flush();
        fire(id);
      }, asNumber(ms));
      timers.set(asNumber(id), timer);
    },
    stopTimer(id: number): void {
      clearTimeout(timers.get(id));
      timers.delete(id);
    },

    now: (): number => performance.now(),
    fillRandom: (into: Uint8Array): void => void randomFillSync(asBytes(into)),
    textBytes: (text: string): number => Buffer.byteLength(asText(text)),
    /** Bytes written; no character is cut. */
    encode(text: string, into: Uint8Array): number {
      const { buffer, byteOffset, byteLength } = asBytes(into);
      return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).write(asText(text));
    },
    decode: (label: string, isFatal: boolean, ignoreBOM: boolean, bytes: Uint8Array): string =>
      new TextDecoder(asText(label), { fatal: isFatal === true, ignoreBOM: ignoreBOM === true }).decode(asBytes(bytes)),
    encodeBase64: (text: string): string => Buffer.from(asText(text), 'latin1').toString('base64'),
    decodeBase64: (text: string): string => Buffer.from(asText(text), 'base64').toString('latin1'),
  };
}

function findAsset({ assets }: GuestConfig, name: string): OpenFile | undefined {
  return Object.hasOwn(assets, name) ? assets[name] : undefined;
}

function readWhole(file: OpenFile | null | undefined, into: Uint8Array): void {
  if (!file || into.length !== file.bytes) throw new Error('no such file');
  for (let got = 0; got < into.length; ) {
    const count = readSync(file.fd, into, got, into.length - got, got);
    if (count === 0) throw new Error('the file is cut short');
    got += count;
  }
}
