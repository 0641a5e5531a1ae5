/** Scheduler: what the engine does by itself at set times, each job apart from the others. */
import { RunyardError, type ScheduledJob } from '../../contract';
import { parseCadence } from '../config/cadence';
import { systemClock } from './clock';
import type { JobRecords } from './job-records';
import { type Job, JobTimer, type JobTimerOptions } from './job-timer';

/** A job whose expression is empty is not scheduled. */
export type JobPlan = Omit<Job, 'cadence'> & { cron: string };

export interface SchedulerOptions extends Partial<JobTimerOptions> {
  jobs: readonly JobPlan[];
  records: JobRecords;
}

export class Scheduler implements AsyncDisposable {
  readonly #timers: readonly JobTimer[];

  /** @throws RunyardError `CONFIG_INVALID`, naming the key, for an expression that is none */
  constructor({ jobs, records, clock = systemClock, random = Math.random }: SchedulerOptions) {
    this.#timers = jobs
      .filter(({ cron }) => cron !== '')
      .map(
        ({ cron, ...job }) =>
          new JobTimer({ ...job, cadence: readCadence(job.name, cron) }, { clock, records, random }),
      );
  }

  start(): void {
    for (const timer of this.#timers) timer.start();
  }

  list(): Promise<ScheduledJob[]> {
    return Promise.all(this.#timers.map((timer) => timer.describe()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#timers.map((timer) => timer[Symbol.asyncDispose]()));
  }
}

function readCadence(key: string, cron: string) {
  const cadence = parseCadence(cron);
  if (cadence) return cadence;
  throw new RunyardError('CONFIG_INVALID', {
    message: `${key} is "${cron}", which is no cron expression that ever comes.`,
    remedy: `Set ${key} to an expression such as "0 3 * * *", @daily or "@every 12h", or to nothing for never.`,
    details: { key },
  });
}
