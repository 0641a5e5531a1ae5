/** A row's text cut where its style, a match or a named place begins or ends. Pure. */
import type { NamedPlace } from '../../../contract';
import type { AnsiStyle } from './ansi-style';
import type { OutputMatch } from './find-matches';
import type { Span } from './terminal-line';

export interface OutputPiece {
  text: string;
  /** Index in the line's shown text. */
  start: number;
  style: AnsiStyle;
  match: OutputMatch | null;
}

/** Pieces that follow each other and lead to one place, or to none. */
export interface OutputRun {
  place: NamedPlace | null;
  pieces: OutputPiece[];
}

interface Range {
  start: number;
  end: number;
}

/** @param textStart index in the line's shown text at which the row begins */
export function cutRow(
  spans: readonly Span[],
  textStart: number,
  matches: readonly OutputMatch[],
  places: readonly NamedPlace[],
): OutputRun[] {
  const runs: OutputRun[] = [];
  let start = textStart;
  for (const { text, style } of spans) {
    const end = start + text.length;
    for (let at = start; at < end; ) {
      const match = findAt(matches, at);
      const place = findAt(places, at);
      const stop = Math.min(end, findEdge(matches, at), findEdge(places, at));
      const piece: OutputPiece = { text: text.slice(at - start, stop - start), start: at, style, match };
      const last = runs.at(-1);
      if (last && last.place === place) last.pieces.push(piece);
      else runs.push({ place, pieces: [piece] });
      at = stop;
    }
    start = end;
  }
  return runs;
}

function findAt<R extends Range>(ranges: readonly R[], at: number): R | null {
  return ranges.find(({ start, end }) => start <= at && at < end) ?? null;
}

/** The next beginning or end after `at`. */
function findEdge(ranges: readonly Range[], at: number): number {
  let edge = Number.POSITIVE_INFINITY;
  for (const { start, end } of ranges) {
    if (start > at) edge = Math.min(edge, start);
    else if (end > at) edge = Math.min(edge, end);
  }
  return edge;
}
