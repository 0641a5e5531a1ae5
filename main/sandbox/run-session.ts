/** One run from its place in the queue to its `finished`: watches the limits, gathers the events, keeps the first cause. */
import type {
  Limits,
  LineMap,
  PhaseName,
  RunEvent,
  RunMetrics,
  RunOutcome,
  StreamName,
  TerminalSize,
} from '../../contract';
import { mapToSource } from '../../contract/map-to-source';
import { RunyardError } from '../../contract/runyard-error';
import { EventQueue } from './event-queue';
import { describeMissingPackage, MissingPackageReader } from './missing-package';
import { decideOutcome } from './outcome';
import { OutputCoalescer } from './output-coalescer';
import { ProblemReader } from './problem-reader';
import type { RunQueue } from './run-queue';
import {
  type PhaseResult,
  type Sandbox,
  type SandboxJob,
  SandboxLostError,
  type SandboxPlan,
  type SandboxProvider,
} from './sandbox-provider';

/** Characters of output that wait for a slow consumer before the program is held up. */
const QUEUE_CHARACTERS = 256 * 1024;
/** A killed program's last words are waited for so long; a fork bomb was seen to take 2.1 s to die. */
const DRAIN_TIMEOUT_MS = 4000;

export interface RunSessionOptions {
  runId: string;
  /** Whose run it is. */
  client: string;
  plan: SandboxPlan;
  job: SandboxJob;
  /** `exact`: output that is no UTF-8 is given as bytes too. */
  outputForm: 'text' | 'exact';
  /** Where the entry was wrapped. */
  lineMap: LineMap | null;
  /** @throws RunyardError where none can run the plan */
  chooseProvider: (plan: SandboxPlan) => Promise<SandboxProvider>;
  queue: RunQueue;
  /** Told when nothing of the run is left. */
  onGone: () => void;
}

