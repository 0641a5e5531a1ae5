/** One environment variable: name, value, and what is wrong with them. */
import { X } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useId } from 'react';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { type EnvironmentProblem, type EnvironmentRow, parseVariables } from './environment-rows';

export interface EnvironmentFieldsProps {
  row: EnvironmentRow;
  /** Its place, from 1. */
  number: number;
  problem: EnvironmentProblem | null;
  onChange: (change: Partial<Pick<EnvironmentRow, 'name' | 'value'>>) => void;
  /** `NAME=value` lines were pasted. */
  onVariables: (variables: Array<{ name: string; value: string }>) => void;
  onRemove: () => void;
  onEnter: () => void;
}

export function EnvironmentFields(props: EnvironmentFieldsProps) {
  const { row, number, problem, onChange, onVariables, onRemove, onEnter } = props;
  const words = useWords().inputs;
  const problemId = useId();
  const isNameWrong = problem !== null && problem !== 'nul';
  /** A value may have a `=` of its own, so only several lines are variables there. */
  const paste = (event: ClipboardEvent, field: 'name' | 'value'): void => {
    const text = event.clipboardData.getData('text/plain');
    const variables = field === 'name' || /[\r\n]/.test(text.trim()) ? parseVariables(text) : null;
    if (!variables) return;
    event.preventDefault();
    onVariables(variables);
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey)
      return;
    event.preventDefault();
    onEnter();
  };
  const field = {
    type: 'text',
    className: 'field',
    spellCheck: false,
    autoComplete: 'off',
    autoCapitalize: 'off',
    'aria-describedby': problem === null ? undefined : problemId,
    onKeyDown: handleKey,
  } as const;
  return (
    <div className="environment-row">
      <input
        {...field}
        value={row.name}
        placeholder={words.name}
        aria-label={words.nameOf(number)}
        aria-invalid={isNameWrong}
        onPaste={(event) => paste(event, 'name')}
        onChange={(event) => onChange({ name: event.target.value.trim() })}
      />
      <span aria-hidden="true">=</span>
      <input
        {...field}
        value={row.value}
        placeholder={words.value}
        aria-label={words.valueOf(number)}
        aria-invalid={problem === 'nul'}
        onPaste={(event) => paste(event, 'value')}
        onChange={(event) => onChange({ value: event.target.value })}
      />
      <IconButton icon={X} label={words.removeVariable(row.name)} onClick={onRemove} />
      {problem !== null && (
        <p id={problemId} className="environment-problem" role="alert">
          {problem === 'twice' ? words.problems.twice(row.name) : words.problems[problem]}
        </p>
      )}
    </div>
  );
}
