/** Brings the tabs back at the start and saves them as they change; nothing older than a moment is lost. */

import type { RunyardClient } from '../../client/client';
import type { LoadedWorkspace, Spec, TabState, TabText, ThemeChoice, WorkspaceState } from '../../contract';
import type { Documents } from '../features/editor/documents';
import type { TabMemory } from '../features/tabs/tab-memory';
import { describeError } from './error-view';
import type { AppState, AppStore } from './store';
import type { Tab } from './tabs';
import { UnsavedFiles } from './unsaved-files';

/** From the first edit to its save. */
const SAVE_DELAY_MS = 250;
/** Where the cursor is may be a moment older. */
const VIEW_SAVE_DELAY_MS = 800;
const RETRY_DELAY_MS = 3000;
const MOST_SENT_LINES = 100;

export class SessionKeeper {
  readonly unsaved = new UnsavedFiles();
  private timer: { handle: ReturnType<typeof setTimeout>; dueMs: number } | undefined;
  private saving: Promise<void> = Promise.resolve();
  private readonly stops: Array<() => void> = [];
  private lease = '';
  /** The theme that the session of an earlier Runyard has. */
  formerTheme: ThemeChoice | undefined;

  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
    private readonly documents: Documents,
    private readonly memory: TabMemory,
  ) {}

  /** Says whether this is a first start, in which there is nothing to restore. */
  async restore(): Promise<'first' | 'restored'> {
    let loaded: LoadedWorkspace;
    try {
      loaded = await this.client.workspace.load();
    } catch (error) {
      // What could not be read must not be overwritten, so nothing is saved from here on.
      this.store.setState({ session: { kind: 'failed', error: describeError(error, this.store.getState().words) } });
      return 'first';
    }
    this.lease = loaded.lease;
    this.store.setState({ folder: loaded.folder, notices: loaded.notices });
    if (loaded.state) this.apply(loaded.state, loaded.texts);
    this.store.setState({ session: { kind: 'ready' } });
    this.follow();
    return loaded.state ? 'restored' : 'first';
  }

  /** Saves now what would have been saved in a moment, and when nothing waits, all the same. */
  async flush(): Promise<void> {
    clearTimeout(this.timer?.handle);
    this.timer = undefined;
    if (this.store.getState().session.kind !== 'ready') return;
    const { texts, putBack } = this.unsaved.take(this.documents);
    // At once, not after the save before it: a window that closes has no later.
    const state = describeWorkspace(this.store.getState(), this.documents, this.memory);
    this.saving = this.client.workspace.save({ lease: this.lease, state, texts }).then(
      () => this.store.setState((now) => (now.saveProblem ? { saveProblem: null } : now)),
      (error: unknown) => {
        putBack();
        this.fail(error);
      },
    );
    await this.saving;
  }

  /** What other programs do to the files, for whoever shows it. */
  watch(signal: AbortSignal) {
    return this.client.workspace.watch(this.lease, { signal });
  }

  /** Says what of a conflict is kept, when all that was typed is with the engine. */
  async resolve(tabId: string, path: string, keep: 'mine' | 'theirs'): Promise<void> {
    await this.flush();
    await this.client.workspace.resolve(this.lease, { tabId, path }, keep);
  }

  dispose(): void {
    clearTimeout(this.timer?.handle);
    for (const stop of this.stops.splice(0)) stop();
  }

  private fail(error: unknown): void {
    const view = describeError(error, this.store.getState().words);
    const { saveProblem } = this.store.getState();
    if (saveProblem?.message !== view.message) this.store.setState({ saveProblem: view });
    if (view.code !== 'WORKSPACE_TAKEN') this.saveWithin(RETRY_DELAY_MS);
  }

  private apply(state: WorkspaceState, texts: TabText[]): void {
    for (const tab of state.tabs) {
      const files = tab.files.flatMap(
        (path) => texts.find((text) => text.tabId === tab.id && text.path === path) ?? [],
      );
      this.documents.open(tab.id, files);
      this.memory.keep(tab.id, {
        sentLines: tab.stdin.sent,
        stdinDraft: tab.stdin.draft,
        views: tab.views,
      });
    }
    this.formerTheme = state.theme;
    const isOpen = (tabId: string | null | undefined) => state.tabs.some((tab) => tab.id === tabId);
    const activeTabId = isOpen(state.activeTabId) ? state.activeTabId : (state.tabs[0]?.id ?? null);
    const { beside } = state;
    this.store.setState({
      tabs: state.tabs.map(restoreTab),
      provider: state.provider ?? 'auto',
      activeTabId,
      beside: beside && beside.tabId !== activeTabId && isOpen(beside.tabId) ? beside : null,
      layout: state.layout,
      ...(state.editorShare === undefined ? {} : { editorShare: state.editorShare }),
      ...(state.outputWrap === undefined ? {} : { outputWrap: state.outputWrap }),
      recentCommands: state.recentCommands ?? [],
      recent: state.recent ?? {},
      ...(state.splitLayout === undefined ? {} : { splitLayout: state.splitLayout }),
      ...(state.leftShare === undefined ? {} : { leftShare: state.leftShare }),
    });
  }

  private follow(): void {
    this.stops.push(
      this.documents.onEdit((tabId, path) => {
        this.unsaved.add(tabId, path);
        this.saveWithin(SAVE_DELAY_MS);
      }),
      this.documents.onGone((text) => this.unsaved.keep(text)),
      this.memory.onChange(() => this.saveWithin(VIEW_SAVE_DELAY_MS)),
      this.store.subscribe((state, before) => {
        // A tab that is closed as soon as it was opened is in the history all the same.
        if (state.tabs.length > before.tabs.length) this.saveWithin(0);
        else if (keptKeys.some((key) => state[key] !== before[key])) this.saveWithin(SAVE_DELAY_MS);
      }),
    );
  }

  private saveWithin(delayMs: number): void {
    const dueMs = performance.now() + delayMs;
    if (this.timer && this.timer.dueMs <= dueMs) return;
    clearTimeout(this.timer?.handle);
    this.timer = { handle: setTimeout(() => void this.flush(), delayMs), dueMs };
  }
}

