/** Every place where a Docker daemon was looked for, and what each answered. */
import { CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { DoctorAttempt } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';

export function DoctorDialog({ onClose }: { onClose: () => void }) {
  const workbench = useWorkbench();
  const words = useWords();
  const engine = useApp((state) => state.engine);
  const looking = useApp((state) => state.doctor === 'looking');
  const report = engine?.doctor;
  return (
    <Modal
      title={words.engine.doctor}
      description={report ? `${report.summary} ${report.remedy}`.trim() : words.engine.lookingForDaemon}
      className="doctor"
      onClose={onClose}
    >
      {report && report.attempts.length > 0 && (
        <div className="doctor-scroll">
          <table className="doctor-table">
            <thead>
              <tr>
                <th scope="col">{words.engine.lookedAt}</th>
                <th scope="col">{words.engine.answer}</th>
                <th scope="col">{words.engine.whatToDo}</th>
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
          {looking ? words.actions.looking : words.actions.tryAgain}
        </button>
        <button type="button" className="button button-primary" onClick={onClose}>
          {words.actions.close}
        </button>
      </div>
    </Modal>
  );
}

function AttemptRow({ attempt }: { attempt: DoctorAttempt }) {
  const answers = useWords().engine.answers;
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
          {answers[attempt.result]}
        </span>
        {attempt.detail && <small>{attempt.detail}</small>}
      </td>
      <td>{attempt.remedy}</td>
    </tr>
  );
}
