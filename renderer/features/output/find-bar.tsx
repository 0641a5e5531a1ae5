/** The find field of the output. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useWorkbench } from '../../app/workbench-context';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { MOST_MATCHES } from './find-matches';

export interface FindBarProps {
  tabId: string;
  query: string;
  count: number;
  /** Index of the match that is shown. */
  current: number;
  isComplete: boolean;
  onQuery: (query: string) => void;
  onStep: (step: 1 | -1) => void;
  onClose: () => void;
}

export function FindBar({ tabId, query, count, current, isComplete, onQuery, onStep, onClose }: FindBarProps) {
  const { regions } = useWorkbench();
  const words = useWords().output;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (): void => {
      input.current?.focus();
      input.current?.select();
    };
    focus();
    return regions.register('find', focus, tabId);
  }, [regions, tabId]);

  const describeCount = (): string => {
    if (query === '') return '';
    if (count === 0) return isComplete ? words.noMatch : words.searching;
    return words.matchOf(current + 1, Math.min(count, MOST_MATCHES), count >= MOST_MATCHES);
  };

  return (
    <search className="find-bar">
      <input
        ref={input}
        type="text"
        value={query}
        placeholder={words.find}
        aria-label={words.find}
        spellCheck={false}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
        }}
      />
      <output className="find-count">{describeCount()}</output>
      <IconButton
        icon={ChevronUp}
        label={words.previousMatch}
        keys="Shift+Enter"
        isDisabled={count === 0}
        onClick={() => onStep(-1)}
      />
      <IconButton
        icon={ChevronDown}
        label={words.nextMatch}
        keys="Enter"
        isDisabled={count === 0}
        onClick={() => onStep(1)}
      />
      <IconButton icon={X} label={words.closeFind} keys="Esc" onClick={onClose} />
    </search>
  );
}
