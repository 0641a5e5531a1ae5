/** What a tab's program printed, how its run stands, and the line to its input. */
import { Copy, Eraser, Search, WrapText } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { SourcePlace } from '../../../contract';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectRun } from '../../state/selectors';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { InputPanel } from '../stdin/input-panel';
import { StdinLine } from '../stdin/stdin-line';
import { FindBar } from './find-bar';
import './output.css';
import { OutputFooter } from './output-footer';
import { OutputList, type OutputListHandle, type OutputView } from './output-list';
import { RunBadge } from './run-badge';
import { useFind } from './use-find';

export function OutputPane({ tabId }: { tabId: string }) {
  const workbench = useWorkbench();
  const words = useWords().output;
  const keysOf = useKeys();
  const buffer = workbench.outputs.get(tabId);
  const version = useSyncExternalStore(buffer.subscribe, buffer.getVersion);
  const status = useApp((state) => selectRun(state, tabId));
  const wrap = useApp((state) => state.outputWrap);
  const list = useRef<OutputListHandle>(null);
  const [isFinding, setFinding] = useState(false);
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const find = useFind(buffer, version, isFinding ? query : '');
  const bounded = find.matches.length === 0 ? 0 : Math.min(current, find.matches.length - 1);
  const match = find.matches[bounded] ?? null;

  useEffect(() => {
    const stops = [
      workbench.regions.register('output', () => list.current?.focus(), tabId),
      workbench.regions.register('find', () => setFinding(true), tabId),
    ];
    return () => stops.forEach((stop) => void stop());
  }, [workbench, tabId]);

  const revealed = useRef('');
  useEffect(() => {
    const first = find.matches[0];
    if (revealed.current === find.query || !first) return;
    revealed.current = find.query;
    list.current?.scrollToMatch(first);
  }, [find]);

  const goTo = (index: number): void => {
    const count = find.matches.length;
    if (count === 0) return;
    const next = (index + count) % count;
    setCurrent(next);
    list.current?.scrollToMatch(find.matches[next]!);
  };
  const closeFind = (): void => {
    setFinding(false);
    list.current?.focus();
  };
  const isEmpty = buffer.isEmpty;
  const findPlaces = useCallback((line: string) => workbench.places.find(tabId, line), [workbench, tabId]);
  const follow = useCallback(
    (place: SourcePlace) => void workbench.navigator.goTo({ tabId, place, kind: 'place' }),
    [workbench, tabId],
  );
  const keepView = useCallback(
    (outputView: OutputView) => workbench.memory.keep(tabId, { outputView }),
    [workbench, tabId],
  );

  return (
    <section className="pane output-pane" data-region="output" aria-label={words.title}>
      <header className="pane-head">
        <RunBadge tabId={tabId} lineCount={buffer.shownLineCount} />
        <div className="pane-actions">
          <IconButton
            icon={Search}
            label={words.find}
            keys={keysOf('findInOutput')}
            isPressed={isFinding}
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
            isDisabled={isEmpty}
            onClick={() => void workbench.copyOutput(tabId)}
          />
          <IconButton
            icon={Eraser}
            label={words.clear}
            keys={keysOf('clearOutput')}
            isDisabled={isEmpty && (status.kind === 'idle' || status.kind === 'running')}
            onClick={() => workbench.runs.clear(tabId)}
          />
        </div>
      </header>
      {isFinding && (
        <FindBar
          tabId={tabId}
          query={query}
          count={find.matches.length}
          current={bounded}
          isComplete={find.isComplete}
          onQuery={(text) => {
            setQuery(text);
            setCurrent(0);
          }}
          onStep={(step) => goTo(bounded + step)}
          onClose={closeFind}
        />
      )}
      <OutputList
        buffer={buffer}
        version={version}
        wrap={wrap}
        matches={find.matches}
        currentMatch={match}
        findPlaces={findPlaces}
        onFollow={follow}
        handle={list}
        initialView={workbench.memory.read(tabId).outputView}
        onView={keepView}
        footer={<OutputFooter tabId={tabId} isEmpty={isEmpty} />}
      />
      <InputPanel tabId={tabId} />
      <StdinLine tabId={tabId} />
    </section>
  );
}
