/** A sandbox provider for tests of the rooms above it: each sandbox gives the events that the test scripts. */
import type { RunyardError, TerminalSize } from '../../contract';
import { EventQueue } from './event-queue';
import type { Sandbox, SandboxEvent, SandboxJob, SandboxPlan, SandboxProvider } from './sandbox-provider';

export type Script = (sandbox: FakeSandbox, job: SandboxJob) => Promise<void> | void;

export class FakeSandbox implements Sandbox {
  readonly warm = true;
  readonly events = new EventQueue<SandboxEvent>(1024);
  readonly written: string[] = [];
  killed = 0;
  disposed = 0;
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
  }

  execute(job: SandboxJob): AsyncIterable<SandboxEvent> {
    void Promise.resolve(this.#script(this, job)).catch((error: unknown) => this.events.fail(error));
    return this.events;
  }

  print(text: string, stream: 'stdout' | 'stderr' = 'stdout'): Promise<void> | undefined {
    return this.events.push({ type: 'output', stream, bytes: Buffer.from(text) }, text.length);
  }

  startPhase(phase: 'compile' | 'run'): void {
    this.events.push({ type: 'phaseStarted', phase });
  }

  endPhase(phase: 'compile' | 'run', exitCode: number): void {
    const seen = { outOfMemory: false, processLimitMet: false, cpuMs: 1, peakMemoryBytes: 1 };
    this.events.push({ type: 'phaseEnded', result: { phase, exitCode, ...seen } });
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.written.push(Buffer.from(bytes).toString());
  }

  closeStdin(): void {
    this.written.push('<end>');
  }

  async resize({ columns, rows }: TerminalSize): Promise<void> {
    this.written.push(`<${columns}x${rows}>`);
  }

  async kill(): Promise<void> {
    this.killed += 1;
    this.events.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.disposed += 1;
    this.events.end();
  }
}

export class FakeSandboxProvider implements SandboxProvider {
  readonly id: string;
  readonly sandboxes: FakeSandbox[] = [];
  readonly prepared: SandboxPlan[] = [];
  readonly #script: Script;
  /** Awaited before each sandbox is given. */
  beforeAcquire: (signal: AbortSignal) => Promise<void> = async () => {};

  constructor(script: Script, id = 'fake') {
    this.#script = script;
    this.id = id;
  }

  /** What `check` says. */
  refusal: RunyardError | null = null;

  async check(): Promise<RunyardError | null> {
    return this.refusal;
  }

  async acquire(_plan: SandboxPlan, signal: AbortSignal): Promise<Sandbox> {
    await this.beforeAcquire(signal);
    signal.throwIfAborted();
    const sandbox = new FakeSandbox(this.#script);
    this.sandboxes.push(sandbox);
    return sandbox;
  }

  prepare(plan: SandboxPlan): void {
    this.prepared.push(plan);
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
