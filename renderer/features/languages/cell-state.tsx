/** Short words in a cell of the languages' table. */
import { CircleCheck, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorView } from '../../state/run-status';

export interface CellStateProps {
  state: 'ready' | 'none';
  title?: string;
  children: ReactNode;
}

export function CellState({ state, title, children }: CellStateProps) {
  return (
    <span className="cell-state" data-state={state} title={title}>
      {state === 'ready' && <CircleCheck size={14} aria-hidden="true" />}
      {children}
    </span>
  );
}

export function CellFailure({ error }: { error: Pick<ErrorView, 'message' | 'remedy'> }) {
  return (
    <span className="cell-state" data-state="failed">
      <CircleX size={14} aria-hidden="true" />
      <span>
        {error.message} {error.remedy}
      </span>
    </span>
  );
}