export class RunSession {
  readonly runId: string;
  readonly events: EventQueue<RunEvent>;
  readonly #options: RunSessionOptions;
  readonly #coalescer: OutputCoalescer;
  #problems: Record<StreamName, ProblemReader>;
  #missing: MissingPackageReader;
  /** Whether the person knows that a package is missing. */
  #packageNote: 'none' | 'told' = 'none';
  readonly #abort = new AbortController();
  readonly #limits: Limits;
  readonly #metrics: RunMetrics = {
    queuedMs: 0,
    startupMs: 0,
    firstOutputMs: null,
    compileMs: null,
    runMs: null,
    cpuMs: null,
    peakMemoryBytes: null,
    outputBytes: 0,
  };
  #cause: RunOutcome | null = null;
  #sandbox: Sandbox | null = null;
  #providerId = '';
  #room: Promise<void> | undefined;
  #admittedAt = 0;
  #phase: { name: PhaseName; startedAt: number; timer: NodeJS.Timeout } | null = null;
  #lastResult: PhaseResult | null = null;
  #drainTimer: NodeJS.Timeout | null = null;
  readonly #dropped: Record<StreamName, number> = { stdout: 0, stderr: 0 };

  constructor(options: RunSessionOptions) {
    this.runId = options.runId;
    this.#options = options;
    this.#limits = options.plan.limits;
    this.events = new EventQueue(QUEUE_CHARACTERS, () => this.end({ type: 'stopped', by: 'user' }));
    this.#problems = this.#createReaders();
    this.#missing = this.#createMissingReader();
    this.#coalescer = new OutputCoalescer((piece) => {
      this.#problems[piece.stream].write(piece.text);
      this.#missing.write(piece.text);
      const length = piece.text.length + (piece.base64?.length ?? 0);
      this.#room = this.events.push({ type: 'output', ...piece }, length) ?? this.#room;
    }, options.outputForm);
  }

  /** Runs to the end. Never rejects: what fails is thrown out of `events`. */
  async drive(): Promise<void> {
    const { queue, plan, client, onGone } = this.#options;
    const queuedAt = performance.now();
    try {
      using _place = await queue.enter(plan.priority, client, this.#abort.signal, (position) =>
        this.events.push({ type: 'queued', position }),
      );
      this.#admittedAt = performance.now();
      this.#metrics.queuedMs = this.#admittedAt - queuedAt;
      await this.#runInSandbox();
      this.#finish();
    } catch (error) {
      if (this.#cause) this.#finish();
      else if (error instanceof SandboxLostError) {
        this.#cause = { type: 'lost', reason: error.message };
        this.#finish();
      } else this.events.fail(error);
    } finally {
      this.#release();
    }
    try {
      await this.#sandbox?.[Symbol.asyncDispose]();
    } catch (error) {
      console.error('A sandbox was not disposed of:', error);
    } finally {
      onGone();
    }
  }

  /** Ends the run for this cause, unless it has one already. */
  end(cause: RunOutcome): void {
    if (this.#cause) return;
    this.#cause = cause;
    this.#abort.abort();
    if (!this.#sandbox) return;
    if (cause.type === 'stopped' && cause.by === 'user' && this.#sandbox.interrupt) void this.#sandbox.interrupt();
    else void this.#sandbox.kill();
    this.#drainTimer = setTimeout(() => void this.#sandbox?.[Symbol.asyncDispose](), DRAIN_TIMEOUT_MS);
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#options.job.stdin !== null) {
      throw new RunyardError('BAD_REQUEST', {
        message: 'The run was started with all of its stdin, so nothing more can be written.',
        remedy: "Start the run with stdin 'interactive' to write while it runs.",
      });
    }
    await this.#sandbox?.write(bytes);
  }

  closeStdin(): void {
    this.#sandbox?.closeStdin();
  }

  async resize(size: TerminalSize): Promise<void> {
    if (this.#options.job.terminal === null) {
      throw new RunyardError('BAD_REQUEST', {
        message: 'The run has no terminal, so it has no size.',
        remedy: 'Start it with a terminal to give it one.',
      });
    }
    await this.#sandbox?.resize?.(size);
  }

  async #runInSandbox(): Promise<void> {
    const { chooseProvider, plan, job } = this.#options;
    const provider = await chooseProvider(plan);
    const tell = (message: string) => this.events.push({ type: 'preparing', message });
    this.#providerId = provider.id;
    const sandbox = await provider.acquire(plan, this.#abort.signal, tell);
    this.#sandbox = sandbox;
    if (this.#cause) return;
    const { lineMap } = this.#options;
    this.events.push({
      type: 'started',
      runId: this.runId,
      provider: provider.id,
      warm: sandbox.warm,
      ...(lineMap ? { lineMap } : {}),
    });
    for await (const event of sandbox.execute(job)) {
      if (event.type === 'output') await this.#takeOutput(event.stream, event.bytes);
      else if (event.type === 'phaseStarted') this.#startPhase(event.phase);
      else if (event.type === 'usage') this.#takeUsage(event);
      else if (event.type === 'phaseEnded') this.#endPhase(event.result);
      else this.#tell(event);
    }
  }

  #startPhase(phase: PhaseName): void {
    const startedAt = performance.now();
    if (!this.#lastResult) this.#metrics.startupMs = startedAt - this.#admittedAt;
    const limitMs = phase === 'compile' ? this.#limits.compileTimeoutMs : this.#limits.runTimeoutMs;
    const timer = setTimeout(() => this.end({ type: 'timedOut', phase, limitMs }), limitMs);
    this.#phase = { name: phase, startedAt, timer };
    this.events.push({ type: 'phase', phase });
  }

  #endPhase(result: PhaseResult): void {
    this.#stopClock();
    this.#lastResult = result;
    this.#takeUsage(result);
    this.#coalescer.flush();
    this.#tellProblems();
    this.#tellMissingPackage(result);
  }

  /** What the phase said of places in the person's files. */
  #tellProblems(): void {
    const { lineMap } = this.#options;
    const items = [...this.#problems.stderr.end(), ...this.#problems.stdout.end()].map((item) =>
      mapToSource(lineMap, item),
    );
    if (items.length > 0) this.events.push({ type: 'diagnostics', items });
    this.#problems = this.#createReaders();
  }

  #tellMissingPackage({ exitCode }: PhaseResult): void {
    const name = exitCode === 0 || this.#packageNote === 'told' ? null : this.#missing.find();
    this.#missing = this.#createMissingReader();
    if (name === null) return;
    const message = describeMissingPackage(name, this.#options.plan.spec.title, this.#providerId);
    this.#tell({ type: 'unsupported', feature: 'package', message });
  }

  #createMissingReader(): MissingPackageReader {
    return new MissingPackageReader(this.#options.plan.spec.missingPackage);
  }

  #createReaders(): Record<StreamName, ProblemReader> {
    const { plan, job } = this.#options;
    const paths = job.files.map(({ path }) => path);
    const create = () => new ProblemReader(plan.spec.diagnostics, paths, job.entry);
    return { stdout: create(), stderr: create() };
  }

  #takeUsage({ cpuMs, peakMemoryBytes }: Pick<PhaseResult, 'cpuMs' | 'peakMemoryBytes'>): void {
    this.#metrics.cpuMs = cpuMs;
    this.#metrics.peakMemoryBytes = peakMemoryBytes;
  }

  /** After all that was printed before it. */
  #tell(event: Extract<RunEvent, { type: 'inputNeeded' | 'unsupported' }>): void {
    this.#coalescer.flush();
    if (event.type === 'unsupported' && event.feature === 'package') this.#packageNote = 'told';
    this.events.push(event);
  }

  #stopClock(): void {
    if (!this.#phase) return;
    clearTimeout(this.#phase.timer);
    const elapsedMs = performance.now() - this.#phase.startedAt;
    this.#metrics[this.#phase.name === 'compile' ? 'compileMs' : 'runMs'] = elapsedMs;
    this.#phase = null;
  }

  async #takeOutput(stream: StreamName, bytes: Uint8Array): Promise<void> {
    const { outputBytes: limitBytes } = this.#limits;
    const kept = bytes.subarray(0, Math.max(0, limitBytes - this.#metrics.outputBytes));
    this.#dropped[stream] += bytes.length - kept.length;
    if (kept.length > 0) {
      this.#metrics.firstOutputMs ??= performance.now() - this.#admittedAt;
      this.#metrics.outputBytes += kept.length;
      this.#coalescer.write(stream, kept);
    }
    if (kept.length < bytes.length) this.end({ type: 'outputLimit', limitBytes });
    // A dying program's output is bounded by its sandbox: waiting for the consumer would hold up its end.
    const room = this.#room;
    this.#room = undefined;
    if (!this.#cause) await Promise.race([room, this.#aborted]);
  }

  #finish(): void {
    this.#stopClock();
    this.#coalescer.end();
    this.#tellProblems();
    for (const stream of ['stdout', 'stderr'] as const) {
      const droppedBytes = this.#dropped[stream];
      if (droppedBytes > 0) this.events.push({ type: 'truncated', stream, droppedBytes });
    }
    this.#cause ??= this.#decide();
    this.events.push({ type: 'finished', outcome: this.#cause, metrics: this.#metrics });
    this.events.end();
  }

  #decide(): RunOutcome {
    if (!this.#lastResult) return { type: 'lost', reason: 'The sandbox ended before the program did.' };
    return decideOutcome(this.#lastResult, this.#limits, this.#options.plan.terminal);
  }

  readonly #aborted = new Promise<void>((resolve) => {
    this.#abort.signal.addEventListener('abort', () => resolve(), { once: true });
  });

  #release(): void {
    this.#stopClock();
    if (this.#drainTimer) clearTimeout(this.#drainTimer);
    this.#coalescer[Symbol.dispose]();
  }
}
