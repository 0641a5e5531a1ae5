/** What a tab shows, with its pinned output above it; only a bar where that is the very run that is shown. */
import { type ReactNode, useEffect } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectTab } from '../../state/selectors';
import { useWords } from '../../words/use-words';
import { PinnedBar, PinnedOutput } from './pinned-output';
import { useEarlierRuns } from './use-earlier-runs';

export interface PinnedAboveProps {
  tabId: string;
  /** The run that is shown; by default the newest. */
  shownId?: string | undefined;
  children: ReactNode;
}

export function PinnedAbove({ tabId, shownId, children }: PinnedAboveProps) {
  const { earlierRuns } = useWorkbench();
  const words = useWords().earlierRuns;
  const pinnedId = useApp((state) => selectTab(state, tabId)?.pinnedRunId);
  useEarlierRuns(tabId);
  // The status says how a run ended before it is among the earlier ones.
  useApp((state) => state.runs[tabId]);
  useEffect(() => {
    if (pinnedId !== undefined) void earlierRuns.load(tabId);
  }, [earlierRuns, tabId, pinnedId]);

  const pinned = earlierRuns.find(tabId, pinnedId);
  const isApart = pinned !== null && pinned.id !== (shownId ?? earlierRuns.findCurrent(tabId)?.id);
  return (
    <>
      {pinned && !isApart && <PinnedBar tabId={tabId} run={pinned} />}
      <Group orientation="vertical" className="output-body">
        {isApart && (
          <>
            <Panel id="pinned" defaultSize="40%" minSize="15%" className="panel">
              <PinnedOutput tabId={tabId} run={pinned} />
            </Panel>
            <Separator className="divider" data-layout="below" aria-label={words.divider} />
          </>
        )}
        <Panel id="shown" minSize="20%" className="panel">
          {children}
        </Panel>
      </Group>
    </>
  );
}
