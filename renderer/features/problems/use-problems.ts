import { useCallback, useSyncExternalStore } from 'react';
import type { Diagnostic } from '../../../contract';
import { useWorkbench } from '../../app/workbench-context';

const none: readonly Diagnostic[] = [];

/** The problems of a tab, as they come and go. */
export function useProblems(tabId: string | null): readonly Diagnostic[] {
  const { problemBoard } = useWorkbench();
  const read = useCallback(() => (tabId === null ? none : problemBoard.read(tabId)), [problemBoard, tabId]);
  return useSyncExternalStore(problemBoard.onChange, read);
}
