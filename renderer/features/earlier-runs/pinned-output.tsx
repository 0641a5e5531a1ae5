/** The output that stays above the newest one until it is let go. */
import { GitCompareArrows, Pin, PinOff } from 'lucide-react';
import { useRef } from 'react';
import type { EarlierRun } from '../../../contract';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { OutputList, type OutputListHandle, type OutputView, TOP_PX } from '../output/output-list';
import './earlier-runs.css';
import { RunSummary } from './run-summary';
import { describeTime } from './run-words';
import { useKeptBuffer } from './use-kept-buffer';

const top: OutputView = { kind: 'held', generation: 0, line: 0, part: 0, offsetPx: -TOP_PX };
const ignore = (): void => {};
/** The code may be another by now. */
const findNoPlaces = () => [];

export function PinnedBar({ tabId, run }: { tabId: string; run: EarlierRun }) {
  const { shownRuns } = useWorkbench();
  const words = useWords();
  const keysOf = useKeys();
  const { earlierRuns } = words;
  return (
    <header className="run-head" data-kind="pinned">
      <Pin size={13} className="run-head-sign" aria-hidden="true" />
      <h3>{earlierRuns.pinnedAt(describeTime(run.at, Date.now(), words))}</h3>
      <RunSummary run={run} />
      <div className="pane-actions">
        <IconButton
          icon={GitCompareArrows}
          label={earlierRuns.compare}
          keys={keysOf('compareOutput')}
          onClick={() => void shownRuns.toggleComparison(tabId)}
        />
        <IconButton
          icon={PinOff}
          label={earlierRuns.unpin}
          keys={keysOf('pinOutput')}
          onClick={() => void shownRuns.togglePin(tabId)}
        />
      </div>
    </header>
  );
}

export function PinnedOutput({ tabId, run }: { tabId: string; run: EarlierRun }) {
  const words = useWords().earlierRuns;
  const wrap = useApp((state) => state.outputWrap);
  const list = useRef<OutputListHandle>(null);
  const buffer = useKeptBuffer(run);
  return (
    <section className="pinned-output" aria-label={words.pinned}>
      <PinnedBar tabId={tabId} run={run} />
      <OutputList
        key={run.id}
        buffer={buffer}
        version={0}
        wrap={wrap}
        label={words.pinned}
        matches={[]}
        currentMatch={null}
        findPlaces={findNoPlaces}
        onFollow={ignore}
        handle={list}
        initialView={top}
        onView={ignore}
        footer={null}
      />
    </section>
  );
}
