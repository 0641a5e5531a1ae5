/**
 * One process of one guest: started behind all walls with its files open, spoken to in frames, killed whole.
 * Owns the process, its pipes and the byte by which it is interrupted.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { GuestConfig, OpenFile } from './guest/guest-config';
import { listNodeFlags, type NodeFlagNeeds } from './node-flags';
import type { OsWalls } from './os-walls';
import type { Runtime } from './runtime-catalogue';
import type { Snapshot } from './snapshot-store';
import { encodeFrame, type Frame, FrameReader } from './wire';

/** Descriptors in the guest: the job, its output, the interrupt, and then its files. */
const FIRST_FILE_FD = 6;
/** Of what Node itself says when a guest dies. */
const STDERR_LIMIT_CHARACTERS = 16 * 1024;
/** Node and V8 before any guest: threads' stacks, code, young generation. Measured 50 MB; twice that is left. */
const NODE_DATA_BYTES = 128 * 1024 * 1024;
/** V8's range for compiled code, mapped writable as a whole, so all of it counts as data: seen in Node 24, not in 22. */
const CODE_RANGE_BYTES = 512 * 1024 * 1024;
const FIRST_NODE_WITH_WRITABLE_CODE = 23;
/** What Electron's binary has more than Node: measured 33 to 75 MB, most with Python and Ruby. */
const ELECTRON_DATA_BYTES = 80 * 1024 * 1024;

export interface GuestPlan {
  runtime: Runtime;
  mode: GuestConfig['mode'];
  /** The program's own memory limit. */
  memoryBytes: number;
  /** No guest has this much work. */
  cpuSeconds: number;
  snapshot: Snapshot | null;
}

export interface GuestHosting {
  /** Node, or Electron's binary, which is told to be Node. */
  execPath: string;
  nodeVersion: string;
  isElectron: boolean;
  supervisorPath: string;
  walls: OsWalls;
  listFlags?: (needs: NodeFlagNeeds) => string[];
}

export interface GuestEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** What Node said, bounded. */
  stderr: string;
}

export class GuestProcess implements AsyncDisposable {
  /** Settles when the process is gone. */
  readonly ended: Promise<GuestEnd>;
  readonly plan: GuestPlan;
  readonly #child: ChildProcess;
  readonly #interrupt: FileHandle;
  readonly #frames: AsyncGenerator<Frame, void>;

  private constructor(child: ChildProcess, plan: GuestPlan, interrupt: FileHandle) {
    this.#child = child;
    this.plan = plan;
    this.#interrupt = interrupt;
    this.#input.on('error', () => {
      // The guest is gone; its end says why.
    });
    this.#frames = readFrames(this.#output);
    this.ended = this.#watchEnd();
  }

  /** @throws Error where a file cannot be opened or the process not be started */
  static async start(hosting: GuestHosting, plan: GuestPlan): Promise<GuestProcess> {
    await using files = new OpenFiles();
    const { manifest, bundlePath, assetPaths } = plan.runtime;
    const assets: Record<string, OpenFile> = {};
    const bundle = { ...(await files.open(bundlePath)), name: manifest.id };
    for (const [name, path] of Object.entries(assetPaths)) assets[name] = await files.open(path);
    const snapshot = plan.snapshot === null ? null : await files.open(plan.snapshot.path, plan.snapshot.bytes);
    const config: GuestConfig = {
      mode: plan.mode,
      v8Flags: manifest.v8Flags,
      memoryLimitBytes: plan.memoryBytes,
      bundle,
      assets,
      snapshot,
    };
    const { writer, reader } = await openInterrupt();
    files.own(reader);
    try {
      const child = spawnGuest(hosting, plan, config, [reader.fd, ...files.fds]);
      // Without a process there may be no pipes either.
      if (child.pid === undefined) throw (await once(child, 'error'))[0];
      return new GuestProcess(child, plan, writer);
    } catch (error) {
      await writer.close();
      throw error;
    }
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /**
   * What the guest says, as it says it; not read while nobody pulls, so a slow consumer blocks the guest.
   * @throws FrameError
   */
  async *frames(): AsyncGenerator<Frame, void> {
    for (let frame = await this.nextFrame(); frame; frame = await this.nextFrame()) yield frame;
  }

  /** Null when there are no more. */
  async nextFrame(): Promise<Frame | null> {
    return (await this.#frames.next()).value ?? null;
  }

  /** Settles when the bytes are taken or the guest is gone. */
  async send(type: number, payload?: Uint8Array): Promise<void> {
    if (this.#input.write(encodeFrame(type, payload))) return;
    await Promise.race([once(this.#input, 'drain'), this.ended]).catch(() => {});
  }

  /** Asks the program to stop, as Ctrl+C does. */
  async interrupt(): Promise<void> {
    await this.#interrupt.write(Uint8Array.of(1), 0, 1, 0).catch(() => {});
  }

  kill(): void {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      // A group of its own, where there are groups: the guest and what stands around it.
      if (process.platform === 'win32') this.#child.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      this.#child.kill('SIGKILL');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill();
    await this.ended;
    this.#input.destroy();
    this.#output.destroy();
  }

  get #input(): Writable {
    return this.#child.stdio[3] as Writable;
  }

  get #output(): Readable {
    return this.#child.stdio[4] as Readable;
  }

  /** The end of stderr too: a process behind another may outlive it by a moment, and it holds that. */
  async #watchEnd(): Promise<GuestEnd> {
    let stderr = '';
    const said = this.#child.stderr as Readable;
    said.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < STDERR_LIMIT_CHARACTERS) stderr += text;
    });
    const silent = new Promise((resolve) => said.once('close', resolve));
    const end = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      this.#child.once('exit', (code, signal) => resolve([code, signal]));
      this.#child.once('error', () => resolve([null, null]));
    });
    await silent;
    await this.#interrupt.close().catch(() => {});
    return { code: end[0], signal: end[1], stderr };
  }
}

