/** Two runs' outputs, and in what they differ. */
import { Columns2, Equal, GitCompareArrows, Rows2, X } from 'lucide-react';
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { type EarlierRun, KEPT_HEAD } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectTab } from '../../state/selectors';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { isCut, readText } from './compared-runs';
import type { ComparisonEditor, LineChanges } from './comparison-editor';
import './earlier-runs.css';
import { countLines, describeTime } from './run-words';

export interface ComparisonProps {
  tabId: string;
  before: EarlierRun | null;
  after: EarlierRun | null;
  handle: Ref<{ focus(): void }>;
}

export function Comparison({ tabId, before, after, handle }: ComparisonProps) {
  const { shownRuns, earlierRuns: runs } = useWorkbench();
  const frame = useRef<HTMLDivElement>(null);
  useImperativeHandle(handle, () => ({ focus: () => frame.current?.focus() }));
  useEffect(() => frame.current?.focus(), []);
  const words = useWords();
  const { earlierRuns } = words;
  const [place, setPlace] = useState<'inline' | 'beside'>('beside');
  const [changes, setChanges] = useState<LineChanges>({ added: 0, removed: 0 });
  const beforeText = useMemo(() => before && readText(before.output), [before]);
  const afterText = useMemo(() => after && readText(after.output), [after]);
  const isEqual = beforeText === afterText;
  const pinnedId = useApp((state) => selectTab(state, tabId)?.pinnedRunId);
  const nameRun = (run: EarlierRun): string => {
    if (runs.findCurrent(tabId) === run) return earlierRuns.thisRun;
    const time = describeTime(run.at, Date.now(), words);
    return run.id === pinnedId ? earlierRuns.pinnedAt(time) : time;
  };
  const isShort = (before && isCut(before.output)) || (after && isCut(after.output));
  const close = (): void => shownRuns.showNewest(tabId);
  return (
    <section
      ref={frame}
      className="comparison"
      aria-label={earlierRuns.comparison}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
    >
      <header className="run-head" data-kind="comparison">
        <GitCompareArrows size={13} className="run-head-sign" aria-hidden="true" />
        <h3>{before && after ? earlierRuns.comparedRuns(nameRun(before), nameRun(after)) : earlierRuns.comparison}</h3>
        {before && after && !isEqual && (
          <span className="run-summary-words comparison-changes" role="status">
            {earlierRuns.changes(changes.added, changes.removed)}
          </span>
        )}
        <div className="pane-actions">
          {before && after && !isEqual && (
            <IconButton
              icon={place === 'beside' ? Rows2 : Columns2}
              label={place === 'beside' ? earlierRuns.asInline : earlierRuns.asBeside}
              onClick={() => setPlace(place === 'beside' ? 'inline' : 'beside')}
            />
          )}
          <IconButton icon={X} label={earlierRuns.backToNewest} keys="Esc" onClick={close} />
        </div>
      </header>
      {isShort && <p className="comparison-note">{earlierRuns.cut(KEPT_HEAD)}</p>}
      {!before || !after ? (
        <div className="empty-state" role="status">
          <GitCompareArrows size={20} aria-hidden="true" />
          <p>{earlierRuns.nothingToCompare}</p>
        </div>
      ) : isEqual ? (
        <div className="empty-state" role="status">
          <Equal size={20} aria-hidden="true" />
          <p className="comparison-equal">{earlierRuns.equal}</p>
          <p className="empty-state-more">
            {afterText === '' ? earlierRuns.bothEmpty : earlierRuns.equalLines(countLines(after.output))}
          </p>
        </div>
      ) : (
        <Differences before={beforeText ?? ''} after={afterText ?? ''} place={place} onChange={setChanges} />
      )}
    </section>
  );
}

interface DifferencesProps {
  before: string;
  after: string;
  place: 'inline' | 'beside';
  onChange: (changes: LineChanges) => void;
}

function Differences({ before, after, place, onChange }: DifferencesProps) {
  const { editors } = useWorkbench();
  const words = useWords().earlierRuns;
  const wrap = useApp((state) => state.outputWrap);
  const settings = useApp((state) => state.settings);
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<ComparisonEditor | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    let created: ComparisonEditor | null = null;
    editors.load().then(
      (suite) => {
        if (!isCurrent || !host.current) return;
        created = suite.createComparison(host.current, onChange);
        setEditor(created);
        created.focus();
      },
      (error: unknown) => isCurrent && setProblem(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isCurrent = false;
      created?.dispose();
      setEditor(null);
    };
  }, [editors, onChange]);
  useEffect(() => editor?.setLook({ place, wrap, settings }), [editor, place, wrap, settings]);
  useEffect(() => editor?.show(before, after), [editor, before, after]);
  return (
    <div className="comparison-frame">
      <div ref={host} className="comparison-host monaco-component" />
      {problem !== null && (
        <p className="editor-problem" role="alert">
          {words.failed(problem)}
        </p>
      )}
    </div>
  );
}
