/** Where the run of a tab stands, for all that shows it. */
import type { ErrorCode, PhaseName, RunMetrics, RunOutcome } from '../../contract';

/** A failure of ours as the window shows it. */
export interface ErrorView {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
}

/** Times are `performance.now()` readings. */
export type RunStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting'; readonly startedAt: number; readonly isStopping: boolean }
  | { readonly kind: 'queued'; readonly startedAt: number; readonly position: number; readonly isStopping: boolean }
  | {
      readonly kind: 'running';
      readonly startedAt: number;
      readonly phase: PhaseName;
      readonly stdin: 'open' | 'ended';
      readonly isStopping: boolean;
      /** Time from asking for the run to its first output here; null before it. */
      readonly firstOutputMs: number | null;
    }
  | {
      readonly kind: 'finished';
      readonly outcome: RunOutcome;
      readonly metrics: RunMetrics;
      /** Bytes dropped past the output limit. */
      readonly droppedBytes: number;
    }
  | { readonly kind: 'failed'; readonly error: ErrorView };

export type ActiveRun = Extract<RunStatus, { kind: 'starting' | 'queued' | 'running' }>;

export const idle: RunStatus = { kind: 'idle' };

export function isActive(status: RunStatus): status is ActiveRun {
  return status.kind === 'starting' || status.kind === 'queued' || status.kind === 'running';
}
