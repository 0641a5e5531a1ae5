/** The order in which a person goes through the problems of a tab. Pure. */
import type { Diagnostic, SourcePlace } from '../../../contract';

/** By file, in the tab's order, then by place. Places without a column come first in their line. */
export function sortProblems(items: readonly Diagnostic[], files: readonly string[]): Diagnostic[] {
  return items.filter((item) => files.includes(item.file)).sort((a, b) => compare(a, b, files));
}

/**
 * Index of the next problem after a place, or the one before it; the ends meet. -1 where there is none.
 * @param current the problem that was gone to last, for as long as the cursor is on its line
 */
export function findNeighbour(
  sorted: readonly Diagnostic[],
  from: SourcePlace,
  current: Diagnostic | null,
  step: 1 | -1,
  files: readonly string[],
): number {
  if (sorted.length === 0) return -1;
  const known = current && isSameLine(current, from) ? sorted.indexOf(current) : -1;
  if (known !== -1) return (known + step + sorted.length) % sorted.length;
  const next = sorted.findIndex((item) => compare(item, from, files) > 0);
  if (step === 1) return next === -1 ? 0 : next;
  const previous = sorted.findLastIndex((item) => compare(item, from, files) < 0);
  return previous === -1 ? sorted.length - 1 : previous;
}

function isSameLine(a: SourcePlace, b: SourcePlace): boolean {
  return a.file === b.file && a.line === b.line;
}

function compare(a: SourcePlace, b: SourcePlace, files: readonly string[]): number {
  const byFile = files.indexOf(a.file) - files.indexOf(b.file);
  return byFile || a.line - b.line || (a.column ?? 0) - (b.column ?? 0);
}
