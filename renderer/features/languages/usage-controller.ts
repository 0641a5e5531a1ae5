/** Asks what images and runtimes take on disk, and when each language was run last. */
import type { RunyardClient } from '../../../client/client';
import type { AppStore, Usage } from '../../state/store';

export class UsageController {
  private asked = 0;

  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
  ) {}

  /** What cannot be asked, such as Docker where it is not, stays unknown. */
  async refresh(): Promise<void> {
    const question = ++this.asked;
    this.change({ state: 'asking' });
    const [images, runtimes, lastRuns] = await Promise.all([
      this.client.images.usage().catch(() => null),
      this.client.runtimes.usage().catch(() => null),
      this.client.specs.lastRuns().catch(() => []),
    ]);
    // A later question has the later answer.
    if (question === this.asked) this.change({ state: 'known', images, runtimes, lastRuns });
  }

  private change(change: Partial<Usage>): void {
    this.store.setState(({ usage }) => ({ usage: { ...usage, ...change } }));
  }
}
