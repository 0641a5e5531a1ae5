/** The line at the foot of the window. */
import { figures } from './figures';

export const status = {
  firstOutput: 'first output',
  compile: 'compile',
  run: 'run',
  peakMemory: 'peak memory',
  cursor: (line: number, column: number) => `Ln ${line}, Col ${column}`,
  selected: (count: number) => `(${figures.number(count)} selected)`,
};
