/** Where a Docker daemon was looked for, and what each place answered. */
import { CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { DoctorAttempt } from '../../../contract';
import { useWords } from '../../words/use-words';
import './engine.css';

export function DoctorAttempts({ attempts }: { attempts: readonly DoctorAttempt[] }) {
  const words = useWords();
  return (
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
          {attempts.map((attempt) => (
            <AttemptRow key={`${attempt.source} ${attempt.endpoint}`} attempt={attempt} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AttemptRow({ attempt }: { attempt: DoctorAttempt }) {
  const { engine, said } = useWords();
  const isAbsent = attempt.result === 'notFound';
  const Icon = attempt.result === 'ok' ? CircleCheck : isAbsent ? CircleMinus : CircleX;
  const tone = attempt.result === 'ok' ? 'good' : isAbsent ? 'neutral' : 'bad';
  return (
    <tr>
      <td>
        {said(attempt.source)}
        <code>{attempt.endpoint}</code>
      </td>
      <td>
        <span className="attempt-result" data-tone={tone}>
          <Icon size={14} aria-hidden="true" />
          {engine.answers[attempt.result]}
        </span>
        {attempt.detail && <small>{said(attempt.detail)}</small>}
      </td>
      <td>{said(attempt.remedy)}</td>
    </tr>
  );
}
