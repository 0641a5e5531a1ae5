/** One slim line: the engine, how the run ended, what it cost, where the cursor is. */
import type { RunMetrics } from '../../../contract';
import { useApp } from '../../app/workbench-context';
import { isActive, type RunStatus } from '../../state/run-status';
import { selectRun } from '../../state/selectors';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';
import { EngineMenu } from '../engine/engine-menu';
import { describeActive } from '../output/run-badge';
import { ProblemCount } from '../problems/problem-count';
import { describeOutcome, describeRefusal, lowerFirst } from '../run/wording';
import './status.css';

export function StatusLine() {
  const status = useApp((state) => selectRun(state, state.activeTabId));
  const words = useWords();
  const outcome = status.kind === 'finished' ? describeOutcome(status.outcome, status.metrics, words) : null;
  return (
    <footer className="status-line">
      <EngineMenu />
      <ProblemCount />
      <span className="status-item status-outcome" data-tone={outcome?.tone} data-testid="status-outcome">
        {outcome?.text ?? describeState(status, words)}
      </span>
      <span className="status-figures">
        {status.kind === 'finished' &&
          describeFigures(status.metrics, words).map(({ label, value }) => (
            <span key={label} className="status-item status-figure">
              {label} <b>{value}</b>
            </span>
          ))}
      </span>
      <CursorPlace />
    </footer>
  );
}

/** By itself: it changes with every key, and the rest of the line does not. */
function CursorPlace() {
  const cursor = useApp((state) => (state.activeTabId === null ? null : state.cursor));
  const words = useWords();
  if (!cursor) return null;
  return (
    <span className="status-item status-cursor">
      {words.status.cursor(cursor.line, cursor.column)}
      {cursor.selected > 0 && ` ${words.status.selected(cursor.selected)}`}
    </span>
  );
}

function describeState(status: RunStatus, words: Words): string {
  if (isActive(status)) return lowerFirst(describeActive(status, words));
  if (status.kind !== 'failed') return '';
  return describeRefusal(status.error.code, words);
}

function describeFigures(metrics: RunMetrics, words: Words): Array<{ label: string; value: string }> {
  const figures = [
    { label: words.status.firstOutput, ms: metrics.firstOutputMs },
    { label: words.status.compile, ms: metrics.compileMs },
    { label: words.status.run, ms: metrics.runMs },
  ].flatMap(({ label, ms }) => (ms === null ? [] : [{ label, value: words.figures.duration(ms) }]));
  if (metrics.peakMemoryBytes !== null) {
    figures.push({ label: words.status.peakMemory, value: words.figures.bytes(metrics.peakMemoryBytes) });
  }
  return figures;
}
