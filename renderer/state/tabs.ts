/** The open tabs and the changes that a person makes to them. Pure: text and output live elsewhere. */
import type { ProviderChoice, RunTrigger, SavedInput, Side, SourceFile, TerminalMode } from '../../contract';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly specId: string;
  /** As typed. */
  readonly args: string;
  /** The engine of this tab; absent: that of all tabs. */
  readonly provider?: ProviderChoice | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** `snippet`: a run puts the language's boilerplate around it, where it can (`selectSnippet`). */
  readonly form: 'program' | 'snippet';
  /** Paths, in the order shown; never empty. */
  readonly files: readonly string[];
  /** The file that a run starts. */
  readonly entry: string;
  /** The file that the editor shows. */
  readonly shown: string;
  /** `auto`: the list of files is there when there are several. */
  readonly fileList: 'auto' | 'shown' | 'hidden';
  /** The earlier run whose output stays in sight. */
  readonly pinnedRunId?: string | undefined;
  readonly runOn: RunTrigger;
  /** Whether its programs run in a terminal. */
  readonly terminal: TerminalMode;
  readonly inputs: Inputs;
  /** `link`: someone else's, and nobody here has said yet that it was read; absent: the person's own. */
  readonly origin?: 'link' | undefined;
}

/** What its runs may be given as their whole stdin. */
export interface Inputs {
  readonly saved: readonly SavedInput[];
  /** The id of the one that runs get; null: what is typed while they run. */
  readonly chosen: string | null;
  readonly panel: 'shown' | 'hidden';
}

export const noInputs: Inputs = { saved: [], chosen: null, panel: 'hidden' };

/** A tab of these files; the first is started and shown. */
export function createTab(id: string, title: string, specId: string, files: readonly string[]): Tab {
  const [first = ''] = files;
  const rest = {
    args: '',
    env: {},
    form: 'program',
    fileList: 'auto',
    runOn: 'request',
    terminal: 'off',
    inputs: noInputs,
  } as const;
  return { id, title, specId, files, entry: first, shown: first, ...rest };
}

/** What brings a closed tab back where it was. */
export interface ClosedTab {
  readonly tab: Tab;
  readonly index: number;
  readonly files: SourceFile[];
}

/** A second tab that is shown: where it stands; the active one stands on the other side. */
export interface Beside {
  readonly tabId: string;
  readonly side: Side;
}

export interface TabsState {
  readonly tabs: readonly Tab[];
  /** The tab that commands act on. */
  readonly activeTabId: string | null;
  /** Never the active tab; null while one tab has the window. */
  readonly beside: Beside | null;
  /** Last closed last. */
  readonly closedTabs: readonly ClosedTab[];
}

const MOST_CLOSED_TABS = 50;

export const noTabs: TabsState = { tabs: [], activeTabId: null, beside: null, closedTabs: [] };

export function addTab(state: TabsState, tab: Tab, index = state.tabs.length): TabsState {
  const tabs = [...state.tabs];
  tabs.splice(index, 0, tab);
  return { ...state, tabs, activeTabId: tab.id };
}

/**
 * Closing one of two tabs that are shown leaves the window to the other. Closing the active tab otherwise makes its
 * right neighbour active, or the left one at the end.
 */
export function removeTab(state: TabsState, tabId: string, files: SourceFile[]): TabsState {
  const index = state.tabs.findIndex((tab) => tab.id === tabId);
  const tab = state.tabs[index];
  if (!tab) return state;
  const tabs = state.tabs.filter((other) => other !== tab);
  const neighbour = tabs[Math.min(index, tabs.length - 1)]?.id ?? null;
  const isShown = state.activeTabId === tabId || state.beside?.tabId === tabId;
  return {
    tabs,
    activeTabId: state.activeTabId === tabId ? (state.beside?.tabId ?? neighbour) : state.activeTabId,
    beside: isShown ? null : state.beside,
    closedTabs: [...state.closedTabs, { tab, index, files }].slice(-MOST_CLOSED_TABS),
  };
}

export function restoreTab(state: TabsState): TabsState {
  const closed = state.closedTabs[state.closedTabs.length - 1];
  if (!closed) return state;
  const rest = { ...state, closedTabs: state.closedTabs.slice(0, -1) };
  return addTab(rest, closed.tab, Math.min(closed.index, state.tabs.length));
}

export function changeTab(
  state: TabsState,
  tabId: string,
  change: Partial<Omit<Tab, 'id' | 'specId' | 'files'>>,
): TabsState {
  return { ...state, tabs: state.tabs.map((tab) => (tab.id === tabId ? { ...tab, ...change } : tab)) };
}

export function moveTab(state: TabsState, tabId: string, toIndex: number): TabsState {
  const from = state.tabs.findIndex((tab) => tab.id === tabId);
  const to = Math.max(0, Math.min(toIndex, state.tabs.length - 1));
  if (from === -1 || from === to) return state;
  const tabs = [...state.tabs];
  const [tab] = tabs.splice(from, 1);
  tabs.splice(to, 0, tab!);
  return { ...state, tabs };
}

/** Takes the place of the active tab; one that is shown beside it becomes active where it stands. */
export function activateTab(state: TabsState, tabId: string): TabsState {
  const { activeTabId, beside } = state;
  if (activeTabId === tabId || !state.tabs.some((tab) => tab.id === tabId)) return state;
  const turned =
    beside?.tabId === tabId && activeTabId !== null ? { tabId: activeTabId, side: otherSide(beside.side) } : beside;
  return { ...state, activeTabId: tabId, beside: turned };
}

/** Shows another tab beside the active one; the first time on its right. */
export function showBeside(state: TabsState, tabId: string): TabsState {
  if (tabId === state.activeTabId || !state.tabs.some((tab) => tab.id === tabId)) return state;
  return { ...state, beside: { tabId, side: state.beside?.side ?? 'right' } };
}

/** The tab that is shown beside the active one where the person names none: its neighbour, the right one first. */
export function findNeighbour(state: TabsState): string | null {
  const index = state.tabs.findIndex((tab) => tab.id === state.activeTabId);
  return index === -1 ? null : ((state.tabs[index + 1] ?? state.tabs[index - 1])?.id ?? null);
}

export function otherSide(side: Side): Side {
  return side === 'left' ? 'right' : 'left';
}

/** `step` 1 is the next tab, -1 the one before; the ends meet. */
export function activateNeighbour(state: TabsState, step: 1 | -1): TabsState {
  const count = state.tabs.length;
  const index = state.tabs.findIndex((tab) => tab.id === state.activeTabId);
  const next = state.tabs[(index + step + count) % count];
  return next ? activateTab(state, next.id) : state;
}

/** `Python`, then `Python 2`: the first that no tab has. */
export function createTitle(state: TabsState, specTitle: string): string {
  const titles = new Set(state.tabs.map((tab) => tab.title));
  if (!titles.has(specTitle)) return specTitle;
  let number = 2;
  while (titles.has(`${specTitle} ${number}`)) number++;
  return `${specTitle} ${number}`;
}
