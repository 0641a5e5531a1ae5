import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/shallow';
import type { AppState } from '../state/store';
import type { Workbench } from './workbench';

export const WorkbenchContext = createContext<Workbench | null>(null);

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error('no workbench around this component');
  return workbench;
}

/** The answer to a question to the store; drawn anew when it changes, compared member by member. */
export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(useWorkbench().store, useShallow(selector));
}
