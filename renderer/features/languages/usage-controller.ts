/** Asks what images and runtimes take on disk, and when each language was run last. */
import type { RunyardClient } from '../../../client/client';
import type { AppStore, Usage } from '../../state/store';

export class UsageController {
  private asking: Promise<void> | null = null;
  private isStale = false;

  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
  ) {}

  /** One question at a time; what is asked meanwhile is asked once more at its end. */
  refresh(): Promise<void> {
    this.isStale = true;
    this.asking ??= this.ask().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  private async ask(): Promise<void> {
    this.change({ state: 'asking' });
    while (this.isStale) {
      this.isStale = false;
      await this.askOnce();
    }
    this.change({ state: 'known' });
  }

  /** What cannot be asked, such as Docker where it is not, stays unknown. */
  private async askOnce(): Promise<void> {
    const [images, runtimes, lastRuns] = await Promise.all([
      this.client.images.usage().catch(() => null),
      this.client.runtimes.usage().catch(() => null),
      this.client.specs.lastRuns().catch(() => []),
    ]);
    this.change({ images, runtimes, lastRuns });
  }

  private change(change: Partial<Usage>): void {
    this.store.setState(({ usage }) => ({ usage: { ...usage, ...change } }));
  }
}
