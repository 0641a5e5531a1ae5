/** The languages that there are: loaded at the start, then followed, whoever changes their files. */
import type { RunyardClient } from '../../../client/client';
import type { SpecList } from '../../../contract';
import { describeError } from '../../state/error-view';
import { keepFollowing } from '../../state/keep-following';
import type { AppStore } from '../../state/store';

export class SpecController {
  private readonly ending = new AbortController();

  /** `onChange` is called each time that languages changed after they were loaded. */
  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
    private readonly onChange: () => void,
  ) {}

  /** Settles when the languages are there, or cannot be had yet. */
  async load(): Promise<void> {
    try {
      this.take(await this.client.specs.list());
    } catch (error) {
      this.store.setState({ catalog: { kind: 'failed', error: describeError(error, this.store.getState().words) } });
    }
    void keepFollowing(this.client.specs.watch, this.ending.signal, (list) => this.take(list));
  }

  /** Has every source asked anew; what comes of it is followed. */
  async reload(): Promise<void> {
    try {
      this.take(await this.client.specs.reload());
    } catch (error) {
      this.store.setState({ announcement: describeError(error, this.store.getState().words).message });
    }
  }

  dispose(): void {
    this.ending.abort();
  }

  private take({ specs, problems }: SpecList): void {
    const { catalog } = this.store.getState();
    const isKnown = catalog.kind === 'ready' && JSON.stringify(catalog.specs) === JSON.stringify(specs);
    this.store.setState({ catalog: { kind: 'ready', specs: isKnown ? catalog.specs : specs, problems } });
    if (!isKnown && catalog.kind !== 'loading') this.onChange();
  }
}
