/** What is kept of a run that has ended: what ran, how it ended, and the head and the tail of what it printed. */
import { z } from 'zod';
import { RunMetrics, RunOutcome, SourceFile } from './run';

/** Runs that are kept of a tab, beside the one that is pinned. */
export const EARLIER_RUNS_OF_TAB = 20;
/** Characters of output that are kept, at its beginning and at its end. */
export const KEPT_HEAD = 128 * 1024;
export const KEPT_TAIL = 128 * 1024;
/** Characters of code; longer code is not kept. */
export const KEPT_CODE = 512 * 1024;

/** As it was printed or typed, escape sequences and all. */
export const OutputPiece = z.object({ source: z.enum(['stdout', 'stderr', 'stdin']), text: z.string() });
export type OutputPiece = z.infer<typeof OutputPiece>;

export const KeptOutput = z.object({
  head: z.array(OutputPiece),
  /** What was let go between the two. */
  gap: z.object({ characters: z.number().int().min(0), lines: z.number().int().min(0) }),
  /** Empty while all of it is in the head. */
  tail: z.array(OutputPiece),
});
export type KeptOutput = z.infer<typeof KeptOutput>;

export const EarlierRun = z.object({
  id: z.uuid(),
  tabId: z.string().min(1).max(200),
  /** When it ended, in milliseconds since 1970. */
  at: z.number(),
  specId: z.string(),
  /** Null for code that was too long to keep. */
  files: z.array(SourceFile).nullable(),
  entry: z.string(),
  /** As the program got them. */
  args: z.array(z.string()),
  outcome: RunOutcome,
  metrics: RunMetrics,
  output: KeptOutput,
});
export type EarlierRun = z.infer<typeof EarlierRun>;
