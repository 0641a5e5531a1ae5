/** Says that the tabs of last time could not be read, and that nothing will be saved over them. */
import { TriangleAlert } from 'lucide-react';
import { useApp } from './workbench-context';

export function SessionProblem() {
  const session = useApp((state) => state.session);
  if (session.kind !== 'failed') return null;
  return (
    <aside className="banner" role="alert">
      <TriangleAlert size={16} aria-hidden="true" />
      <p>
        <strong>The tabs of last time could not be read; what you type now is not saved.</strong>{' '}
        {session.error.message} {session.error.remedy}
      </p>
    </aside>
  );
}
