/** Runs for others: bounded for each client, told of when they have ended, and let to their end when the server closes. */
import {
  type ProviderChoice,
  type RunEvent,
  type RunOutcome,
  type RunRequest,
  RunyardError,
  type TerminalMode,
  type TerminalSize,
} from '../../contract';
import type { RunRoom } from '../api/engine';

const MINUTE_MS = 60_000;
/** What the word that a run has ended takes to reach its client. */
const FAREWELL_MS = 2_000;

/** One run that is over, whatever became of it. */
export interface ServedRun {
  client: string;
  request: RunRequest;
  /** Null where it never had one. */
  provider: string | null;
  /** Null where the client left before the end. */
  outcome: RunOutcome | null;
  /** The code of what failed on our side. */
  failure: string | null;
  /** From the request to the end, waiting included. */
  durationMs: number;
}

export interface ServedRunsOptions {
  runs: RunRoom;
  /** Runs of one client at once, waiting ones included. */
  runsPerClient: number;
  /** Runs that one client may start in a minute; 0 sets no bound. */
  runsPerMinute: number;
  onEnd?: (run: ServedRun) => void;
  now?: () => number;
}

interface Client {
  open: number;
  /** When the minute that is counted began. */
  since: number;
  started: number;
}

export class ServedRuns implements RunRoom {
  readonly #options: ServedRunsOptions;
  readonly #now: () => number;
  readonly #clients = new Map<string, Client>();
  #open = 0;
  #state: 'open' | 'draining' = 'open';
  #onEmpty: () => void = () => {};

  constructor(options: ServedRunsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Runs that are not over, waiting ones included. */
  get open(): number {
    return this.#open;
  }

  get isDraining(): boolean {
    return this.#state === 'draining';
  }

  async *run(
    request: RunRequest,
    options: { signal: AbortSignal; client?: string },
  ): AsyncGenerator<RunEvent, void, undefined> {
    const { client: name = '' } = options;
    const client = this.#admit(name);
    const startedAt = this.#now();
    const ended: ServedRun = { client: name, request, provider: null, outcome: null, failure: null, durationMs: 0 };
    try {
      for await (const event of this.#options.runs.run(request, options)) {
        if (event.type === 'started') ended.provider = event.provider;
        if (event.type === 'finished') ended.outcome = event.outcome;
        yield event;
      }
    } catch (error) {
      ended.failure = error instanceof RunyardError ? error.code : 'INTERNAL';
      throw error;
    } finally {
      client.open -= 1;
      this.#open -= 1;
      ended.durationMs = this.#now() - startedAt;
      this.#options.onEnd?.(ended);
      if (this.#open === 0) this.#onEmpty();
    }
  }

  /**
   * Takes no more runs, waits for those that there are, and ends them after `graceMs`. Settles when each is over and
   * its client has been told, or will not hear it.
   */
  async drain(graceMs: number): Promise<void> {
    this.#state = 'draining';
    await this.#untilEmpty(graceMs);
    await this.#options.runs.endAll();
    await this.#untilEmpty(FAREWELL_MS);
  }

  prepare(idOrAlias: string, asked?: ProviderChoice, terminal?: TerminalMode): void {
    this.#options.runs.prepare(idOrAlias, asked, terminal);
  }

  write(runId: string, data: string | Uint8Array): Promise<void> {
    return this.#options.runs.write(runId, data);
  }

  resize(runId: string, size: TerminalSize): Promise<void> {
    return this.#options.runs.resize(runId, size);
  }

  closeStdin(runId: string): void {
    this.#options.runs.closeStdin(runId);
  }

  endAll(): Promise<void> {
    return this.#options.runs.endAll();
  }

  /** @throws RunyardError `SHUTTING_DOWN`, `QUEUE_FULL`, `RATE_LIMITED` */
  #admit(name: string): Client {
    if (this.#state === 'draining') {
      throw new RunyardError('SHUTTING_DOWN', {
        message: 'This Runyard is closing and takes no more runs.',
        remedy: 'Try again in a moment: another one may take its place.',
      });
    }
    const now = this.#now();
    const client = this.#clients.get(name) ?? { open: 0, since: now, started: 0 };
    if (now - client.since >= MINUTE_MS) Object.assign(client, { since: now, started: 0 });
    this.#forgetIdle(now);
    this.#clients.set(name, client);
    const { runsPerClient, runsPerMinute } = this.#options;
    if (client.open >= runsPerClient) {
      throw new RunyardError('QUEUE_FULL', {
        message: `You have ${client.open} runs already, which is the most for one.`,
        remedy: 'Wait until some of them have ended.',
        details: { limit: runsPerClient },
      });
    }
    if (runsPerMinute > 0 && client.started >= runsPerMinute) {
      const retryAfterMs = Math.ceil(client.since + MINUTE_MS - now);
      throw new RunyardError('RATE_LIMITED', {
        message: `You have started ${client.started} runs within a minute, which is the most for one.`,
        remedy: `Try again in ${Math.ceil(retryAfterMs / 1000)} s.`,
        details: { limit: runsPerMinute, retryAfterMs },
      });
    }
    client.started += 1;
    client.open += 1;
    this.#open += 1;
    return client;
  }

  #forgetIdle(now: number): void {
    for (const [name, { open, since }] of this.#clients) {
      if (open === 0 && now - since >= MINUTE_MS) this.#clients.delete(name);
    }
  }

  async #untilEmpty(timeoutMs: number): Promise<void> {
    if (this.#open === 0 || timeoutMs === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
      timer = setTimeout(resolve, timeoutMs);
    });
    clearTimeout(timer);
  }
}
