/** What the window says around what a program printed. */
import { figures } from './figures';

const countLines = (count: number): string => `${figures.number(count)} ${count === 1 ? 'line' : 'lines'}`;

export const output = {
  title: 'Output',
  programOutput: 'Program output',
  lines: countLines,
  find: 'Find in output',
  wrap: 'Wrap long lines',
  copyAll: 'Copy all output',
  clear: 'Clear output',
  copied: 'The output is copied.',
  previousMatch: 'Previous match',
  nextMatch: 'Next match',
  closeFind: 'Close find',
  noMatch: 'no match',
  searching: 'searching…',
  /** `more`: there are more than are counted. */
  matchOf: (current: number, count: number, more: boolean) =>
    `${figures.number(current)} of ${figures.number(count)}${more ? '+' : ''}`,
  jumpToEnd: 'Jump to end',
  notKept: (characters: number, lines: number) => `${figures.bytes(characters)} in ${countLines(lines)} not kept`,
  dropped: (keptBytes: number, droppedBytes: number) =>
    `Output past ${figures.bytes(keptBytes)} was dropped (${figures.bytes(droppedBytes)} more were printed).`,
  nothingPrinted: 'nothing was printed',
  byEmbedded: 'embedded engine',
  /** Stands after the keys that run. */
  runsThis: 'runs this',
  printsHere: 'What it prints shows up here, as it prints it.',
  needsDocker: (language: string, why: string) => `${language} needs Docker. ${why}`,
  otherLanguages: 'Other languages',
  runInDocker: 'Run in Docker',
  runInEmbedded: 'Run in the embedded engine',
};
