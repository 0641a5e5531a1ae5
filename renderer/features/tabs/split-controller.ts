/** Shows two tabs side by side, and one again. */
import type { AppStore } from '../../state/store';
import * as tabs from '../../state/tabs';

export class SplitController {
  constructor(private readonly store: AppStore) {}

  /** Two tabs, or one again; where there is only one, asks for the language of a second. */
  toggle(): void {
    const state = this.store.getState();
    const neighbour = tabs.findNeighbour(state);
    if (state.beside) this.close();
    else if (neighbour !== null) this.store.setState(tabs.showBeside(state, neighbour));
    else if (state.activeTabId !== null) this.store.setState({ activeDialog: 'newTabBeside' });
  }

  /** Shows the tab in the other half; the active tab itself changes sides. */
  openBeside(tabId: string): void {
    const state = this.store.getState();
    if (tabId !== state.activeTabId) {
      this.store.setState(tabs.activateTab(tabs.showBeside(state, tabId), tabId));
      return;
    }
    const neighbour = tabs.findNeighbour(state);
    if (state.beside) this.store.setState({ beside: { ...state.beside, side: tabs.otherSide(state.beside.side) } });
    else if (neighbour !== null) this.store.setState({ beside: { tabId: neighbour, side: 'left' } });
    else this.store.setState({ activeDialog: 'newTabBeside' });
  }

  /** After a new tab has been opened: puts it beside the one that was active before. */
  placeNew(formerTabId: string | null): void {
    this.store.setState((state) =>
      formerTabId !== null && formerTabId !== state.activeTabId
        ? { beside: { tabId: formerTabId, side: 'left' as const } }
        : {},
    );
  }

  /** Leaves the window to the active tab. */
  close(): void {
    this.store.setState({ beside: null });
  }
}
