/** One slim line: the engine, how the run ended, what it cost, where the cursor is. */
import type { RunMetrics } from '../../../contract';
import { useApp } from '../../app/workbench-context';
import { isActive, type RunStatus } from '../../state/run-status';
import { selectRun } from '../../state/selectors';
import { EngineMenu } from '../engine/engine-menu';
import { describeActive } from '../output/run-badge';
import { describeOutcome, describeRefusal, formatBytes, formatDuration, lowerFirst } from '../run/wording';
import './status.css';

export function StatusLine() {
  const status = useApp((state) => selectRun(state, state.activeTabId));
  const cursor = useApp((state) => state.cursor);
  const hasTab = useApp((state) => state.activeTabId !== null);
  const outcome = status.kind === 'finished' ? describeOutcome(status.outcome, status.metrics) : null;
  return (
    <footer className="status-line">
      <EngineMenu />
      <span className="status-item status-outcome" data-tone={outcome?.tone} data-testid="status-outcome">
        {outcome?.text ?? describeState(status)}
      </span>
      {status.kind === 'finished' &&
        describeFigures(status.metrics).map(({ label, value }) => (
          <span key={label} className="status-item status-figure">
            {label} <b>{value}</b>
          </span>
        ))}
      <span className="status-space" />
      {hasTab && cursor && (
        <span className="status-item status-cursor">
          Ln {cursor.line}, Col {cursor.column}
          {cursor.selected > 0 && ` (${cursor.selected.toLocaleString('en-US')} selected)`}
        </span>
      )}
    </footer>
  );
}

function describeState(status: RunStatus): string {
  if (isActive(status)) return lowerFirst(describeActive(status));
  if (status.kind !== 'failed') return '';
  return describeRefusal(status.error.code);
}

function describeFigures(metrics: RunMetrics): Array<{ label: string; value: string }> {
  const figures = [
    { label: 'first output', ms: metrics.firstOutputMs },
    { label: 'compile', ms: metrics.compileMs },
    { label: 'run', ms: metrics.runMs },
  ].flatMap(({ label, ms }) => (ms === null ? [] : [{ label, value: formatDuration(ms) }]));
  if (metrics.peakMemoryBytes !== null) {
    figures.push({ label: 'peak memory', value: formatBytes(metrics.peakMemoryBytes) });
  }
  return figures;
}
