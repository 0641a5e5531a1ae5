/** One run as its caller holds it: events, stdin, stop, and the acknowledgements that keep memory bounded. */
import type { RunEvent, RunRequestInput, TerminalSize } from '../contract';
import { encodeBase64 } from '../contract/base64';
import { RunyardError } from '../contract/runyard-error';
import type { CallOptions, ClientRun, ClientRunRequest } from './client';
import { connectionLost, decodeError } from './decode-error';
import { feedStdin, findSource } from './feed-stdin';
import { readAhead } from './read-ahead';
import { ask, type Rpc } from './rpc';

/** Used characters that are acknowledged at once: a sixteenth of what the engine sends ahead, so it never waits for the rest. */
export const ACKNOWLEDGE_CHARACTERS = 64 * 1024;

type State =
  /** Not iterated, or asked for and not started. */
  | { is: 'waiting' }
  | { is: 'started'; runId: string }
  /** Stopped before the engine had given it an id. */
  | { is: 'cancelled' }
  | { is: 'ended' };

export class RunCall implements ClientRun {
  readonly #rpc: Rpc;
  readonly #request: ClientRunRequest;
  readonly #options: CallOptions;
  readonly #call = new AbortController();
  readonly #started: Promise<string>;
  #resolveStarted: (runId: string) => void = () => {};
  #rejectStarted: (error: RunyardError) => void = () => {};
  #state: State = { is: 'waiting' };
  #iterated = false;
  #usedCharacters = 0;
  /** Stdin goes out in the order of the calls. */
  #lastInput: Promise<unknown> = Promise.resolve();
  readonly #ended = new AbortController();
  #sourceFailure: RunyardError | null = null;

  constructor(rpc: Rpc, request: ClientRunRequest, options: CallOptions) {
    this.#rpc = rpc;
    this.#request = request;
    this.#options = options;
    this.#started = new Promise((resolve, reject) => {
      this.#resolveStarted = resolve;
      this.#rejectStarted = reject;
    });
    // A run that never starts is told by its events; only a waiting `write` needs to hear of it here too.
    this.#started.catch(() => {});
  }

  write(data: string | Uint8Array): Promise<void> {
    return this.#sendInput((runId) =>
      this.#rpc.run.write(typeof data === 'string' ? { runId, text: data } : { runId, base64: encodeBase64(data) }),
    );
  }

  closeStdin(): Promise<void> {
    return this.#sendInput((runId) => this.#rpc.run.closeStdin({ runId }));
  }

  async resize(size: TerminalSize): Promise<void> {
    if (this.#state.is === 'ended' || this.#state.is === 'cancelled') return;
    await this.#sendInput((runId) => this.#rpc.run.resize({ runId, ...size }));
  }

  async stop(): Promise<void> {
    if (this.#state.is === 'started') return ask(this.#rpc.run.stop({ runId: this.#state.runId }));
    if (this.#state.is !== 'waiting') return;
    this.#state = { is: 'cancelled' };
    this.#call.abort();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RunEvent, void, undefined> {
    if (this.#iterated) {
      throw new RunyardError('BAD_REQUEST', {
        message: 'The events of a run can be read once only.',
        remedy: 'Start another run to read events again.',
      });
    }
    this.#iterated = true;
    const { signal } = this.#options;
    // What goes wrong with this stop, such as a lost connection, the loop hears by itself.
    const stop = () => void this.stop().catch(() => {});
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    const calledAtMs = performance.now();
    try {
      yield* this.#receive();
    } catch (error) {
      if (this.#isCancelled()) yield describeCancelled(performance.now() - calledAtMs);
      else throw decodeError(error);
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#end();
    }
  }

  async *#receive(): AsyncGenerator<RunEvent, void, undefined> {
    let finished = false;
    for await (const event of readAhead(await this.#ask())) {
      if (this.#isCancelled()) throw this.#call.signal.reason;
      if (event.type === 'started') this.#start(event.runId);
      if (event.type === 'finished') {
        finished = true;
        if (this.#sourceFailure) throw this.#sourceFailure;
      }
      yield event;
      if (event.type === 'output') this.#acknowledge(event.text.length);
    }
    if (!finished) throw connectionLost();
  }

  #ask(): Promise<AsyncIterable<RunEvent>> {
    const request = { ...this.#request, ...(findSource(this.#request) ? { stdin: 'interactive' } : {}) };
    return this.#rpc.run.start(request as RunRequestInput, { signal: this.#call.signal });
  }

  #isCancelled(): boolean {
    return this.#state.is === 'cancelled';
  }

  #start(runId: string): void {
    this.#state = { is: 'started', runId };
    this.#resolveStarted(runId);
    const source = findSource(this.#request);
    if (source) feedStdin(source, this, this.#ended.signal).catch((error) => this.#failSource(error));
  }

  #failSource(cause: unknown): void {
    this.#sourceFailure = new RunyardError('BAD_REQUEST', {
      message: `What was to be the program's stdin failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      remedy: 'Run it again with a stdin that can be read.',
      cause,
    });
    this.stop().catch(() => {});
  }

  #end(): void {
    this.#state = { is: 'ended' };
    this.#ended.abort();
    this.#rejectStarted(
      new RunyardError('RUN_UNKNOWN', {
        message: 'The run ended before its program had started.',
        remedy: 'Run it again to send it input.',
      }),
    );
  }

  #acknowledge(characters: number): void {
    this.#usedCharacters += characters;
    if (this.#usedCharacters < ACKNOWLEDGE_CHARACTERS || this.#state.is !== 'started') return;
    const used = this.#usedCharacters;
    this.#usedCharacters = 0;
    // It fails only with the connection, and then the stream fails too.
    this.#rpc.run.acknowledge({ runId: this.#state.runId, characters: used }).catch(() => {});
  }

  #sendInput(send: (runId: string) => Promise<void>): Promise<void> {
    const sent = this.#lastInput.then(async () => ask(send(await this.#started)));
    this.#lastInput = sent.catch(() => {});
    return sent;
  }
}

/** The engine does not answer a call that was aborted, so a run stopped before its start is told here. */
function describeCancelled(queuedMs: number): RunEvent {
  return {
    type: 'finished',
    outcome: { type: 'stopped', by: 'user' },
    metrics: {
      queuedMs,
      startupMs: 0,
      firstOutputMs: null,
      compileMs: null,
      runMs: null,
      cpuMs: null,
      peakMemoryBytes: null,
      outputBytes: 0,
    },
  };
}
