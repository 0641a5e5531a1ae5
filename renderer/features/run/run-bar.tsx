/** The head of the editor: what runs, with which arguments, and the buttons for it. */
import { PanelLeft, Play, Square, SquareTerminal } from 'lucide-react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { isActive } from '../../state/run-status';
import { selectRun, selectSpec } from '../../state/selectors';
import { isListShown } from '../../state/tab-files';
import type { Tab } from '../../state/tabs';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { SnippetToggle } from '../snippet/snippet-toggle';
import { ArgsField } from './args-field';
import { EnvironmentPopover } from './environment-popover';
import './run-bar.css';
import { RunMenu } from './run-menu';

export function RunBar({ tab }: { tab: Tab }) {
  const workbench = useWorkbench();
  const keysOf = useKeys();
  const title = useApp((state) => selectSpec(state, tab.specId)?.title ?? tab.specId);
  // Side by side, two tabs of one language are told apart by their titles.
  const isSplit = useApp((state) => state.beside !== null);
  const isRunning = useApp((state) => isActive(selectRun(state, tab.id)));
  const { run: words, terminal: terminalWords } = useWords();
  const hasList = isListShown(tab);
  return (
    <header className="pane-head run-bar">
      <IconButton
        icon={PanelLeft}
        label={hasList ? words.hideFiles : words.showFiles}
        keys={keysOf('showFiles')}
        isPressed={hasList}
        onClick={() => workbench.files.toggleList(tab.id)}
      />
      <span className="language-name">{isSplit ? tab.title : title}</span>
      <SnippetToggle tab={tab} />
      <ArgsField key={tab.id} tab={tab} />
      <EnvironmentPopover key={`${tab.id} environment`} tab={tab} />
      <IconButton
        icon={SquareTerminal}
        label={tab.terminal === 'on' ? terminalWords.turnOff : terminalWords.turnOn}
        keys={keysOf('toggleTerminal')}
        isPressed={tab.terminal === 'on'}
        onClick={() => workbench.tabs.setTerminal(tab.id, tab.terminal === 'on' ? 'off' : 'on')}
      />
      <div className="run-buttons">
        <div className="run-split">
          <button
            type="button"
            className="button button-primary run-button"
            title={words.withKeys(isRunning ? words.stopAndRunAgain : words.run, keysOf('run'))}
            onMouseDown={keepFocus}
            onClick={() => void workbench.runs.start(tab.id)}
          >
            <Play size={14} aria-hidden="true" />
            <span className="run-words">{words.run}</span>
          </button>
          <RunMenu tab={tab} />
        </div>
        <button
          type="button"
          className="button stop-button"
          title={words.withKeys(words.stop, keysOf('stop'))}
          disabled={!isRunning}
          onMouseDown={keepFocus}
          onClick={() => void workbench.runs.stop(tab.id)}
        >
          <Square size={12} aria-hidden="true" />
          <span className="stop-words">{words.stop}</span>
        </button>
      </div>
    </header>
  );
}

/** A click must not take the focus from the editor. */
function keepFocus(event: { preventDefault(): void }): void {
  event.preventDefault();
}
