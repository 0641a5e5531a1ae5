/** Says that the output below is not the newest, and what can be done with its run. */
import { History, X } from 'lucide-react';
import type { EarlierRun } from '../../../contract';
import { useWorkbench } from '../../app/workbench-context';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import './earlier-runs.css';
import { RunSummary } from './run-summary';
import { describeTime } from './run-words';

export function EarlierRunBar({ tabId, run }: { tabId: string; run: EarlierRun }) {
  const { shownRuns } = useWorkbench();
  const words = useWords();
  const { earlierRuns } = words;
  const title = earlierRuns.ranAt(describeTime(run.at, Date.now(), words));
  return (
    <header className="run-head" data-kind="earlier">
      <History size={13} className="run-head-sign" aria-hidden="true" />
      <h3 title={title}>{title}</h3>
      <RunSummary run={run} />
      <div className="pane-actions">
        <button
          type="button"
          className="button button-small"
          disabled={run.files === null}
          title={run.files === null ? earlierRuns.codeNotKept : undefined}
          onClick={() => shownRuns.bringBack(tabId, run.id)}
        >
          {earlierRuns.bringBack}
        </button>
        <IconButton icon={X} label={earlierRuns.backToNewest} keys="Esc" onClick={() => shownRuns.showNewest(tabId)} />
      </div>
    </header>
  );
}
