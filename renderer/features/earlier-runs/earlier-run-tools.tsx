/** The buttons for earlier runs in the head of a tab's output: the list, pin, compare. */
import { GitCompareArrows, Pin } from 'lucide-react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectTab } from '../../state/selectors';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { EarlierRunsMenu } from './earlier-runs-menu';

export function EarlierRunTools({ tabId }: { tabId: string }) {
  const { shownRuns } = useWorkbench();
  const words = useWords().earlierRuns;
  const keysOf = useKeys();
  const isComparing = useApp((state) => state.shownRuns[tabId]?.kind === 'comparison');
  const isPinned = useApp((state) => selectTab(state, tabId)?.pinnedRunId !== undefined);
  return (
    <>
      <EarlierRunsMenu tabId={tabId} />
      <IconButton
        icon={Pin}
        label={isPinned ? words.unpin : words.pin}
        keys={keysOf('pinOutput')}
        isPressed={isPinned}
        onClick={() => void shownRuns.togglePin(tabId)}
      />
      <IconButton
        icon={GitCompareArrows}
        label={words.compare}
        keys={keysOf('compareOutput')}
        isPressed={isComparing}
        onClick={() => void shownRuns.toggleComparison(tabId)}
      />
      <span className="toolbar-gap" aria-hidden="true" />
    </>
  );
}
