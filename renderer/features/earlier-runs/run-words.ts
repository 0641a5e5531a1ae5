/** An earlier run in words. Pure. */
import type { EarlierRun, KeptOutput } from '../../../contract';
import type { Words } from '../../words/words';
import { joinArguments } from '../run/join-arguments';
import { describeOutcome, type OutcomeTone } from '../run/wording';

/** The time of a run, with its day where that is not today. */
export function describeTime(at: number, now: number, { figures }: Words): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? figures.time(at) : `${figures.day(at)}, ${figures.time(at)}`;
}

export function describeRun(run: EarlierRun, words: Words): { text: string; tone: OutcomeTone } {
  return describeOutcome(run.outcome, run.metrics, words);
}

/** How much was printed, and with which arguments. */
export function describeDetail(run: EarlierRun, { earlierRuns }: Words): string {
  const count = countLines(run.output);
  const printed = count === 0 ? earlierRuns.nothingPrinted : earlierRuns.lines(count);
  return run.args.length === 0 ? printed : `${printed}, ${earlierRuns.withArguments(joinArguments(run.args))}`;
}

/** Lines that were printed or typed, kept or not. */
export function countLines({ head, gap, tail }: KeptOutput): number {
  const text = [...head, ...tail].map((piece) => piece.text).join('');
  const newlines = text.split('\n').length - 1;
  return gap.lines + newlines + (text === '' || text.endsWith('\n') ? 0 : 1);
}
