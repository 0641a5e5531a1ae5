/** Says quietly that no engine answers, why, and what to do; comes and goes by itself. */
import { Unplug } from 'lucide-react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import './engine.css';

export function DoctorBanner() {
  const workbench = useWorkbench();
  const engine = useApp((state) => state.engine);
  const doctor = useApp((state) => state.doctor);
  if (engine?.state !== 'unavailable') return null;
  return (
    <aside className="banner" aria-label="Engine" role="status">
      <Unplug size={16} aria-hidden="true" />
      <p>
        <strong>{engine.doctor.summary}</strong> {engine.doctor.remedy}
      </p>
      <button
        type="button"
        className="button button-small"
        disabled={doctor === 'looking'}
        onClick={() => void workbench.engine.diagnose()}
      >
        {doctor === 'looking' ? 'Looking…' : 'Try again'}
      </button>
      <button
        type="button"
        className="button button-small"
        onClick={() => workbench.store.setState({ activeDialog: 'doctor' })}
      >
        Details
      </button>
    </aside>
  );
}
