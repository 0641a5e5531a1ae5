/** Which two runs of a tab are compared, and their texts. Pure. */
import type { EarlierRun, KeptOutput } from '../../../contract';
import { stoppedClock } from '../output/draw-clock';
import { restoreOutput } from '../output/kept-output';

export interface ComparedRuns {
  /** The earlier one. */
  readonly before: EarlierRun;
  readonly after: EarlierRun;
}

/**
 * The run that is shown, or else the newest, with the pinned one, or else the one before it; null where there are no
 * two. `runs`: the newest first.
 */
export function chooseCompared(
  runs: readonly EarlierRun[],
  shownId: string | undefined,
  pinnedId: string | undefined,
): ComparedRuns | null {
  const shown = runs.find((run) => run.id === shownId) ?? runs[0];
  if (!shown) return null;
  const pinned = runs.find((run) => run.id === pinnedId && run !== shown);
  const other = pinned ?? runs[runs.indexOf(shown) + 1] ?? runs[runs.indexOf(shown) - 1];
  if (!other) return null;
  return other.at <= shown.at ? { before: other, after: shown } : { before: shown, after: other };
}

/** As it was shown, without escape sequences; a line of dots stands for what was not kept. */
export function readText(output: KeptOutput): string {
  return restoreOutput(output, { clock: stoppedClock }).plainText();
}

export function isCut({ gap }: KeptOutput): boolean {
  return gap.characters > 0;
}
