/** Says for a moment what was done where nothing in the window shows it. A screen reader has it as an announcement. */
import { Check } from 'lucide-react';
import { useEffect } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import './share.css';

const SHOWN_MS = 4_000;

export function DoneToast() {
  const { store } = useWorkbench();
  const done = useApp((state) => state.done);
  useEffect(() => {
    if (done === null) return;
    const timer = setTimeout(() => store.setState({ done: null }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [done, store]);
  if (done === null) return null;
  return (
    <div className="done-toast" aria-hidden="true">
      <Check size={14} />
      {done}
    </div>
  );
}
