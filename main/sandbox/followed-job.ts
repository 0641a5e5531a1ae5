/** Work that several may wait for: the same pull, build or install is done once. */

/** What a job tells on its way. Of `progress` only the newest counts. */
export interface JobNews {
  type: string;
}
export type JobWork<News extends JobNews> = (signal: AbortSignal, report: (news: News) => void) => Promise<void>;

/** News kept for a follower that is slower than the work; older ones are dropped. */
const KEPT_NEWS = 5000;

interface Follower<News> {
  news: News[];
  wake: () => void;
}

/** Starts at once; is cancelled when its last follower has left. */
export class FollowedJob<News extends JobNews> {
  readonly #controller = new AbortController();
  readonly #followers = new Set<Follower<News>>();
  #state: { type: 'running' } | { type: 'finished' } | { type: 'failed'; error: unknown } = { type: 'running' };
  #lastProgress: News | null = null;
  /** Settles, and never throws, when nothing of the work is left to do. */
  readonly ended: Promise<void>;

  constructor(work: JobWork<News>) {
    this.ended = work(this.#controller.signal, (news) => this.#report(news)).then(
      () => this.#finish({ type: 'finished' }),
      (error) => this.#finish({ type: 'failed', error }),
    );
  }

  /** Whether it has been given up: it cannot be followed any more. */
  get cancelled(): boolean {
    return this.#controller.signal.aborted;
  }

  /**
   * The news from now on; returns when the work is done. When the signal aborts it returns too, the last follower only
   * after the work has been cancelled and has cleaned up.
   * @throws whatever the work throws, unless it was cancelled
   */
  async *follow(signal: AbortSignal): AsyncGenerator<News, void> {
    const follower: Follower<News> = { news: this.#lastProgress ? [this.#lastProgress] : [], wake: () => {} };
    const wake = () => follower.wake();
    this.#followers.add(follower);
    signal.addEventListener('abort', wake);
    try {
      while (!signal.aborted) {
        const news = follower.news.shift();
        if (news) yield news;
        else if (this.#state.type === 'failed') throw this.#state.error;
        else if (this.#state.type === 'finished') return;
        else {
          await new Promise<void>((resolve) => {
            follower.wake = resolve;
          });
        }
      }
    } finally {
      signal.removeEventListener('abort', wake);
      this.#followers.delete(follower);
      if (this.#followers.size === 0 && this.#state.type === 'running') {
        this.#controller.abort();
        await this.ended;
      }
    }
  }

  #report(news: News): void {
    if (news.type === 'progress') this.#lastProgress = news;
    for (const follower of this.#followers) {
      const last = follower.news.at(-1);
      if (news.type === 'progress' && last?.type === 'progress') follower.news.pop();
      else if (follower.news.length >= KEPT_NEWS) follower.news.shift();
      follower.news.push(news);
      follower.wake();
    }
  }

  #finish(state: { type: 'finished' } | { type: 'failed'; error: unknown }): void {
    this.#state = state;
    for (const follower of this.#followers) follower.wake();
  }
}
