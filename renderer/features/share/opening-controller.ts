/** Opens what comes from outside the window, and remembers what was opened. Nothing of it is run. */
import type { RunyardClient } from '../../../client/client';
import type { Opening, RecentItem, RecentSource } from '../../../contract';
import { describeError } from '../../state/error-view';
import { selectWords } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { ImportController } from '../files/import-controller';
import type { TabController } from '../tabs/tab-controller';
import type { ShareController } from './share-controller';

const RECONNECT_DELAY_MS = 3000;

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

  /** Settles when it is disposed of, or when another window takes what comes. */
  async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      try {
        for await (const opening of this.client.openings.watch({ signal })) this.take(opening);
        return;
      } catch {
        // A lost connection is told by the engine's status, and comes back.
        await pause(RECONNECT_DELAY_MS, signal);
      }
    }
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

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      settle();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
