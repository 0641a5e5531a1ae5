/** Every place where a Docker daemon was looked for, and what each answered. */
import { useApp, useWorkbench } from '../../app/workbench-context';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';
import { DoctorAttempts } from './doctor-attempts';

export function DoctorDialog({ onClose }: { onClose: () => void }) {
  const workbench = useWorkbench();
  const words = useWords();
  const engine = useApp((state) => state.engine);
  const looking = useApp((state) => state.doctor === 'looking');
  const report = engine?.doctor;
  return (
    <Modal
      title={words.engine.doctor}
      description={
        report ? `${words.said(report.summary)} ${words.said(report.remedy)}`.trim() : words.engine.lookingForDaemon
      }
      className="doctor"
      onClose={onClose}
    >
      {report && report.attempts.length > 0 && <DoctorAttempts attempts={report.attempts} />}
      <div className="modal-actions">
        <button type="button" className="button" disabled={looking} onClick={() => void workbench.engine.diagnose()}>
          {looking ? words.actions.looking : words.actions.tryAgain}
        </button>
        <button type="button" className="button button-primary" onClick={onClose}>
          {words.actions.close}
        </button>
      </div>
    </Modal>
  );
}
