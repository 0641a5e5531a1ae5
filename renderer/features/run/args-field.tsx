/** The arguments of a tab; Up and Down bring back what runs of its language were given before. */
import { type KeyboardEvent, useId, useState } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { readRecent } from '../../state/recent-givens';
import type { Tab } from '../../state/tabs';
import { useWords } from '../../words/use-words';
import { splitArguments } from './split-arguments';

export function ArgsField({ tab }: { tab: Tab }) {
  const { tabs } = useWorkbench();
  const words = useWords();
  const earlier = useApp((state) => readRecent(state.recent, tab.specId).args);
  /** Steps back, and what was there before the first; null while nothing is brought back. */
  const [recalled, setRecalled] = useState<{ back: number; typed: string } | null>(null);
  const problemId = useId();
  const split = splitArguments(tab.args);
  const problem = split.ok ? null : words.run.argumentsProblem[split.problem];

  const recall = (step: 1 | -1): void => {
    const typed = recalled?.typed ?? tab.args;
    const list = earlier.filter((args) => args !== typed);
    const back = Math.max(0, Math.min(list.length, (recalled?.back ?? 0) + step));
    setRecalled(back === 0 ? null : { back, typed });
    tabs.setArgs(tab.id, back === 0 ? typed : list[list.length - back]!);
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'ArrowUp') recall(1);
    else if (event.key === 'ArrowDown') recall(-1);
    else return;
    event.preventDefault();
  };

  return (
    <div className="args-field" data-invalid={problem !== null || undefined}>
      <input
        type="text"
        value={tab.args}
        placeholder={words.run.arguments}
        title={earlier.length > 0 ? words.inputs.argumentsHint : undefined}
        aria-label={words.run.arguments}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setRecalled(null);
          tabs.setArgs(tab.id, event.target.value);
        }}
        onKeyDown={handleKey}
      />
      {problem !== null && (
        <span id={problemId} className="args-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
