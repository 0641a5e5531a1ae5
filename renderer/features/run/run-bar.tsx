/** The head of the editor: what runs, with which arguments, and the buttons for it. */
import { PanelLeft, Play, Square } from 'lucide-react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { isActive } from '../../state/run-status';
import { selectRun, selectSpec } from '../../state/selectors';
import { isListShown } from '../../state/tab-files';
import type { Tab } from '../../state/tabs';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import './run-bar.css';
import { splitArguments } from './split-arguments';

export function RunBar({ tab }: { tab: Tab }) {
  const workbench = useWorkbench();
  const keysOf = useKeys();
  const title = useApp((state) => selectSpec(state, tab.specId)?.title ?? tab.specId);
  const isRunning = useApp((state) => isActive(selectRun(state, tab.id)));
  const words = useWords().run;
  const split = splitArguments(tab.args);
  const hasList = isListShown(tab);
  const problem = split.ok ? null : words.argumentsProblem[split.problem];
  return (
    <header className="pane-head run-bar">
      <IconButton
        icon={PanelLeft}
        label={hasList ? words.hideFiles : words.showFiles}
        keys={keysOf('showFiles')}
        isPressed={hasList}
        onClick={() => workbench.files.toggleList(tab.id)}
      />
      <span className="language-name">{title}</span>
      <div className="args-field" data-invalid={problem !== null || undefined}>
        <input
          type="text"
          value={tab.args}
          placeholder={words.arguments}
          aria-label={words.arguments}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'args-problem'}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => workbench.tabs.setArgs(tab.id, event.target.value)}
        />
        {problem !== null && (
          <span id="args-problem" className="args-problem" role="alert">
            {problem}
          </span>
        )}
      </div>
      <div className="run-buttons">
        <button
          type="button"
          className="button button-primary run-button"
          title={words.withKeys(isRunning ? words.stopAndRunAgain : words.run, keysOf('run'))}
          onMouseDown={keepFocus}
          onClick={() => void workbench.runs.start(tab.id)}
        >
          <Play size={14} aria-hidden="true" />
          {words.run}
        </button>
        <button
          type="button"
          className="button stop-button"
          title={words.withKeys(words.stop, keysOf('stop'))}
          disabled={!isRunning}
          onMouseDown={keepFocus}
          onClick={() => void workbench.runs.stop(tab.id)}
        >
          <Square size={12} aria-hidden="true" />
          {words.stop}
        </button>
      </div>
    </header>
  );
}

/** A click must not take the focus from the editor. */
function keepFocus(event: { preventDefault(): void }): void {
  event.preventDefault();
}
