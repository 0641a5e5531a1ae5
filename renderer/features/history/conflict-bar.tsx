/** Asks which text to keep when another program has changed a file that was edited here too. */
import { FilePenLine } from 'lucide-react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import type { Tab } from '../../state/tabs';
import { useWords } from '../../words/use-words';
import './history.css';

export function ConflictBar({ tab }: { tab: Tab }) {
  const workbench = useWorkbench();
  const words = useWords().history.conflict;
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
        <strong>{isGone ? words.gone(name) : words.changed(name)}</strong>{' '}
        {isGone ? words.textIsHere : words.otherToHistory}
      </p>
      <button type="button" className="button button-small" onClick={keep('mine')}>
        {isGone ? words.writeAgain : words.keepMine}
      </button>
      <button type="button" className="button button-small" onClick={keep('theirs')}>
        {isGone ? (tab.files.length === 1 ? words.closeTab : words.deleteHere) : words.takeTheirs}
      </button>
    </aside>
  );
}
