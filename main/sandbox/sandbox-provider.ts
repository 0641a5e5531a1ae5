/** The ports of the engine: what a sandbox manager needs of whatever runs programs (Docker, WebAssembly). */
import type {
  Limits,
  PhaseName,
  RunRequest,
  RunyardError,
  SourceFile,
  Spec,
  StreamName,
  TerminalMode,
  TerminalSize,
  UnsupportedFeature,
} from '../../contract';

/** What has to be known to have a sandbox ready; nothing of the code that will run in it. */
export interface SandboxPlan {
  spec: Spec;
  /** Complete and within the config's bounds. */
  limits: Limits;
  network: boolean;
  /** Whether the program is to have a terminal. */
  terminal: TerminalMode;
  /** A `batch` may not take the last warm sandbox. */
  priority: RunRequest['priority'];
}

/** What runs in a sandbox, once. File paths are checked (`packFiles`) before they come here. */
export interface SandboxJob {
  files: SourceFile[];
  entry: string;
  args: string[];
  env: Record<string, string>;
  /** All of stdin; null keeps it open for `write`. */
  stdin: Uint8Array | null;
  /** The terminal's size at first; null where the plan has none. */
  terminal: TerminalSize | null;
}

/** What ended a phase, as the sandbox itself saw it. */
export interface PhaseResult {
  phase: PhaseName;
  /** Exit code as a shell gives it, 128 + n for signal n; null when it could not be learnt. */
  exitCode: number | null;
  /** The kernel killed something of the phase for memory. */
  outOfMemory: boolean;
  /** The kernel refused the phase a process or thread over the limit. */
  processLimitMet: boolean;
  /** User and system time of all that ran in the sandbox so far. */
  cpuMs: number | null;
  peakMemoryBytes: number | null;
}

export type SandboxEvent =
  | { type: 'phaseStarted'; phase: PhaseName }
  /** As it was printed: not decoded, not coalesced. The bytes are the consumer's to keep. */
  | { type: 'output'; stream: StreamName; bytes: Uint8Array }
  | { type: 'phaseEnded'; result: PhaseResult }
  /** The program waits for stdin, and all that was written is read. Only from a sandbox that can see it. */
  | { type: 'inputNeeded' }
  /** The program wanted what this provider cannot give; one sentence says so. */
  | { type: 'unsupported'; feature: UnsupportedFeature; message: string }
  /** What a killed program had used, where it can still be learnt. */
  | { type: 'usage'; cpuMs: number; peakMemoryBytes: number };

/**
 * A single-use place for one job. Disposing kills whatever runs in it and gives back all that it holds;
 * it is idempotent and settles when nothing of the sandbox is left to run.
 */
export interface Sandbox extends AsyncDisposable {
  /** It was ready before it was asked for. */
  readonly warm: boolean;
  /**
   * Runs the job: the compile phase if the spec has one, then the run phase unless compiling failed.
   * Pulled: what is not read is not read from the program either, so a slow consumer stops a fast program.
   * Ends after the last phase's end; after `kill`, ends once what was already printed is given.
   * Throws `SandboxLostError` when the sandbox goes away by itself.
   */
  execute(job: SandboxJob): AsyncIterable<SandboxEvent>;
  /** Writes to an open stdin; does nothing once the program has ended. Settles when the bytes are taken. */
  write(bytes: Uint8Array): Promise<void>;
  /** In a terminal, as Ctrl+D does. */
  closeStdin(): void;
  /** Only of a sandbox with a terminal. Does nothing once the program has ended. */
  resize?(size: TerminalSize): Promise<void>;
  /** Kills everything in the sandbox at once. */
  kill(): Promise<void>;
  /** Asks the program to end, as Ctrl+C does, and kills it if it has not within a moment. */
  interrupt?(): Promise<void>;
}

/** The sandbox vanished under a running program. */
export class SandboxLostError extends Error {
  override readonly name = 'SandboxLostError';
}

export interface SandboxProvider extends AsyncDisposable {
  /** `docker`, `embedded`. */
  readonly id: string;
  /** Null where it could run the plan now; otherwise the error with which `acquire` would refuse it. */
  check(plan: SandboxPlan): Promise<RunyardError | null>;
  /**
   * Gives a sandbox for the plan, warm where one is ready.
   * @param tell is told, in one sentence, what takes long
   * @throws RunyardError `DOCKER_UNREACHABLE`, `IMAGE_MISSING`, `DOCKER_FAILED`, `RUNTIME_MISSING`, `EMBEDDED_FAILED`
   */
  acquire(plan: SandboxPlan, signal: AbortSignal, tell?: (message: string) => void): Promise<Sandbox>;
  /** Keeps sandboxes ready for a spec that is likely to be run soon, such as the one in the open tab. */
  prepare(plan: SandboxPlan): void;
}
