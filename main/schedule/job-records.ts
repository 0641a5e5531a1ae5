/** What is remembered of each job from one start to the next: one small file in the data folder. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { JobName, ScheduledJob } from '../../contract';

export const JobRecord = z.object({
  /** The expression that this was under. */
  cron: z.string(),
  /** When it was scheduled under that expression first; times in milliseconds since 1970. */
  sinceAt: z.number(),
  lastAt: z.number().nullable(),
  lastResult: ScheduledJob.shape.lastResult,
});
export type JobRecord = z.infer<typeof JobRecord>;

const JobRecordFile = z.partialRecord(JobName, JobRecord);
type JobRecordFile = z.infer<typeof JobRecordFile>;

/** Nothing depends on it: a file that cannot be read begins anew, one that cannot be written is let be. */
export class JobRecords {
  readonly #file: string;
  readonly #write: (file: string, text: string) => Promise<unknown>;
  #loaded: Promise<JobRecordFile> | null = null;
  #saving: Promise<unknown> = Promise.resolve();

  /** `write` writes a file whole or not at all. */
  constructor(file: string, write: (file: string, text: string) => Promise<unknown>) {
    this.#file = file;
    this.#write = write;
  }

  async find(job: JobName): Promise<JobRecord | null> {
    return (await this.#load())[job] ?? null;
  }

  /** Settles when it is on disk, or cannot be. */
  async keep(job: JobName, record: JobRecord): Promise<void> {
    const records = await this.#load();
    records[job] = record;
    const text = `${JSON.stringify(records, null, 1)}\n`;
    this.#saving = this.#saving.then(() => this.#write(this.#file, text)).catch(() => {});
    await this.#saving;
  }

  #load(): Promise<JobRecordFile> {
    this.#loaded ??= readFile(this.#file, 'utf8')
      .then((text) => JobRecordFile.parse(JSON.parse(text)))
      .catch(() => ({}));
    return this.#loaded;
  }
}
