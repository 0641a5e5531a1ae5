/** A guest process as a sandbox: one job goes in, its frames become events, and how the process died becomes an end. */
import { z } from 'zod';
import { PhaseName, UnsupportedFeature } from '../../contract';
import {
  type PhaseResult,
  type Sandbox,
  type SandboxEvent,
  type SandboxJob,
  SandboxLostError,
} from '../sandbox/sandbox-provider';
import { findFailureLine } from './failure-line';
import type { GuestEnd, GuestProcess } from './guest-process';
import { StdinFeed } from './stdin-feed';
import { describeUnsupported } from './unsupported';
import { type Frame, FrameError, FromGuest, ToGuest } from './wire';

/** A guest with its job, outside of a phase, has no limit of its own: so long it may take to begin the next. */
const IDLE_TIMEOUT_MS = 10_000;
/** A runtime says each thing once; nobody reads more of what something else says. */
const UNSUPPORTED_LIMIT = 32;

/** What a guest says is checked as what a stranger says: it may not be its runtime that speaks. */
const PhaseEnded = z.object({
  phase: PhaseName,
  exitCode: z.number().int().min(0).max(255),
  outOfMemory: z.boolean(),
  cpuMs: z.number().min(0),
  peakMemoryBytes: z.number().min(0),
});
const Unsupported = z.object({ what: UnsupportedFeature, detail: z.string().max(200) });

export interface EmbeddedSandboxOptions {
  guest: GuestProcess;
  warm: boolean;
  /** For people: `Python`. */
  language: string;
  /** A program that is asked to stop is killed after so long. */
  stopGraceMs: number;
  /** Watches the guest's memory where the operating system does not hold it to its limit. */
  watchMemory: ((guest: GuestProcess, onExceeded: () => void) => Disposable) | null;
  onGone: () => void;
}

export class EmbeddedSandbox implements Sandbox {
  readonly warm: boolean;
  readonly #options: EmbeddedSandboxOptions;
  readonly #guest: GuestProcess;
  readonly #stdin: StdinFeed;
  #killed = false;
  #memoryExceeded = false;
  readonly #watchdog: Disposable | null;
  #graceTimer: NodeJS.Timeout | null = null;
  #gone: Promise<void> | null = null;
  #phase: { name: PhaseName; state: 'running' | 'over' } | null = null;
  #unsupportedCount = 0;

  constructor(options: EmbeddedSandboxOptions) {
    this.#options = options;
    this.warm = options.warm;
    this.#guest = options.guest;
    this.#stdin = new StdinFeed((type, payload) => this.#guest.send(type, payload));
    this.#watchdog =
      options.watchMemory?.(options.guest, () => {
        this.#memoryExceeded = true;
        this.#guest.kill();
      }) ?? null;
  }

