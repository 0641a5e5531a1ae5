/** The parts of the window that take the focus; each says how once it is there. Most of them are of a tab. */

export type RegionName =
  | 'editor'
  | 'files'
  | 'output'
  | 'find'
  | 'stdin'
  | 'inputs'
  | 'environment'
  | 'earlierRuns'
  | 'tabs'
  | 'tour'
  | 'undo'
  | 'newFile'
  | 'fileName';

const ofTabs: readonly RegionName[] = ['files', 'editor', 'output', 'inputs', 'stdin'];

interface Region {
  name: RegionName;
  /** Null for a part of the window. */
  tabId: string | null;
  focus: () => void;
}

export class Regions {
  private readonly regions = new Set<Region>();
  /** A region that is to have the focus as soon as it is there. */
  private awaited: { name: RegionName; tabId: string } | null = null;

  /** `listTabs`: the tabs that are shown, the active one as `active`. */
  constructor(private readonly listTabs: () => { shown: readonly string[]; active: string | null }) {}

  /** What was registered last goes before what is there; the returned function takes it away again. */
  register(name: RegionName, focus: () => void, tabId: string | null = null): () => void {
    const region: Region = { name, tabId, focus };
    this.regions.add(region);
    if (this.awaited?.name === name && this.awaited.tabId === tabId) {
      this.awaited = null;
      focus();
    }
    return () => this.regions.delete(region);
  }

  /** That of the active tab by default. */
  focus(name: RegionName, tabId = this.listTabs().active): void {
    this.awaited = null;
    (this.find(name, tabId) ?? this.find(name, null))?.focus();
  }

  /** For a part of a tab that is being opened. */
  focusWhenThere(name: RegionName, tabId: string): void {
    this.focus(name, tabId);
    if (!this.find(name, tabId)) this.awaited = { name, tabId };
  }

  /** Goes from the region that has the focus to the next or the one before, through all tabs that are shown; round the end. */
  focusNeighbour(step: 1 | -1): void {
    const cycle = [
      { name: 'tour' as RegionName, tabId: null },
      { name: 'tabs' as RegionName, tabId: null },
      ...this.listTabs().shown.flatMap((tabId) => ofTabs.map((name) => ({ name, tabId }))),
      { name: 'undo' as RegionName, tabId: null },
    ];
    const element = document.activeElement?.closest<HTMLElement>('[data-region]');
    const name = element?.dataset.region;
    const tabId = element?.closest<HTMLElement>('[data-shown-tab]')?.dataset.shownTab ?? null;
    const at = cycle.findIndex((place) => place.name === name && place.tabId === tabId);
    // From nowhere, back is the last of them.
    const start = at === -1 && step === -1 ? 0 : at;
    for (let count = 1; count <= cycle.length; count++) {
      const place = cycle[(start + count * step + 2 * cycle.length) % cycle.length]!;
      const region = this.find(place.name, place.tabId);
      if (!region) continue;
      region.focus();
      return;
    }
  }

  private find(name: RegionName, tabId: string | null): Region | null {
    return [...this.regions].findLast((region) => region.name === name && region.tabId === tabId) ?? null;
  }
}
