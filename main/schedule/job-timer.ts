/** One job's life: it waits for its time, runs, and waits again, so that it never overlaps itself. */
import type { JobName, ScheduledJob } from '../../contract';
import type { Cadence } from '../config/cadence';
import type { Clock } from './clock';
import type { JobRecord, JobRecords } from './job-records';

/** The clock is looked at so often at least: it may have jumped, and a machine that slept does not wait on. */
const LOOK_MS = 30_000;
/** A clock that is set back by less is taken to be corrected, and the plan stands. */
const SET_BACK_MS = 60_000;
/** A run that was missed while no Runyard ran is caught up after the start has had its time. */
export const CATCH_UP_DELAY_MS = 60_000;
/** Of the time to the run after; so a delay never reaches that. */
const JITTER_SHARE = 0.1;

export interface Job {
  name: JobName;
  cadence: Cadence;
  /** Delays of up to so much, so that machines that share an expression do not all ask at once. */
  jitterMs: number;
  /**
   * Gives in a sentence what was done. What it throws is what it failed by. It ends soon after the signal aborts, which
   * counts as if it had not begun.
   */
  run(signal: AbortSignal): Promise<string>;
}

export interface JobTimerOptions {
  clock: Clock;
  records: JobRecords;
  /** From 0 up to 1, without it. */
  random: () => number;
}

export class JobTimer implements AsyncDisposable {
  readonly #job: Job;
  readonly #options: JobTimerOptions;
  readonly #closing = new AbortController();
  #state: ScheduledJob['state'] = 'waiting';
  /** Undefined while nothing is planned. */
  #dueAt: number | null | undefined;
  #following: Promise<void> = Promise.resolve();
  #life: 'idle' | 'following' = 'idle';

  constructor(job: Job, options: JobTimerOptions) {
    this.#job = job;
    this.#options = options;
  }

  start(): void {
    if (this.#life !== 'idle') return;
    this.#life = 'following';
    this.#following = this.#follow();
  }

  async describe(): Promise<ScheduledJob> {
    const { name, cadence } = this.#job;
    const { clock, records } = this.#options;
    const record = await records.find(name);
    const next = () => cadence.next(new Date(clock.now()))?.getTime() ?? null;
    return {
      job: name,
      cron: cadence.text,
      timeZone: cadence.timeZone,
      state: this.#state,
      nextAt: this.#dueAt === undefined ? next() : this.#dueAt,
      lastAt: record?.lastAt ?? null,
      lastResult: record?.lastResult ?? null,
    };
  }

  /** Aborts the run that is under way, and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#closing;
    const { clock } = this.#options;
    let record = await this.#findRecord();
    this.#dueAt = this.#planFirst(record);
    while (!signal.aborted) {
      const end = await this.#untilDue();
      if (end === 'closed') return;
      if (end === 'run') record = await this.#run(record);
      this.#dueAt = this.#plan(clock.now(), record.lastAt ?? record.sinceAt);
    }
  }

  /** One whose expression has changed begins anew: what the old one missed is not the new one's. */
  async #findRecord(): Promise<JobRecord> {
    const { name, cadence } = this.#job;
    const { clock, records } = this.#options;
    const found = await records.find(name);
    if (found?.cron === cadence.text) return found;
    const { lastAt = null, lastResult = null } = found ?? {};
    const record = { cron: cadence.text, sinceAt: clock.now(), lastAt, lastResult };
    await records.keep(name, record);
    return record;
  }

  /** However many runs were missed, one makes up for them. */
  #planFirst({ sinceAt, lastAt }: JobRecord): number | null {
    const now = this.#options.clock.now();
    const anchor = Math.max(sinceAt, lastAt ?? 0);
    const next = this.#job.cadence.next(new Date(Math.min(anchor, now)));
    const isMissed = next !== null && next.getTime() <= now;
    return isMissed ? now + CATCH_UP_DELAY_MS + this.#jitter(next) : this.#plan(now, anchor);
  }

  /** The next time after the last run, or after now where that has passed. */
  #plan(now: number, lastAt: number): number | null {
    const { cadence } = this.#job;
    const afterLast = cadence.next(new Date(Math.min(lastAt, now)));
    const next = afterLast && afterLast.getTime() > now ? afterLast : cadence.next(new Date(now));
    return next && next.getTime() + this.#jitter(next);
  }

  #jitter(due: Date): number {
    const { cadence, jitterMs } = this.#job;
    const after = cadence.next(due);
    const roomMs = after ? (after.getTime() - due.getTime()) * JITTER_SHARE : jitterMs;
    return Math.floor(this.#options.random() * Math.min(jitterMs, roomMs));
  }

  /** `planAnew`: the clock was set back, and what was planned may be days off. */
  async #untilDue(): Promise<'run' | 'planAnew' | 'closed'> {
    const { clock } = this.#options;
    const { signal } = this.#closing;
    for (let before = clock.now(); ; ) {
      const now = clock.now();
      if (signal.aborted) return 'closed';
      if (now < before - SET_BACK_MS) return 'planAnew';
      if (this.#dueAt != null && now >= this.#dueAt) return 'run';
      before = now;
      await clock.wait(Math.min(LOOK_MS, (this.#dueAt ?? Number.POSITIVE_INFINITY) - now), signal);
    }
  }

  async #run(record: JobRecord): Promise<JobRecord> {
    const { signal } = this.#closing;
    const lastAt = this.#options.clock.now();
    this.#state = 'running';
    this.#dueAt = undefined;
    let lastResult: JobRecord['lastResult'];
    try {
      lastResult = { kind: 'done', summary: await this.#job.run(signal) };
    } catch (error) {
      lastResult = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
    this.#state = 'waiting';
    if (signal.aborted) return record;
    const next = { ...record, lastAt, lastResult };
    await this.#options.records.keep(this.#job.name, next);
    return next;
  }
}
