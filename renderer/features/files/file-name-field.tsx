/** Takes a file's name: Enter keeps it, Escape leaves it, and what is wrong with it is said beneath. */
import { useId, useRef, useState } from 'react';
import { useWorkbench } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';

export interface FileNameFieldProps {
  label: string;
  initial: string;
  /** Says what is wrong with the name, or null when it was taken. */
  onSubmit: (name: string) => string | null;
  onEnd: () => void;
}

export function FileNameField({ label, initial, onSubmit, onEnd }: FileNameFieldProps) {
  const workbench = useWorkbench();
  const words = useWords().files;
  const [name, setName] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const problemId = useId();
  const life = useRef<'open' | 'ended'>('open');
  const end = (): void => {
    if (life.current === 'ended') return;
    life.current = 'ended';
    onEnd();
  };
  const submit = (next: 'stay' | 'leave'): void => {
    if (life.current === 'ended') return;
    const found = name.trim() === '' ? null : onSubmit(name.trim());
    if (found !== null && next === 'stay') {
      setProblem(found);
      return;
    }
    end();
    if (next === 'stay') workbench.regions.focus('editor');
  };
  return (
    <div className="file-name">
      <input
        className="file-name-field"
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        placeholder={words.namePlaceholder}
        value={name}
        spellCheck={false}
        autoComplete="off"
        ref={(field) => {
          if (!field || document.activeElement === field) return;
          field.focus();
          const slash = initial.lastIndexOf('/') + 1;
          const dot = initial.lastIndexOf('.');
          field.setSelectionRange(slash, dot > slash ? dot : initial.length);
        }}
        onChange={(event) => {
          setName(event.target.value);
          setProblem(null);
        }}
        onBlur={() => submit('leave')}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') submit('stay');
          else if (event.key === 'Escape') end();
          else return;
          event.preventDefault();
          if (event.key === 'Escape') workbench.regions.focus('editor');
        }}
      />
      {problem !== null && (
        <p id={problemId} className="file-name-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