const keptKeys: ReadonlyArray<keyof AppState> = [
  'tabs',
  'activeTabId',
  'beside',
  'splitLayout',
  'leftShare',
  'provider',
  'layout',
  'editorShare',
  'outputWrap',
  'recentCommands',
  'recent',
];

export function restoreTab({ stdin: _, views: __, ...tab }: TabState): Tab {
  return tab;
}

export function describeTab(tab: Tab, memory: TabMemory): TabState {
  const { sentLines, stdinDraft, views } = memory.read(tab.id);
  return {
    ...tab,
    env: { ...tab.env },
    files: [...tab.files],
    inputs: { ...tab.inputs, saved: [...tab.inputs.saved] },
    stdin: { draft: stdinDraft, sent: sentLines.slice(-MOST_SENT_LINES) },
    views: Object.fromEntries(Object.entries(views).filter(([path]) => tab.files.includes(path))),
  };
}

function describeWorkspace(state: AppState, documents: Documents, memory: TabMemory): WorkspaceState {
  return {
    tabs: state.tabs.filter((tab) => documents.has(tab.id)).map((tab) => describeTab(tab, memory)),
    activeTabId: state.activeTabId,
    ...(state.provider === 'auto' ? {} : { provider: state.provider }),
    layout: state.layout,
    editorShare: state.editorShare,
    outputWrap: state.outputWrap,
    recentCommands: [...state.recentCommands],
    recent: state.recent,
    ...(state.beside === null ? {} : { beside: { ...state.beside } }),
    splitLayout: state.splitLayout,
    leftShare: state.leftShare,
  };
}

/** The language of the very first tab: Python, or else whatever could be run at once. */
export function chooseFirstSpec(specs: Spec[], isReady: (spec: Spec) => boolean): Spec | null {
  const python = specs.find((spec) => spec.id === 'python');
  if (python && isReady(python)) return python;
  return specs.find(isReady) ?? python ?? specs[0] ?? null;
}
