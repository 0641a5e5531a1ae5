/** What was closed, deleted or replaced: lists it and opens it again. */
import type { RunyardClient } from '../../../client/client';
import type { HistoryItem } from '../../../contract';
import type { SessionKeeper } from '../../state/session-keeper';
import type { AppStore } from '../../state/store';
import type { TabController } from '../tabs/tab-controller';

export class HistoryController {
  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
    private readonly session: SessionKeeper,
    private readonly tabs: TabController,
  ) {}

  /** With what was closed a moment ago. */
  async list(): Promise<HistoryItem[]> {
    await this.session.flush();
    return this.client.history.list();
  }

  /** A tab comes back as it was; anything else as a tab of its own, and stays in the history. */
  async open(id: string): Promise<void> {
    const { item, tab, files } = await this.client.history.read(id);
    const isOpen = this.store.getState().tabs.some((open) => open.id === tab.id);
    if (item.reason === 'closed' && !isOpen) this.tabs.openKept(tab, files);
    else this.tabs.openFiles(item.title, tab.specId, files, tab.entry);
  }

  /** Brings back the tab that was closed last, in this start or an earlier one. */
  async reopen(): Promise<void> {
    if (this.tabs.reopen()) return;
    const last = (await this.list()).find((item) => item.reason === 'closed');
    if (last) await this.open(last.id);
    else this.store.setState({ announcement: this.store.getState().words.history.noneClosed });
  }
}
