/** Asks which text to keep when another program has changed a file that was edited here too. */
import { FilePenLine } from 'lucide-react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import type { Tab } from '../../state/tabs';
import './history.css';

export function ConflictBar({ tab }: { tab: Tab }) {
  const workbench = useWorkbench();
  const conflict = useApp((state) => state.conflicts.find((one) => one.tabId === tab.id));
  if (!conflict || !tab.files.includes(conflict.path)) return null;
  const { path, theirs } = conflict;
  const name = tab.files.length > 1 ? path : tab.title;
  const isGone = theirs === null;
  const keep = (which: 'mine' | 'theirs') => () => {
    if (isGone && which === 'theirs' && tab.files.length === 1) workbench.tabs.close(tab.id);
    else void workbench.outside.resolve(tab.id, path, which);
  };
  return (
    <aside className="conflict-bar" role="alert">
      <FilePenLine size={16} aria-hidden="true" />
      <p>
        <strong>
          {isGone ? `${name} was deleted by another program.` : `Another program has changed ${name} too.`}
        </strong>{' '}
        {isGone ? 'Its text is still here.' : 'The text that you do not keep goes to the history.'}
      </p>
      <button type="button" className="button button-small" onClick={keep('mine')}>
        {isGone ? 'Write it again' : 'Keep mine'}
      </button>
      <button type="button" className="button button-small" onClick={keep('theirs')}>
        {isGone ? (tab.files.length === 1 ? 'Close the tab' : 'Delete it here too') : 'Take theirs'}
      </button>
    </aside>
  );
}
