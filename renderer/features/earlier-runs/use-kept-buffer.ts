import { useMemo } from 'react';
import type { EarlierRun } from '../../../contract';
import { stoppedClock } from '../output/draw-clock';
import { restoreOutput } from '../output/kept-output';
import type { OutputBuffer } from '../output/output-buffer';

/** What a run printed, as an output that can be shown again. */
export function useKeptBuffer(run: EarlierRun): OutputBuffer {
  return useMemo(() => restoreOutput(run.output, { clock: stoppedClock }), [run]);
}
