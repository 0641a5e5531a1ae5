/** Brings the tabs back at the start and saves them as they change; nothing typed is lost on a normal close. */

import type { RunyardClient } from '../../client/client';
import type { SessionState, Spec } from '../../contract';
import type { Documents } from '../features/editor/documents';
import { describeError } from './error-view';
import type { AppState, AppStore } from './store';

const SAVE_DELAY_MS = 500;

export class SessionKeeper {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> = Promise.resolve();
  private readonly stops: Array<() => void> = [];

  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
    private readonly documents: Documents,
  ) {}

  /** Says whether this is a first start, in which there is nothing to restore. */
  async restore(): Promise<'first' | 'restored'> {
    let session: SessionState | null;
    try {
      session = await this.client.session.load();
    } catch (error) {
      // What could not be read must not be overwritten, so nothing is saved from here on.
      this.store.setState({ session: { kind: 'failed', error: describeError(error) } });
      return 'first';
    }
    if (session) this.apply(session);
    this.store.setState({ session: { kind: 'ready' } });
    this.follow();
    return session ? 'restored' : 'first';
  }

  /** Saves now what would have been saved in a moment, and when nothing waits, all the same. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.store.getState().session.kind !== 'ready') return;
    const state = describeSession(this.store.getState(), this.documents);
    // At once, not after the save before it: a window that closes has no later.
    this.saving = this.client.session.save(state).catch((error: unknown) => {
      const { message, remedy } = describeError(error);
      this.store.setState({ announcement: `The tabs could not be saved. ${message} ${remedy}` });
    });
    await this.saving;
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const stop of this.stops.splice(0)) stop();
  }

  private apply(session: SessionState): void {
    for (const tab of session.tabs) this.documents.open(tab.id, tab.files);
    const isOpen = session.tabs.some((tab) => tab.id === session.activeTabId);
    this.store.setState({
      tabs: session.tabs.map(({ files: _, ...tab }) => tab),
      provider: session.provider ?? 'auto',
      activeTabId: isOpen ? session.activeTabId : (session.tabs[0]?.id ?? null),
      theme: session.theme,
      layout: session.layout,
      ...(session.editorShare === undefined ? {} : { editorShare: session.editorShare }),
      ...(session.outputWrap === undefined ? {} : { outputWrap: session.outputWrap }),
    });
  }

  private follow(): void {
    this.stops.push(
      this.documents.onEdit(() => this.saveSoon()),
      this.store.subscribe((state, before) => {
        if (keptKeys.some((key) => state[key] !== before[key])) this.saveSoon();
      }),
    );
  }

  private saveSoon(): void {
    this.timer ??= setTimeout(() => void this.flush(), SAVE_DELAY_MS);
  }
}

const keptKeys: ReadonlyArray<keyof AppState> = [
  'tabs',
  'activeTabId',
  'provider',
  'theme',
  'layout',
  'editorShare',
  'outputWrap',
];

function describeSession(state: AppState, documents: Documents): SessionState {
  return {
    version: 1,
    tabs: state.tabs.map((tab) => ({ ...tab, files: documents.read(tab.id) })),
    activeTabId: state.activeTabId,
    ...(state.provider === 'auto' ? {} : { provider: state.provider }),
    theme: state.theme,
    layout: state.layout,
    editorShare: state.editorShare,
    outputWrap: state.outputWrap,
  };
}

/** The language of the very first tab: Python, or else whatever could be run at once. */
export function chooseFirstSpec(specs: Spec[], isReady: (spec: Spec) => boolean): Spec | null {
  const python = specs.find((spec) => spec.id === 'python');
  if (python && isReady(python)) return python;
  return specs.find(isReady) ?? python ?? specs[0] ?? null;
}