async function* readFrames(output: Readable): AsyncGenerator<Frame, void> {
  const reader = new FrameReader();
  for await (const chunk of output) yield* reader.read(chunk as Buffer);
}

function spawnGuest(hosting: GuestHosting, plan: GuestPlan, config: GuestConfig, files: number[]): ChildProcess {
  const { overheadBytes } = plan.runtime.manifest;
  const { listFlags = listNodeFlags } = hosting;
  const flags = listFlags({ ...hosting, heapBytes: overheadBytes });
  const command = [hosting.execPath, ...flags, hosting.supervisorPath, JSON.stringify(config)];
  const ownBytes = NODE_DATA_BYTES + (hosting.isElectron ? ELECTRON_DATA_BYTES : 0);
  const codeBytes = Number.parseInt(hosting.nodeVersion, 10) >= FIRST_NODE_WITH_WRITABLE_CODE ? CODE_RANGE_BYTES : 0;
  const dataBytes = ownBytes + codeBytes + overheadBytes + plan.memoryBytes;
  const [file = '', ...args] = hosting.walls.wrap(command, { dataBytes, cpuSeconds: plan.cpuSeconds });
  return spawn(file, args, {
    cwd: '/',
    env: hosting.isElectron ? AS_NODE : {},
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe', ...files],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

/**
 * Electron's binary as Node, not a utility process: that one ignores the permission flags, gets the engine's environment
 * where it is to have none, and can be given no open files and no walls (tried in Electron 33). Without archives, which
 * its `fs` would read past the permission model.
 */
const AS_NODE = { ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' };

/** A byte in a file without a name, which both sides hold open. */
async function openInterrupt(): Promise<{ writer: FileHandle; reader: FileHandle }> {
  const path = join(tmpdir(), `runyard-${randomBytes(12).toString('hex')}`);
  const writer = await open(path, 'wx', 0o600);
  try {
    return { writer, reader: await open(path, 'r') };
  } catch (error) {
    await writer.close();
    throw error;
  } finally {
    await unlink(path).catch(() => {});
  }
}

/** Files that a guest inherits; the engine's own descriptors of them are closed when it has been started. */
class OpenFiles implements AsyncDisposable {
  readonly #handles: FileHandle[] = [];
  readonly fds: number[] = [];

  /** @param bytes of its beginning; by default all of it */
  async open(path: string, bytes?: number): Promise<OpenFile> {
    const handle = await open(path, 'r');
    this.own(handle);
    this.fds.push(handle.fd);
    return { fd: FIRST_FILE_FD + this.fds.length - 1, bytes: bytes ?? (await handle.stat()).size };
  }

  own(handle: FileHandle): void {
    this.#handles.push(handle);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#handles.map((handle) => handle.close()));
  }
}
