/** In the status line: how many problems the tab has. A click goes to the next. */
import { CircleAlert } from 'lucide-react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';
import { useProblems } from './use-problems';
import './problems.css';

export function ProblemCount() {
  const { problems } = useWorkbench();
  const keysOf = useKeys();
  const words = useWords();
  const tabId = useApp((state) => state.activeTabId);
  const items = useProblems(tabId);
  if (tabId === null || items.length === 0) return null;
  const keys = keysOf('nextProblem');
  return (
    <button
      type="button"
      className="status-item status-problems"
      data-tone={items.some(({ severity }) => severity === 'error') ? 'bad' : 'warning'}
      title={keys === undefined ? words.problems.next : `${words.problems.next} (${keys})`}
      onClick={() => problems.goToNeighbour(tabId, 1)}
    >
      <CircleAlert size={13} aria-hidden="true" />
      {words.problems.count(items.length)}
    </button>
  );
}
