/** What a tab's program printed, how its run stands, and the line to its input. */
import { Copy, Eraser, Search, WrapText } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectRun, selectShownTerminal } from '../../state/selectors';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { EarlierRunTools } from '../earlier-runs/earlier-run-tools';
import { InputPanel } from '../stdin/input-panel';
import { StdinLine } from '../stdin/stdin-line';
import { TerminalPane } from '../terminal/terminal-pane';
import './output.css';
import { OutputBody } from './output-body';
import { RunBadge } from './run-badge';

export function OutputPane({ tabId }: { tabId: string }) {
  const terminal = useApp((state) => selectShownTerminal(state, tabId));
  return terminal === 'on' ? <TerminalPane tabId={tabId} /> : <StreamPane tabId={tabId} />;
}

function StreamPane({ tabId }: { tabId: string }) {
  const workbench = useWorkbench();
  const { output: words } = useWords();
  const keysOf = useKeys();
  const buffer = workbench.outputs.get(tabId);
  // Alone of what it holds: a pane that followed each draw of a flood would take as long as its rows.
  const holdsNothing = useSyncExternalStore(buffer.subscribe, () => buffer.isEmpty);
  const status = useApp((state) => selectRun(state, tabId));
  const wrap = useApp((state) => state.outputWrap);
  const shown = useApp((state) => state.shownRuns[tabId]);
  const reader = useRef<{ focus(): void }>(null);
  const [isFinding, setFinding] = useState(false);
  const isComparing = shown?.kind === 'comparison';

  useEffect(() => {
    const stops = [
      workbench.regions.register('output', () => reader.current?.focus(), tabId),
      workbench.regions.register('find', () => setFinding(true), tabId),
    ];
    return () => stops.forEach((stop) => void stop());
  }, [workbench, tabId]);
  // What had the focus may be gone with what was shown.
  const formerlyShown = useRef(shown);
  useEffect(() => {
    if (formerlyShown.current === shown) return;
    formerlyShown.current = shown;
    const isActive = workbench.store.getState().activeTabId === tabId;
    if (isActive && document.activeElement === document.body) reader.current?.focus();
  }, [shown, workbench, tabId]);

  const closeFind = (): void => {
    setFinding(false);
    reader.current?.focus();
  };
  const isEmpty = shown === undefined && holdsNothing;

  return (
    <section className="pane output-pane" data-region="output" aria-label={words.title}>
      <header className="pane-head">
        <RunBadge tabId={tabId} buffer={buffer} />
        <div className="pane-actions">
          <EarlierRunTools tabId={tabId} />
          <IconButton
            icon={Search}
            label={words.find}
            keys={keysOf('findInOutput')}
            isPressed={isFinding}
            isDisabled={isComparing}
            onClick={() => (isFinding ? closeFind() : setFinding(true))}
          />
          <IconButton
            icon={WrapText}
            label={words.wrap}
            keys={keysOf('toggleWrap')}
            isPressed={wrap === 'wrap'}
            onClick={() => workbench.store.setState({ outputWrap: wrap === 'wrap' ? 'scroll' : 'wrap' })}
          />
          <IconButton
            icon={Copy}
            label={words.copyAll}
            keys={keysOf('copyOutput')}
            isDisabled={isEmpty || isComparing}
            onClick={() => void workbench.copyOutput(tabId)}
          />
          <IconButton
            icon={Eraser}
            label={words.clear}
            keys={keysOf('clearOutput')}
            isDisabled={shown !== undefined || (isEmpty && (status.kind === 'idle' || status.kind === 'running'))}
            onClick={() => workbench.runs.clear(tabId)}
          />
        </div>
      </header>
      <OutputBody tabId={tabId} isFinding={isFinding} onCloseFind={closeFind} handle={reader} />
      <InputPanel tabId={tabId} />
      <StdinLine tabId={tabId} />
    </section>
  );
}