  async *execute({ files, entry, args, env, stdin }: SandboxJob): AsyncGenerator<SandboxEvent, void> {
    if (stdin !== null) {
      void this.#stdin.write(Buffer.from(stdin));
      this.#stdin.close();
    }
    void this.#guest.send(ToGuest.job, Buffer.from(JSON.stringify({ files, entry, args, env })));
    let idleTimer = this.#limitIdle();
    try {
      for await (const frame of this.#guest.frames()) {
        const event = this.#read(frame);
        if (event?.type === 'phaseStarted') clearTimeout(idleTimer);
        if (event) yield event;
        if (event?.type !== 'phaseEnded') continue;
        if (isLast(event.result)) {
          // Whatever it still does or says is no part of the run.
          this.#guest.kill();
          return;
        }
        idleTimer = this.#limitIdle();
      }
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#guest.kill();
      throw new SandboxLostError(`The embedded ${this.#options.language} was ended: ${error.message}`);
    } finally {
      clearTimeout(idleTimer);
    }
    const end = await this.#guest.ended;
    this.#stdin.cut();
    if (this.#killed) return;
    const result = this.#memoryExceeded ? MEMORY_DEATH : explainDeath(end, this.#options.language);
    yield { type: 'phaseEnded', result };
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#stdin.write(bytes);
  }

  closeStdin(): void {
    this.#stdin.close();
  }

  async kill(): Promise<void> {
    this.#killed = true;
    this.#stdin.cut();
    this.#guest.kill();
  }

  async interrupt(): Promise<void> {
    this.#graceTimer ??= setTimeout(() => void this.kill(), this.#options.stopGraceMs);
    this.#killed = true;
    await this.#guest.interrupt();
    // One that waits for input finds its end, and then the interrupt.
    this.#stdin.cut();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#gone ??= this.#dispose();
    return this.#gone;
  }

  async #dispose(): Promise<void> {
    this.#killed = true;
    if (this.#graceTimer) clearTimeout(this.#graceTimer);
    this.#watchdog?.[Symbol.dispose]();
    this.#stdin.cut();
    await this.#guest[Symbol.asyncDispose]();
    this.#options.onGone();
  }

  #limitIdle(): NodeJS.Timeout {
    return setTimeout(() => this.#guest.kill(), IDLE_TIMEOUT_MS);
  }

  #read({ type, payload }: Frame): SandboxEvent | null {
    if (type === FromGuest.stdout) return { type: 'output', stream: 'stdout', bytes: payload };
    if (type === FromGuest.stderr) return { type: 'output', stream: 'stderr', bytes: payload };
    if (type === FromGuest.inputNeeded) return this.#stdin.ask() ? { type: 'inputNeeded' } : null;
    const text = Buffer.from(payload).toString();
    if (type === FromGuest.phaseStarted) return this.#startPhase(PhaseName.catch('run').parse(text));
    if (type === FromGuest.phaseEnded) return this.#endPhase(parse(PhaseEnded, text));
    if (type === FromGuest.unsupported) {
      if (++this.#unsupportedCount > UNSUPPORTED_LIMIT) return null;
      const { what, detail } = parse(Unsupported, text);
      return { type: 'unsupported', feature: what, message: describeUnsupported(what, detail, this.#options.language) };
    }
    if (type === FromGuest.failed)
      throw new SandboxLostError(`The embedded ${this.#options.language} failed: ${findFailureLine(text)}`);
    return null;
  }

  /** One of each at most, compiling first: each has a time limit of its own. */
  #startPhase(phase: PhaseName): SandboxEvent {
    const isNext = this.#phase === null || (this.#phase.state === 'over' && this.#phase.name === 'compile');
    if (!isNext || (this.#phase && phase === 'compile')) throw new FrameError('It began a phase out of turn.');
    this.#phase = { name: phase, state: 'running' };
    return { type: 'phaseStarted', phase };
  }

  #endPhase(ended: z.infer<typeof PhaseEnded>): SandboxEvent {
    if (this.#phase?.state !== 'running' || this.#phase.name !== ended.phase) {
      throw new FrameError('It ended a phase out of turn.');
    }
    this.#phase.state = 'over';
    return { type: 'phaseEnded', result: { ...ended, processLimitMet: false } };
  }
}

/** Nothing comes after the run phase, or after a compile phase that failed. */
function isLast({ phase, exitCode }: PhaseResult): boolean {
  return phase === 'run' || exitCode !== 0;
}

/** @throws FrameError */
function parse<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new FrameError('It sent what is no news of a runtime.');
  }
}

const MEMORY_DEATH: PhaseResult = {
  phase: 'run',
  exitCode: 137,
  outOfMemory: true,
  processLimitMet: false,
  cpuMs: null,
  peakMemoryBytes: null,
};

/**
 * Node ends itself so where V8 or the allocator is refused memory.
 * @throws SandboxLostError where it was not memory
 */
function explainDeath({ code, signal, stderr }: GuestEnd, language: string): PhaseResult {
  if (/out of memory|bad_alloc|Cannot allocate memory|allocation failed/i.test(stderr)) return MEMORY_DEATH;
  const how = signal ? `was ended by ${signal}` : `ended with ${code ?? 'nothing'}`;
  const why = findFailureLine(stderr);
  throw new SandboxLostError(`The process of the embedded ${language} ${how}${why ? `: ${why}` : '.'}`);
}
