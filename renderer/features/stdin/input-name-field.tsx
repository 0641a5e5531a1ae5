/** Takes a new name for a saved input: Enter or leaving keeps it, Escape does not. */
import { useRef, useState } from 'react';
import { INPUT_NAME_LIMIT } from '../../../contract';
import { useWords } from '../../words/use-words';

export interface InputNameFieldProps {
  name: string;
  /** Null when the old name is to stay. */
  onEnd: (name: string | null) => void;
}

export function InputNameField({ name, onEnd }: InputNameFieldProps) {
  const words = useWords().inputs;
  const [text, setText] = useState(name);
  const life = useRef<'open' | 'ended'>('open');
  const end = (result: string | null): void => {
    if (life.current === 'ended') return;
    life.current = 'ended';
    onEnd(result);
  };
  return (
    <input
      className="field input-name"
      aria-label={words.nameField}
      value={text}
      maxLength={INPUT_NAME_LIMIT}
      spellCheck={false}
      autoComplete="off"
      ref={(field) => {
        if (!field || document.activeElement === field) return;
        field.focus();
        field.select();
      }}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => end(text)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') end(text);
        else if (event.key === 'Escape') end(null);
        else return;
        event.preventDefault();
      }}
    />
  );
}
