/** Opens what comes from outside the window, and remembers what was opened. Nothing of it is run. */
import type { RunyardClient } from '../../../client/client';
import type { Opening, RecentItem, RecentSource } from '../../../contract';
import { describeError } from '../../state/error-view';
import { keepFollowing } from '../../state/keep-following';
import { selectWords } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { ImportController } from '../files/import-controller';
import type { TabController } from '../tabs/tab-controller';
import type { ShareController } from './share-controller';

export class OpeningController {
  private readonly ending = new AbortController();

  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
    private readonly tabs: TabController,
    private readonly imports: ImportController,
    private readonly share: ShareController,
  ) {
    imports.onOpened((source, name, tabId) => void this.remember(source, name, tabId));
    share.onOpened((name, tabId) => void this.remember('link', name, tabId));
  }

  /** Settles when it is disposed of. */
  run(): Promise<void> {
    return keepFollowing(this.client.openings.watch, this.ending.signal, (opening) => this.take(opening));
  }

  list(): Promise<RecentItem[]> {
    return this.client.recents.list();
  }

  async open(id: string): Promise<void> {
    try {
      this.take(await this.client.recents.open(id));
    } catch (error) {
      const { message, remedy } = describeError(error, this.store.getState().words);
      this.warn(`${message} ${remedy}`);
    }
  }

  clear(): Promise<void> {
    return this.client.recents.clear();
  }

  dispose(): void {
    this.ending.abort();
  }

  private take(opening: Opening): void {
    const { share } = selectWords(this.store.getState());
    switch (opening.kind) {
      case 'files':
        this.imports.openRead(opening.name, opening.files, opening.leftOut);
        return;
      case 'tab':
        this.tabs.openPortable(opening.tab, opening.tab.spec, opening.origin);
        return;
      case 'link': {
        const problem = this.share.openLink(opening.link);
        if (problem !== null) this.warn(problem);
        return;
      }
      case 'refused':
        this.warn(share.openingProblem[opening.problem](opening.name));
    }
  }

  private async remember(source: RecentSource, name: string, tabId: string): Promise<void> {
    const tab = this.tabs.readPortable(tabId);
    // That it was opened matters more than that it is remembered.
    if (tab) await this.client.recents.add({ source, name, tab }).catch(() => {});
  }

  private warn(problem: string): void {
    this.store.setState({ notices: [problem] });
  }
}
