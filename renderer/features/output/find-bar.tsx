/** The find field of the output. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useWorkbench } from '../../app/workbench-context';
import { IconButton } from '../../ui/icon-button';
import { MOST_MATCHES } from './find-matches';

export interface FindBarProps {
  query: string;
  count: number;
  /** Index of the match that is shown. */
  current: number;
  isComplete: boolean;
  onQuery: (query: string) => void;
  onStep: (step: 1 | -1) => void;
  onClose: () => void;
}

export function FindBar({ query, count, current, isComplete, onQuery, onStep, onClose }: FindBarProps) {
  const { regions } = useWorkbench();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (): void => {
      input.current?.focus();
      input.current?.select();
    };
    focus();
    return regions.register('find', focus);
  }, [regions]);

  return (
    <search className="find-bar">
      <input
        ref={input}
        type="text"
        value={query}
        placeholder="Find in output"
        aria-label="Find in output"
        spellCheck={false}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
        }}
      />
      <output className="find-count">{describeCount(query, count, current, isComplete)}</output>
      <IconButton
        icon={ChevronUp}
        label="Previous match"
        keys="Shift+Enter"
        isDisabled={count === 0}
        onClick={() => onStep(-1)}
      />
      <IconButton
        icon={ChevronDown}
        label="Next match"
        keys="Enter"
        isDisabled={count === 0}
        onClick={() => onStep(1)}
      />
      <IconButton icon={X} label="Close find" keys="Esc" onClick={onClose} />
    </search>
  );
}

function describeCount(query: string, count: number, current: number, isComplete: boolean): string {
  if (query === '') return '';
  if (count === 0) return isComplete ? 'no match' : 'searching…';
  const all = count >= MOST_MATCHES ? `${MOST_MATCHES.toLocaleString('en-US')}+` : count.toLocaleString('en-US');
  return `${(current + 1).toLocaleString('en-US')} of ${all}`;
}
