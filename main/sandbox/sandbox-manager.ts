/** Sandbox manager: checks what is asked, lets runs in, knows everything that runs, and ends it when the app ends. */
import type { Limits, ProviderChoice, RunEvent, RunRequest, Spec, TerminalMode, TerminalSize } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import { packFiles } from './file-provider';
import { asFormatRequest, asFormatter } from './format-run';
import { wrapEntry } from './inline-form';
import { resolveLimits } from './limits';
import { createRunId } from './namespace';
import { RunQueue } from './run-queue';
import { RunSession } from './run-session';
import type { SandboxPlan, SandboxProvider } from './sandbox-provider';
import { readStdinData } from './stdin-data';

export interface SandboxManagerOptions {
  /** @throws RunyardError `SPEC_UNKNOWN` */
  findSpec: (idOrAlias: string) => Spec;
  /**
   * @param asked by default what the config says
   * @throws RunyardError where none can run the plan
   */
  chooseProvider: (plan: SandboxPlan, asked?: ProviderChoice) => Promise<SandboxProvider>;
  /** Told of each run once it has its provider. */
  noteRun?: (spec: Spec, provider: SandboxProvider) => void;
  /** Runs at once, at least 2. */
  concurrency: number;
  /** Runs that may wait. */
  queueLength: number;
  limits: Limits;
  maxLimits: Limits;
  /** In the id of each run, where several servers are behind one address. */
  replica?: string;
}

export class SandboxManager implements AsyncDisposable {
  readonly #options: SandboxManagerOptions;
  readonly #queue: RunQueue;
  readonly #sessions = new Map<string, { session: RunSession; gone: Promise<void> }>();
  #closing = false;

  constructor(options: SandboxManagerOptions) {
    this.#options = options;
    this.#queue = new RunQueue(options.concurrency, options.queueLength);
  }

  /**
   * Starts a run and gives its events. Aborting the signal stops it, and `finished` still comes; leaving the loop
   * ends it silently.
   * @param options.client whose run it is: the queue is fair between clients
   * @throws RunyardError `SPEC_UNKNOWN`, `FILE_INVALID`, `LIMIT_TOO_HIGH`, `BAD_REQUEST`, `SHUTTING_DOWN` at once;
   * `QUEUE_FULL` and what the provider's `acquire` throws out of the loop
   */
  run(request: RunRequest, { signal, client = '' }: { signal: AbortSignal; client?: string }): AsyncIterable<RunEvent> {
    if (this.#closing) {
      throw new RunyardError('SHUTTING_DOWN', {
        message: 'Runyard is closing.',
        remedy: 'Start it again to run code.',
      });
    }
    const spec = this.#options.findSpec(request.spec);
    const session =
      request.purpose === 'format'
        ? this.#createSession(asFormatRequest(request, spec), asFormatter(spec), client)
        : this.#createSession(request, spec, client);
    const gone = session.drive();
    this.#sessions.set(session.runId, { session, gone });
    const stop = () => session.end({ type: 'stopped', by: 'user' });
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void gone.then(() => signal.removeEventListener('abort', stop));
    return session.events;
  }

  /** Has sandboxes made ready for a language that is likely to be run soon. */
  prepare(idOrAlias: string, asked?: ProviderChoice, terminal: TerminalMode = 'off'): void {
    if (this.#closing) return;
    const spec = this.#options.findSpec(idOrAlias);
    const limits = this.#resolveLimits(undefined, spec, terminal);
    const plan: SandboxPlan = { spec, limits, network: false, terminal, priority: 'interactive' };
    void this.#options.chooseProvider(plan, asked).then(
      (provider) => void (this.#closing || provider.prepare(plan)),
      () => {
        // The run itself will say so.
      },
    );
  }

  async write(runId: string, data: string | Uint8Array): Promise<void> {
    await this.#find(runId).write(Buffer.from(data));
  }

  async resize(runId: string, size: TerminalSize): Promise<void> {
    await this.#find(runId).resize(size);
  }

  closeStdin(runId: string): void {
    this.#find(runId).closeStdin();
  }

  /** Runs that are not wholly gone. */
  get active(): number {
    return this.#sessions.size;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.endAll();
  }

  async endAll(): Promise<void> {
    this.#closing = true;
    const sessions = [...this.#sessions.values()];
    for (const { session } of sessions) session.end({ type: 'stopped', by: 'shutdown' });
    await Promise.all(sessions.map(({ gone }) => gone));
  }

  #createSession(request: RunRequest, spec: Spec, client: string): RunSession {
    const { files: packed, entry } = packFiles(request, spec);
    const { files, lineMap } = request.inline ? wrapEntry(packed, entry, spec) : { files: packed, lineMap: null };
    const runId = createRunId(this.#options.replica);
    const { network, priority } = request;
    const terminal = request.terminal ? 'on' : 'off';
    const stdin = request.stdin === 'interactive' ? null : readStdinData(request.stdin);
    if (terminal === 'on' && stdin !== null) {
      throw new RunyardError('BAD_REQUEST', {
        message: 'The run asks for a terminal and gives its stdin beforehand.',
        remedy: "Start it with stdin 'interactive', and type into the terminal.",
      });
    }
    return new RunSession({
      runId,
      client,
      plan: { spec, limits: this.#resolveLimits(request.limits, spec, terminal), network, terminal, priority },
      job: {
        files,
        entry,
        args: request.args.map((arg) => refuseNul('argument', arg)),
        env: checkEnvironment({ ...spec.env, ...request.env }),
        stdin,
        terminal: request.terminal ?? null,
      },
      outputForm: request.binary ? 'exact' : 'text',
      lineMap,
      chooseProvider: async (plan) => {
        const provider = await this.#options.chooseProvider(plan, request.provider);
        if (request.purpose === 'run') this.#options.noteRun?.(spec, provider);
        return provider;
      },
      queue: this.#queue,
      onGone: () => this.#sessions.delete(runId),
    });
  }

  #resolveLimits(asked: RunRequest['limits'], spec: Spec, terminal: TerminalMode): Limits {
    const { limits, maxLimits } = this.#options;
    return resolveLimits(asked, spec, limits, maxLimits, terminal);
  }

  #find(runId: string): RunSession {
    const entry = this.#sessions.get(runId);
    if (entry) return entry.session;
    throw new RunyardError('RUN_UNKNOWN', {
      message: 'That run is not running.',
      remedy: 'It has ended; run the program again.',
    });
  }
}

function checkEnvironment(env: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(env)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new RunyardError('BAD_REQUEST', {
        message: `${JSON.stringify(name)} is no name for an environment variable.`,
        remedy: 'Use letters, digits and _, and do not begin with a digit.',
      });
    }
    refuseNul(`environment variable ${name}`, value);
  }
  return env;
}

function refuseNul(what: string, text: string): string {
  if (!text.includes('\0')) return text;
  throw new RunyardError('BAD_REQUEST', {
    message: `The ${what} has a NUL character, which no program can be given.`,
    remedy: 'Take the NUL character out, or pass the data on stdin.',
  });
}
