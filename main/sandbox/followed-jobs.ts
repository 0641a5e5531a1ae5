/** Jobs by what they make: whoever wants the same follows the same one. */
import { FollowedJob, type JobNews, type JobWork } from './followed-job';

export class FollowedJobs<News extends JobNews> {
  readonly #jobs = new Map<string, FollowedJob<News>>();

  /**
   * The news of the job that is under way, or of one that begins with this work. Returns when the work is done, and when
   * the signal aborts.
   * @throws whatever the work throws, but never that another follower cancelled it
   */
  async *follow(key: string, work: JobWork<News>, signal: AbortSignal): AsyncGenerator<News, void> {
    // One that was cancelled may still be cleaning up, and must not take the new one's work with it.
    for (let old = this.#jobs.get(key); old?.cancelled; old = this.#jobs.get(key)) await old.ended;
    if (signal.aborted) return;
    // Nothing is awaited from the look to the following: its last follower could leave meanwhile, and cancel it.
    yield* (this.#jobs.get(key) ?? this.#start(key, work)).follow(signal);
  }

  /** Settles when nothing is left of those that are under way now. */
  async settle(): Promise<void> {
    await Promise.all([...this.#jobs.values()].map(({ ended }) => ended));
  }

  #start(key: string, work: JobWork<News>): FollowedJob<News> {
    const job = new FollowedJob(work);
    this.#jobs.set(key, job);
    void job.ended.then(() => this.#jobs.delete(key));
    return job;
  }
}
