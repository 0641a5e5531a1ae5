/** Says when the tabs could not be read or cannot be saved, and what to know of how they were found. */
import { Info, TriangleAlert, X } from 'lucide-react';
import { IconButton } from '../ui/icon-button';
import { useWords } from '../words/use-words';
import { useApp, useWorkbench } from './workbench-context';

export function SessionProblem() {
  const { store } = useWorkbench();
  const words = useWords();
  const session = useApp((state) => state.session);
  const saveProblem = useApp((state) => state.saveProblem);
  const notices = useApp((state) => state.notices);
  return (
    <>
      {session.kind === 'failed' && (
        <aside className="banner" role="alert">
          <TriangleAlert size={16} aria-hidden="true" />
          <p>
            <strong>{words.window.sessionUnreadable}</strong> {session.error.message} {session.error.remedy}
          </p>
        </aside>
      )}
      {saveProblem && (
        <aside className="banner" role="alert">
          <TriangleAlert size={16} aria-hidden="true" />
          <p>
            <strong>{words.window.notSaved}</strong> {/* A connection that is lost has a banner that says so. */}
            {saveProblem.code !== 'CONNECTION_LOST' && `${saveProblem.message} ${saveProblem.remedy}`}
          </p>
        </aside>
      )}
      {notices.length > 0 && (
        <aside className="banner" role="status" data-tone="notice">
          <Info size={16} aria-hidden="true" />
          <p>{notices.join(' ')}</p>
          <IconButton icon={X} label={words.actions.dismiss} onClick={() => store.setState({ notices: [] })} />
        </aside>
      )}
    </>
  );
}
