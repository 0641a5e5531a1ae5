import { useSyncExternalStore } from 'react';
import type { EarlierRun } from '../../../contract';
import { useWorkbench } from '../../app/workbench-context';

/** The runs of a tab that have ended, as far as they are here; the newest first. */
export function useEarlierRuns(tabId: string): readonly EarlierRun[] {
  const { earlierRuns } = useWorkbench();
  return useSyncExternalStore(earlierRuns.subscribe, () => earlierRuns.list(tabId));
}
