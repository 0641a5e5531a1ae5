/** Test double of the run room: what a run does is told by its request, so that a test needs no memory in common with it. */
import {
  type ErrorCode,
  type RunEvent,
  type RunMetrics,
  type RunRequest,
  RunyardError,
  type TerminalMode,
  type TerminalSize,
} from '../../contract';
import { readStdinData } from '../sandbox/stdin-data';
import type { RunRoom } from './engine';

const FRAME_CHARACTERS = 64 * 1024;

/** What the `state` program prints, as JSON; keys are the `LABEL` that each run had in its environment. */
export interface FakeState {
  active: string[];
  /** Characters of output that the engine has handed out. */
  produced: Record<string, number>;
  ended: Record<string, 'finished' | 'failed' | 'abandoned'>;
  /** Image jobs that were cancelled, by spec. */
  cancelledImages: Record<string, number>;
  /** What was asked for with `prepare`: a spec, a provider or `any`, and whether in a terminal. */
  prepared: string[];
}

interface Stdin {
  chunks: (string | Uint8Array)[];
  state: 'open' | 'closed';
  wake: () => void;
}

interface FakeRun {
  request: RunRequest;
  runId: string;
  signal: AbortSignal;
  stdin: Stdin;
}

type Program = (run: FakeRun) => AsyncGenerator<RunEvent, void, undefined>;

export class FakeRuns implements RunRoom {
  readonly state: FakeState = { active: [], produced: {}, ended: {}, cancelledImages: {}, prepared: [] };
  readonly #stdins = new Map<string, Stdin>();
  readonly #ending = new AbortController();
  #nextRun = 1;

  async *run(request: RunRequest, options: { signal: AbortSignal }): AsyncGenerator<RunEvent, void, undefined> {
    const signal = AbortSignal.any([options.signal, this.#ending.signal]);
    const program = this.#programs[request.spec];
    if (!program) throw unknownSpec(request.spec);
    const label = request.env.LABEL ?? '';
    const runId = `fake-${this.#nextRun++}`;
    const stdin: Stdin = { chunks: [], state: 'open', wake: () => {} };
    if (request.stdin !== 'interactive') {
      stdin.chunks.push('text' in request.stdin ? request.stdin.text : readStdinData(request.stdin));
      stdin.state = 'closed';
    }
    this.#stdins.set(runId, stdin);
    this.state.active.push(label);
    this.state.ended[label] = 'abandoned';
    try {
      for await (const event of program({ request, runId, signal, stdin })) {
        if (event.type === 'output') this.state.produced[label] = (this.state.produced[label] ?? 0) + event.text.length;
        if (event.type === 'finished') this.state.ended[label] = 'finished';
        yield event;
      }
    } catch (error) {
      this.state.ended[label] = 'failed';
      throw error;
    } finally {
      this.state.active.splice(this.state.active.indexOf(label), 1);
      this.#stdins.delete(runId);
    }
  }

  async write(runId: string, data: string | Uint8Array): Promise<void> {
    const stdin = this.#findStdin(runId);
    stdin.chunks.push(data);
    stdin.wake();
  }

  /** The `screen` program reads the size along with what is typed. */
  async resize(runId: string, { columns, rows }: TerminalSize): Promise<void> {
    await this.write(runId, `${columns}x${rows}`);
  }

  prepare(spec: string, provider = 'any', terminal: TerminalMode = 'off'): void {
    if (!this.#programs[spec]) throw unknownSpec(spec);
    this.state.prepared.push(`${spec} ${provider}${terminal === 'on' ? ' terminal' : ''}`);
  }

  closeStdin(runId: string): void {
    const stdin = this.#findStdin(runId);
    stdin.state = 'closed';
    stdin.wake();
  }

  async endAll(): Promise<void> {
    this.#ending.abort();
  }

  #findStdin(runId: string): Stdin {
    const stdin = this.#stdins.get(runId);
    if (stdin) return stdin;
    throw new RunyardError('RUN_UNKNOWN', { message: 'There is no such run.', remedy: 'Start one.' });
  }

  readonly #programs: Record<string, Program> = {
    /** Waits in the queue at position 3, 2, 1, then prints each file to stdout and each argument to stderr. */
    async *print({ request, runId }) {
      for (const position of [3, 2, 1]) yield { type: 'queued', position };
      yield start(runId);
      yield { type: 'phase', phase: 'run' };
      for (const file of request.files) yield print(file.content);
      for (const text of request.args) yield { type: 'output', stream: 'stderr', text };
      yield finish({ type: 'exited', code: 0 });
    },
    /** Prints what it reads, until its stdin ends. */
    async *echo(run) {
      const decoder = new TextDecoder();
      yield* printStdin(run, (bytes) =>
        run.request.binary
          ? { text: Buffer.from(bytes).toString(), base64: Buffer.from(bytes).toString('base64') }
          : { text: decoder.decode(bytes, { stream: true }) },
      );
    },
    /** Prints the bytes that it reads as hexadecimal numbers. */
    hex: (run) => printStdin(run, (bytes) => ({ text: Buffer.from(bytes).toString('hex') })),
    /** Prints the size of its terminal, then each later size and each text that is typed. */
    async *screen({ request, runId, stdin, signal }) {
      const aborted = abortOf(signal);
      yield start(runId);
      yield print(`${request.terminal?.columns}x${request.terminal?.rows} `);
      while (!signal.aborted && (stdin.chunks.length > 0 || stdin.state === 'open')) {
        const chunk = stdin.chunks.shift();
        if (chunk === undefined) await Promise.race([wakeOf(stdin), aborted]);
        else yield print(`${typeof chunk === 'string' ? chunk : Buffer.from(chunk)} `);
      }
      yield finish({ type: 'exited', code: 0 });
    },
    /** Prints as many characters as its first argument says, as numbered lines of eight. */
    async *flood({ request, runId, signal }) {
      yield start(runId);
      const characters = Number(request.args[0]);
      for (let at = 0; at < characters && !signal.aborted; at += FRAME_CHARACTERS) {
        yield print(writeLines(at, Math.min(FRAME_CHARACTERS, characters - at)));
      }
      yield finish(signal.aborted ? { type: 'stopped', by: 'user' } : { type: 'exited', code: 0 });
    },
    /** Says that it waits, and waits to be stopped. */
    async *wait({ runId, signal }) {
      yield start(runId);
      yield print('waiting');
      await abortOf(signal);
      yield print('last words');
      yield finish({ type: 'stopped', by: 'user' });
    },
    /** Never gets out of the queue. */
    async *queue({ signal }) {
      yield { type: 'queued', position: 1 };
      await abortOf(signal);
      yield finish({ type: 'stopped', by: 'user' });
    },
    /** Fails before it has started with the code in its first argument. */
    // biome-ignore lint/correctness/useYield: it is a program that fails before it says anything.
    async *fail({ request }) {
      throw new RunyardError(request.args[0] as ErrorCode, {
        message: 'It failed as it was told to.',
        remedy: 'Do not tell it to.',
        details: { spec: request.spec },
      });
    },
    /** Prints, then fails in a way that nobody foresaw. */
    async *crash({ runId }) {
      yield start(runId);
      yield print('so far so good');
      throw new TypeError('secret words of the engine');
    },
    /** Prints the state of this double. */
    state: (run) => this.#printState(run),
  };

  async *#printState({ runId }: FakeRun): AsyncGenerator<RunEvent, void, undefined> {
    yield start(runId);
    yield print(JSON.stringify(this.state));
    yield finish({ type: 'exited', code: 0 });
  }
}

