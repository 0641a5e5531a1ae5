/** Where the run of a tab stands, for all that shows it. */
import type { ErrorCode, PhaseName, ProviderChoice, RunMetrics, RunOutcome, TerminalMode } from '../../contract';

/** A failure of ours as the window shows it. */
export interface ErrorView {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
}

/** The engine that a run got. */
export interface RunEngine {
  /** `docker`, `embedded`. */
  readonly id: string;
  /** What the tab's choice was when it was started. */
  readonly asked: ProviderChoice;
}

/** What a run was made of, where it is not simply the tab. */
export interface RunOrigin {
  /** The lines that ran in place of the entry, counted from 1; null: all of the tab. */
  readonly lines: { readonly path: string; readonly from: number; readonly to: number } | null;
  /** `typed`: while it runs; `saved`: a text of that name from its start; `sent`: what was typed for the run before. */
  readonly input: { readonly kind: 'typed' | 'sent' } | { readonly kind: 'saved'; readonly name: string };
  readonly repeats: 'nothing' | 'last run';
  readonly terminal: TerminalMode;
}

/** Times are `performance.now()` readings. */
export type RunStatus =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'starting';
      readonly startedAt: number;
      readonly isStopping: boolean;
      /** What takes long before it can start; empty while nothing is said. */
      readonly preparing: string;
    }
  | { readonly kind: 'queued'; readonly startedAt: number; readonly position: number; readonly isStopping: boolean }
  | {
      readonly kind: 'running';
      readonly startedAt: number;
      readonly phase: PhaseName;
      readonly engine: RunEngine;
      readonly origin: RunOrigin;
      /** `wanted`: the program waits, and there is nothing left to read; `given`: it had all of it from the start. */
      readonly stdin: 'open' | 'wanted' | 'ended' | 'given';
      /** What the program wanted and this engine cannot give: a sentence each. */
      readonly notes: readonly string[];
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
      /** Null where it ended before it had one. */
      readonly engine: RunEngine | null;
      readonly origin: RunOrigin;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'failed'; readonly error: ErrorView };

export type ActiveRun = Extract<RunStatus, { kind: 'starting' | 'queued' | 'running' }>;

export const idle: RunStatus = { kind: 'idle' };

export function isActive(status: RunStatus): status is ActiveRun {
  return status.kind === 'starting' || status.kind === 'queued' || status.kind === 'running';
}
