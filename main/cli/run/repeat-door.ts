/**
 * A run like an earlier one, by what that one left: neither the configuration nor the languages are read anew, and the
 * libraries for that are not loaded. The daemon and the image are asked as ever. What does not go this way is left to the
 * whole engine, from the beginning.
 */
import type { DoctorReport, RunEvent, RunRequest, RunRequestInput } from '../../../contract';
import { composeRepeat, type RepeatEngine } from '../../compose-repeat';
import type { HeadStart } from '../../docker/head-start';
import type { EarlierRun, EarlierRuns } from './earlier-run';
import type { RunDoor } from './run-door';

/**
 * Opens the whole engine.
 * @param found of a daemon that does not answer, which is not waited for once more; otherwise null
 */
export type OpenWhole = (found: DoctorReport | null) => Promise<RunDoor>;

export class RepeatDoor implements RunDoor {
  readonly #runs: EarlierRuns;
  readonly #earlier: EarlierRun;
  readonly #headStart: HeadStart;
  readonly #openWhole: OpenWhole;
  readonly #engine: RepeatEngine;
  #whole: RunDoor | null = null;
  #state: 'open' | 'started' | 'exited' = 'open';

  /**
   * @param runs where the earlier one is remembered
   * @param openWhole opens it with that head start, which it then disposes of
   */
  constructor(runs: EarlierRuns, earlier: EarlierRun, headStart: HeadStart, openWhole: OpenWhole) {
    this.#runs = runs;
    this.#earlier = earlier;
    this.#headStart = headStart;
    this.#openWhole = openWhole;
    this.#engine = composeRepeat(earlier.spec, earlier.config, headStart);
  }

  async findFileName(): Promise<string> {
    return this.#earlier.spec.file;
  }

  async *run(input: RunRequestInput, signal: AbortSignal): AsyncGenerator<RunEvent, void, undefined> {
    try {
      for await (const event of this.#engine.runs.run(complete(input), { signal })) {
        if (event.type === 'started') this.#state = 'started';
        if (event.type === 'finished' && event.outcome.type === 'exited') this.#state = 'exited';
        yield event;
      }
      return;
    } catch (error) {
      if (this.#state !== 'open' || signal.aborted) throw error;
    }
    const { unanswered } = this.#engine;
    await this.#engine[Symbol.asyncDispose]();
    this.#whole = await this.#openWhole(unanswered);
    yield* this.#whole.run(input, signal);
  }

  async write(runId: string, bytes: Uint8Array): Promise<void> {
    await (this.#whole ?? this.#engine.runs).write(runId, bytes);
  }

  async closeStdin(runId: string): Promise<void> {
    await (this.#whole ?? this.#engine.runs).closeStdin(runId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#whole) return this.#whole[Symbol.asyncDispose]();
    if (this.#state !== 'open') await this.#correct();
    await this.#headStart[Symbol.asyncDispose]();
    const gone = this.#engine[Symbol.asyncDispose]();
    // A container whose program has ended ends by itself, and the daemon removes it: nobody need wait for that.
    if (this.#state === 'exited') void Promise.resolve(gone).catch(() => {});
    else await gone;
  }

  /** A guess that was wrong once would be wrong each time: of a daemon that has other processors now, or is another one. */
  async #correct(): Promise<void> {
    const { right: guess } = this.#headStart;
    if (JSON.stringify(guess) !== JSON.stringify(this.#earlier.guess)) {
      await this.#runs.remember(guess && { ...this.#earlier, guess });
    }
  }
}

/** With the defaults of the contract's `RunRequest`, whose schema takes long to load. */
function complete({
  inline = false,
  args = [],
  env = {},
  stdin = { text: '' },
  binary = false,
  network = false,
  purpose = 'run',
  priority = 'interactive',
  ...rest
}: RunRequestInput): RunRequest {
  return { inline, args, env, stdin, binary, network, purpose, priority, ...rest };
}
