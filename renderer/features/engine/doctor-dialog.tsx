/** Every place where a Docker daemon was looked for, and what each answered. */
import { CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { DoctorAttempt } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { Modal } from '../../ui/modal';

const results: Record<DoctorAttempt['result'], string> = {
  ok: 'answers',
  notFound: 'not there',
  permissionDenied: 'permission denied',
  refused: 'refused',
  apiTooOld: 'too old',
  timedOut: 'no answer in time',
  unsupported: 'not supported',
  failed: 'failed',
};

export function DoctorDialog({ onClose }: { onClose: () => void }) {
  const workbench = useWorkbench();
  const engine = useApp((state) => state.engine);
  const looking = useApp((state) => state.doctor === 'looking');
  const report = engine?.doctor;
  return (
    <Modal
      title="Docker doctor"
      description={report ? `${report.summary} ${report.remedy}`.trim() : 'Looking for a Docker daemon.'}
      className="doctor"
      onClose={onClose}
    >
      {report && report.attempts.length > 0 && (
        <div className="doctor-scroll">
          <table className="doctor-table">
            <thead>
              <tr>
                <th scope="col">Looked at</th>
                <th scope="col">Answer</th>
                <th scope="col">What to do</th>
              </tr>
            </thead>
            <tbody>
              {report.attempts.map((attempt) => (
                <AttemptRow key={`${attempt.source} ${attempt.endpoint}`} attempt={attempt} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="modal-actions">
        <button type="button" className="button" disabled={looking} onClick={() => void workbench.engine.diagnose()}>
          {looking ? 'Looking…' : 'Try again'}
        </button>
        <button type="button" className="button button-primary" onClick={onClose}>
          Close
        </button>
      </div>
    </Modal>
  );
}

function AttemptRow({ attempt }: { attempt: DoctorAttempt }) {
  const isAbsent = attempt.result === 'notFound';
  const Icon = attempt.result === 'ok' ? CircleCheck : isAbsent ? CircleMinus : CircleX;
  const tone = attempt.result === 'ok' ? 'good' : isAbsent ? 'neutral' : 'bad';
  return (
    <tr>
      <td>
        {attempt.source}
        <code>{attempt.endpoint}</code>
      </td>
      <td>
        <span className="attempt-result" data-tone={tone}>
          <Icon size={14} aria-hidden="true" />
          {results[attempt.result]}
        </span>
        {attempt.detail && <small>{attempt.detail}</small>}
      </td>
      <td>{attempt.remedy}</td>
    </tr>
  );
}
