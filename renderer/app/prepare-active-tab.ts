/** Has a sandbox made ready for the tab that is looked at, so that its run need not wait; the run says it if that cannot be. */
import type { RunyardClient } from '../../client/client';
import { selectActiveTab, selectTabForecast } from '../state/selectors';
import type { AppStore } from '../state/store';

/** The returned function ends it. */
export function prepareActiveTab(client: Pick<RunyardClient, 'prepare'>, store: AppStore): () => void {
  let prepared = '';
  const prepare = (): void => {
    const state = store.getState();
    const tab = selectActiveTab(state);
    const { kind } = selectTabForecast(state, state.activeTabId);
    const { specId, terminal } = tab ?? { specId: '', terminal: 'off' as const };
    const wanted = tab && (kind === 'docker' || kind === 'embedded') ? { specId, kind, terminal } : null;
    const key = wanted ? `${wanted.kind} ${wanted.terminal} ${wanted.specId}` : '';
    if (key === prepared) return;
    prepared = key;
    if (wanted) client.prepare(wanted.specId, wanted.kind, wanted.terminal).catch(() => {});
  };
  prepare();
  return store.subscribe(prepare);
}
