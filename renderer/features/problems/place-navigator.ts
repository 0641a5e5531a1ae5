/** Brings the editor to a place in a tab's file, as soon as it shows that file. */
import type { SourcePlace } from '../../../contract';
import type { AppStore } from '../../state/store';
import * as tabs from '../../state/tabs';
import { changeTab } from '../../state/tabs';

/** `problem`: what is said of the place is shown there too. */
export type PlaceKind = 'place' | 'problem';

export interface Destination {
  readonly tabId: string;
  readonly place: SourcePlace;
  readonly kind: PlaceKind;
}

export class PlaceNavigator {
  private wanted: Destination | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly store: AppStore) {}

  /** Says whether the tab has the file still. */
  goTo(destination: Destination): boolean {
    const { tabId, place } = destination;
    const tab = this.store.getState().tabs.find((candidate) => candidate.id === tabId);
    if (!tab?.files.includes(place.file)) {
      const { words } = this.store.getState();
      this.store.setState({ announcement: words.problems.fileIsGone(place.file) });
      return false;
    }
    this.wanted = destination;
    this.store.setState((state) => changeTab(tabs.activateTab(state, tabId), tabId, { shown: place.file }));
    for (const listener of this.listeners) listener();
    return true;
  }

  /** For an editor that shows the file: where it is to go, once. */
  take(tabId: string, path: string): Destination | null {
    const { wanted } = this;
    if (wanted?.tabId !== tabId || wanted.place.file !== path) return null;
    this.wanted = null;
    return wanted;
  }

  onGo(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
