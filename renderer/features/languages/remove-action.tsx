/** Removes something at the second press; the first says how much it frees and what else goes with it. */
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../words/use-words';

export interface RemoveActionProps {
  /** For screen readers: what is removed. */
  label: string;
  /** Null where nobody knows. */
  freedBytes: number | null;
  /** Why it cannot be now; empty where it can. */
  hindrance: string;
  /** What else a person should know; may be empty. */
  warning: string;
  onRemove: () => void;
}

type Stage = 'new' | 'asked' | 'kept';

export function RemoveAction({ label, freedBytes, hindrance, warning, onRemove }: RemoveActionProps) {
  const words = useWords();
  const say = words.languagesPage;
  const [stage, setStage] = useState<Stage>('new');
  const next = useRef<HTMLButtonElement>(null);
  // Who asked goes on with the answer; who decided against it stays where they were.
  useEffect(() => {
    if (stage !== 'new') next.current?.focus();
  }, [stage]);
  if (stage !== 'asked') {
    return (
      <button ref={next} type="button" className="link-button" aria-label={label} onClick={() => setStage('asked')}>
        {words.languages.remove}
      </button>
    );
  }
  return (
    <span className="remove-ask" role="alert">
      <span>{hindrance || `${freedBytes === null ? '' : say.frees(freedBytes)} ${warning}`.trim()}</span>
      {hindrance === '' && (
        <button
          ref={next}
          type="button"
          className="button button-small button-danger"
          aria-label={say.confirm(label)}
          onClick={() => {
            setStage('new');
            onRemove();
          }}
        >
          {words.languages.remove}
        </button>
      )}
      <button
        ref={hindrance === '' ? null : next}
        type="button"
        className="button button-small"
        onClick={() => setStage('kept')}
      >
        {say.keep}
      </button>
    </span>
  );
}
