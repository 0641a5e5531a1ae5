/** One port or socket: the runs that it started, and so the only ones that it may touch. */
import { RunyardError } from '../../contract';
import type { FlowControl } from './flow-control';

/** Runs of one connection at once, queued ones included; one more is refused. */
export const MAX_RUNS_PER_CONNECTION = 128;

/** Ended runs whose ids are still known, so that a late `stop` or `acknowledge` is no error. */
const REMEMBERED_RUNS = 1024;

/** What a connection can do to a run of its own. */
export interface OwnedRun {
  readonly flow: FlowControl;
  /** Ends the program; its stream goes on to `finished`. */
  stop(): void;
}

/**
 * How the consumer says that it has used output: by a call of `acknowledge`, or by taking the next event, where what
 * lies between has a backpressure of its own.
 */
export type Acknowledgement = 'called' | 'pulled';

export class Connection {
  readonly #runs = new Map<string, OwnedRun>();
  readonly #ended = new Set<string>();
  #open = 0;
  #state: 'live' | 'ended' = 'live';

  /** @param client whose it is; a client may have several */
  constructor(
    readonly client: string,
    readonly acknowledgement: Acknowledgement = 'called',
  ) {}

  /** Nobody is there any more. What still comes of it, such as a message that was being read, is not done. */
  end(): void {
    this.#state = 'ended';
  }

  get isEnded(): boolean {
    return this.#state === 'ended';
  }

  /** Whether it has no run, not even a waiting one. */
  get isIdle(): boolean {
    return this.#open === 0;
  }

  /**
   * Takes a place for one more run; the returned function gives it back, once.
   * @throws RunyardError `QUEUE_FULL`
   */
  takePlace(): () => void {
    if (this.#open >= MAX_RUNS_PER_CONNECTION) {
      throw new RunyardError('QUEUE_FULL', {
        message: `This connection has ${MAX_RUNS_PER_CONNECTION} runs already, which is the most for one.`,
        remedy: 'Wait until some of them have ended.',
        details: { limit: MAX_RUNS_PER_CONNECTION },
      });
    }
    this.#open += 1;
    let taken = true;
    return () => {
      if (taken) this.#open -= 1;
      taken = false;
    };
  }

  own(runId: string, run: OwnedRun): void {
    this.#runs.set(runId, run);
  }

  forget(runId: string): void {
    if (!this.#runs.delete(runId)) return;
    this.#ended.add(runId);
    if (this.#ended.size <= REMEMBERED_RUNS) return;
    const [oldest] = this.#ended;
    if (oldest !== undefined) this.#ended.delete(oldest);
  }

  /**
   * The run, or null when it was this connection's and has ended.
   * @throws RunyardError `RUN_UNKNOWN` for a run that was never this connection's
   */
  findRun(runId: string): OwnedRun | null {
    const run = this.#runs.get(runId);
    if (run) return run;
    if (this.#ended.has(runId)) return null;
    throw new RunyardError('RUN_UNKNOWN', {
      message: 'This connection has started no run with that id.',
      remedy: 'Use the run id of a `started` event of the same connection: only the owner of a run may touch it.',
    });
  }

  /** @throws RunyardError `RUN_UNKNOWN` for a run that is not this connection's, or has ended */
  findLiveRun(runId: string): OwnedRun {
    const run = this.findRun(runId);
    if (run) return run;
    throw new RunyardError('RUN_UNKNOWN', {
      message: 'The program has ended, so it reads no more input.',
      remedy: 'Run it again to send it input.',
    });
  }
}
