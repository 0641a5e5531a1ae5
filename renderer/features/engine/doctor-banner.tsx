/** Says quietly that the open tab needs Docker, why none answers, and what to do; comes and goes by itself. */
import { Unplug } from 'lucide-react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectActiveTab, selectChoice, selectForecast, selectSpec } from '../../state/selectors';
import type { AppState } from '../../state/store';
import { useWords } from '../../words/use-words';
import { isConnectionLost } from './engine-words';
import './engine.css';

export function DoctorBanner() {
  const workbench = useWorkbench();
  const words = useWords();
  const engine = useApp((state) => state.engine);
  const doctor = useApp((state) => state.doctor);
  const need = useApp(selectNeed);
  if (!engine || need === null) return null;
  const { tabId } = need;
  return (
    <aside className="banner" aria-label={words.engine.engine} role="status">
      <Unplug size={16} aria-hidden="true" />
      <p>
        <strong>{`${need.what} ${words.said(engine.doctor.summary)}`.trim()}</strong> {words.said(engine.doctor.remedy)}
      </p>
      <div className="banner-actions">
        {need.hasOther && (
          <button
            type="button"
            className="button button-small"
            onClick={() => workbench.tabs.setProvider(tabId, 'embedded')}
          >
            {words.engine.useEmbedded}
          </button>
        )}
        <button
          type="button"
          className="button button-small"
          disabled={doctor === 'looking'}
          onClick={() => void workbench.engine.diagnose()}
        >
          {doctor === 'looking' ? words.actions.looking : words.actions.tryAgain}
        </button>
        <button
          type="button"
          className="button button-small"
          onClick={() => workbench.store.setState({ activeDialog: 'doctor' })}
        >
          {words.actions.details}
        </button>
      </div>
    </aside>
  );
}

interface Need {
  tabId: string;
  /** Empty where it is not Docker that is needed. */
  what: string;
  /** The embedded engine could run it, and Docker was asked for. */
  hasOther: boolean;
}

/** Null where nothing hinders the open tab. */
function selectNeed(state: AppState): Need | null {
  if (isConnectionLost(state.engine)) return { tabId: '', what: '', hasOther: false };
  const tab = selectActiveTab(state);
  const spec = selectSpec(state, tab?.specId);
  if (!tab || !spec) return null;
  const choice = selectChoice(state, tab.id);
  const forecast = selectForecast(state, spec, choice);
  if (forecast.kind !== 'missing' || forecast.what !== 'docker') return null;
  const say = state.words.engine;
  const hasOther = selectForecast(state, spec, 'embedded').kind === 'embedded';
  return { tabId: tab.id, what: hasOther ? say.asksForDocker : say.needsDocker(spec.title), hasOther };
}
