/** The terminal that a tab's program runs in, and below it, in the window's own words, how the run stands. */
import { Copy, Eraser } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { isActive, type RunStatus } from '../../state/run-status';
import { selectRun } from '../../state/selectors';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { EarlierRunTools } from '../earlier-runs/earlier-run-tools';
import { PinnedAbove } from '../earlier-runs/pinned-above';
import { Outcome, OutputFooter } from '../output/output-footer';
import { RunBadge } from '../output/run-badge';
import './terminal.css';

export function TerminalPane({ tabId }: { tabId: string }) {
  const workbench = useWorkbench();
  const words = useWords();
  const keysOf = useKeys();
  const screen = workbench.terminals.get(tabId);
  const isEmpty = useSyncExternalStore(screen.subscribe, screen.getIsEmpty);
  const status = useApp((state) => selectRun(state, tabId));
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => screen.attach(frame.current!), [screen]);
  useEffect(() => workbench.regions.register('output', () => screen.focus(), tabId), [workbench, screen, tabId]);

  return (
    <section className="pane output-pane" data-region="output" aria-label={words.output.title}>
      <header className="pane-head">
        <RunBadge tabId={tabId} buffer={null} />
        <div className="pane-actions" role="toolbar" aria-label={words.output.title}>
          <EarlierRunTools tabId={tabId} />
          <IconButton
            icon={Copy}
            label={words.terminal.copy}
            keys={keysOf('copyOutput')}
            isDisabled={isEmpty}
            onClick={() => void workbench.copyOutput(tabId)}
          />
          <IconButton
            icon={Eraser}
            label={words.terminal.clear}
            isDisabled={isEmpty}
            onClick={() => workbench.runs.clear(tabId)}
          />
        </div>
      </header>
      <PinnedAbove tabId={tabId}>
        <div
          className="terminal-frame"
          role="application"
          aria-label={words.terminal.title}
          data-terminal={isActive(status) ? 'running' : 'idle'}
        >
          <div ref={frame} className="terminal-place" />
          {isCovered(status, isEmpty) && (
            <div className="terminal-cover">
              <OutputFooter tabId={tabId} isEmpty />
            </div>
          )}
        </div>
      </PinnedAbove>
      <TerminalStrip status={status} isEmpty={isEmpty} />
    </section>
  );
}

/** Where there is nothing to see of a program, but something to say or to do. */
function isCovered(status: RunStatus, isEmpty: boolean): boolean {
  if (status.kind === 'failed') return true;
  return isEmpty && (status.kind === 'idle' || (status.kind === 'starting' && status.preparing !== ''));
}

/** Always there, so that the terminal keeps its size from run to run. */
function TerminalStrip({ status, isEmpty }: { status: RunStatus; isEmpty: boolean }) {
  const words = useWords().terminal;
  const keysOf = useKeys();
  return (
    <div className="terminal-strip">
      {status.kind === 'finished' && status.origin.terminal === 'on' && <Outcome status={status} isEmpty={isEmpty} />}
      {isActive(status) && (
        <>
          <span className="terminal-whose">{words.keysGoToProgram}</span>
          <span className="terminal-keys">
            <kbd>{keysOf('focusOutput')}</kbd> {words.enter}
          </span>
          <span className="terminal-keys">
            <kbd>{keysOf('focusNextRegion')}</kbd> {words.leave}
          </span>
        </>
      )}
      {(status.kind === 'idle' || (status.kind === 'finished' && status.origin.terminal === 'off')) && (
        <span className="terminal-whose">
          <kbd>{keysOf('run')}</kbd> {words.runsThis}
        </span>
      )}
    </div>
  );
}
