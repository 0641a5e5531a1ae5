/** Runs that have ended: looked at again, pinned, compared. */
import { figures } from './figures';

const lines = (count: number): string => `${figures.number(count)} ${count === 1 ? 'line' : 'lines'}`;

export const earlierRuns = {
  title: 'Earlier runs',
  none: 'No run has ended yet. What runs print is kept here.',
  lines,
  nothingPrinted: 'nothing printed',
  withArguments: (args: string) => `with ${args}`,
  thisRun: 'this run',
  pinned: 'pinned',
  /** Head of an output that is not the newest. */
  ranAt: (time: string) => `Earlier run, ${time}`,
  pinnedAt: (time: string) => `Pinned, ${time}`,
  pin: 'Pin this output',
  unpin: 'Unpin',
  pinnedIsBelow: 'The output below is pinned: it stays here when you run again.',
  compare: 'Compare with another run',
  bringBack: 'Bring back this code',
  broughtBack: 'Brought back the code of that run',
  codeNotKept: 'Its code was too long to be kept.',
  backToNewest: 'Back to the newest output',
  nothingToPin: 'There is no output to pin yet. Run something first.',
  divider: 'Divider between the pinned output and the newest',
  isPinned: 'The output is pinned.',
  isUnpinned: 'The output is not pinned any more.',
  comparison: 'Comparison',
  comparedRuns: (before: string, after: string) => `${before} compared with ${after}`,
  nothingToCompare: 'There is nothing to compare with yet. Run once more, and compare the two outputs here.',
  equal: 'The outputs are equal.',
  bothEmpty: 'Neither run printed anything.',
  equalLines: (count: number) => `${lines(count)}, to the letter.`,
  cut: (characters: number) =>
    `Long outputs are kept by their first and last ${figures.bytes(characters)}: only these are compared.`,
  changes: (added: number, removed: number) =>
    [
      ...(added > 0 ? [`${lines(added)} more`] : []),
      ...(removed > 0 ? [`${lines(removed)} gone`] : []),
      ...(added === 0 && removed === 0 ? ['comparing…'] : []),
    ].join(', '),
  asInline: 'One below the other',
  asBeside: 'Side by side',
  failed: (problem: string) => `The comparison could not be loaded: ${problem}. Restart Runyard.`,
};