async function* printStdin(
  { runId, stdin, signal }: FakeRun,
  write: (bytes: Uint8Array) => { text: string; base64?: string },
): AsyncGenerator<RunEvent, void, undefined> {
  const aborted = abortOf(signal);
  yield start(runId);
  while (!signal.aborted) {
    const chunk = stdin.chunks.shift();
    if (typeof chunk === 'string') yield print(chunk);
    else if (chunk !== undefined) yield { type: 'output', stream: 'stdout', ...write(chunk) };
    else if (stdin.state === 'closed') break;
    else await Promise.race([wakeOf(stdin), aborted]);
  }
  yield finish(signal.aborted ? { type: 'stopped', by: 'user' } : { type: 'exited', code: 0 });
}

export function unknownSpec(spec: string): RunyardError {
  return new RunyardError('SPEC_UNKNOWN', {
    message: `There is no language "${spec}".`,
    remedy: 'Pick one of the list.',
    details: { spec },
  });
}

/** Settles when the signal aborts. */
export function abortOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function wakeOf(stdin: Stdin): Promise<void> {
  return new Promise((resolve) => {
    stdin.wake = resolve;
  });
}

function start(runId: string): RunEvent {
  return { type: 'started', runId, provider: 'fake', warm: true };
}

function print(text: string): RunEvent {
  return { type: 'output', stream: 'stdout', text };
}

function finish(outcome: Extract<RunEvent, { type: 'finished' }>['outcome']): RunEvent {
  const metrics: RunMetrics = {
    queuedMs: 0,
    startupMs: 1,
    firstOutputMs: 1,
    compileMs: null,
    runMs: 1,
    cpuMs: 1,
    peakMemoryBytes: 1024,
    outputBytes: 0,
  };
  return { type: 'finished', outcome, metrics };
}

/** Characters `from` to `from + characters` of `0000000\n0000001\n…`; both are multiples of eight. */
function writeLines(from: number, characters: number): string {
  let text = '';
  for (let at = from; at < from + characters; at += 8) text += `${String(at / 8).padStart(7, '0')}\n`;
  return text;
}
