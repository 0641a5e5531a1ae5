/** Cuts the selected lines out of a file so that they can run alone, and finds their places in it again. Pure. */
import type { SourcePlace } from '../../../contract';

/** A selection in a file of a tab; without extent, the line it is on. Lines and columns count from 1. */
export interface CodeRange {
  readonly path: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  /** One past the last character. */
  readonly endColumn: number;
}

export interface SelectedCode {
  readonly text: string;
  /** The first and the last line of it. */
  readonly from: number;
  readonly to: number;
  /** Brings a place in the text, whatever it was run as, to the file it was cut from. */
  locate<P extends SourcePlace>(place: P): P;
}

export function cutSelection(content: string, range: CodeRange): SelectedCode {
  const all = content.split(/\r\n|\r|\n/);
  const isEmpty = range.startLine === range.endLine && range.startColumn === range.endColumn;
  const from = range.startLine;
  // A selection of whole lines ends at the start of the next.
  const to = !isEmpty && range.endColumn === 1 && range.endLine > from ? range.endLine - 1 : range.endLine;
  const lines = all.slice(from - 1, to);
  let cutBefore = 0;
  if (!isEmpty) {
    const last = lines.length - 1;
    if (to === range.endLine) lines[last] = (lines[last] ?? '').slice(0, range.endColumn - 1);
    const first = lines[0] ?? '';
    // Whoever begins behind the indentation means the whole line.
    if (first.slice(0, range.startColumn - 1).trim() !== '') cutBefore = range.startColumn - 1;
    lines[0] = first.slice(cutBefore);
  }
  const indent = findCommonIndent(lines);
  return {
    text: `${lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : '')).join('\n')}\n`,
    from,
    to,
    locate: (place) => ({
      ...place,
      file: range.path,
      line: Math.min(Math.max(place.line + from - 1, from), to),
      ...(place.column === undefined
        ? {}
        : { column: place.column + indent.length + (place.line === 1 ? cutBefore : 0) }),
    }),
  };
}

/** What all lines begin with, of blanks; blank lines do not count. */
function findCommonIndent(lines: readonly string[]): string {
  let common: string | null = null;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (common === null) common = indent;
    else while (!indent.startsWith(common)) common = common.slice(0, -1);
  }
  return common ?? '';
}
