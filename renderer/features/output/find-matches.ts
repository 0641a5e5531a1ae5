/** Finds text in an output, a slice at a time, so that a search through 30 MB never holds up a click. */
import { type OutputBuffer, readPlainLine } from './output-buffer';

/** Columns of the line, `end` excluded. */
export interface OutputMatch {
  line: number;
  start: number;
  end: number;
}

/** More are not counted. */
export const MOST_MATCHES = 10_000;

/**
 * Adds the matches from `firstLine` on to `matches` and returns the first line that was not searched: the last line
 * while it is still open, since more may come. Stops early once `isTimeUp` or `MOST_MATCHES` says so.
 */
export function findMatches(
  buffer: OutputBuffer,
  query: string,
  firstLine: number,
  matches: OutputMatch[],
  isTimeUp: () => boolean,
): number {
  const wanted = query.toLowerCase();
  if (wanted === '') return buffer.lineCount;
  for (const block of buffer.keptBlocks) {
    for (let index = Math.max(0, firstLine - block.firstLine); index < block.lineCount; index++) {
      const line = block.firstLine + index;
      if (matches.length >= MOST_MATCHES) return line;
      if (index % 256 === 0 && isTimeUp()) return line;
      const text = readPlainLine(block, index);
      for (const [start, end] of findInLine(text, wanted)) matches.push({ line, start, end });
    }
  }
  return buffer.lineCount;
}

function findInLine(text: string, wanted: string): Array<[number, number]> {
  const found: Array<[number, number]> = [];
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + wanted.length)) {
    found.push([at, at + wanted.length]);
  }
  return found;
}
