/** One row of output. */
import { memo } from 'react';
import { useWords } from '../../words/use-words';
import { describeStyle } from './ansi-css';
import type { OutputMatch } from './find-matches';
import type { OutputRow } from './output-rows';
import type { Span } from './terminal-line';

export interface OutputRowViewProps {
  row: OutputRow;
  /** Distance from the list's top, and height, in CSS pixels. */
  top: number;
  height: number;
  matches: readonly OutputMatch[];
  currentMatch: OutputMatch | null;
}

export const OutputRowView = memo(function OutputRowView(props: OutputRowViewProps) {
  const { row, top, height } = props;
  const style = { top, height, lineHeight: `${height}px` };
  if (row.kind === 'gap') {
    return (
      <div className="output-row output-row-gap" style={style} data-system="gap">
        <GapWords characters={row.gap.characters} lines={row.gap.lines} />
      </div>
    );
  }
  const label = row.source === 'stderr' && !row.isContinued ? 'stderr' : undefined;
  return (
    <div
      className="output-row"
      style={style}
      data-source={row.source}
      data-line={row.line}
      data-text-start={row.textStart}
      data-continued={row.isContinued || undefined}
    >
      <span className="output-gutter" aria-hidden="true" title={label} />
      <span className="output-text">{renderSpans(props)}</span>
    </div>
  );
}, isSameRow);

/** Apart, since a row of text has no words of the window's and must not follow them. */
function GapWords({ characters, lines }: { characters: number; lines: number }) {
  return useWords().output.notKept(characters, lines);
}

function renderSpans({ row, matches, currentMatch }: OutputRowViewProps) {
  if (row.kind === 'gap') return null;
  let index = row.textStart;
  return row.spans.flatMap((span) => {
    const start = index;
    index += span.text.length;
    return splitSpan(span, start, matches).map((piece) => {
      const isCurrent = piece.match !== null && piece.match === currentMatch;
      const mark = piece.match ? (isCurrent ? 'output-match output-match-current' : 'output-match') : undefined;
      return (
        <span key={piece.start} className={mark} style={describeStyle(span.style)}>
          {piece.text}
        </span>
      );
    });
  });
}

interface Piece {
  text: string;
  start: number;
  match: OutputMatch | null;
}

function splitSpan(span: Span, start: number, matches: readonly OutputMatch[]): Piece[] {
  const end = start + span.text.length;
  const pieces: Piece[] = [];
  let at = start;
  for (const match of matches) {
    const from = Math.max(at, match.start);
    const to = Math.min(end, match.end);
    if (from >= to) continue;
    if (from > at) pieces.push({ text: span.text.slice(at - start, from - start), start: at, match: null });
    pieces.push({ text: span.text.slice(from - start, to - start), start: from, match });
    at = to;
  }
  if (at < end) pieces.push({ text: span.text.slice(at - start), start: at, match: null });
  return pieces;
}

function isSameRow(before: OutputRowViewProps, after: OutputRowViewProps): boolean {
  if (before.top !== after.top || before.height !== after.height) return false;
  if (before.matches.length + after.matches.length > 0) return false;
  const [a, b] = [before.row, after.row];
  if (a.kind !== 'text' || b.kind !== 'text') return false;
  return (
    a.line === b.line &&
    a.textStart === b.textStart &&
    a.source === b.source &&
    a.isContinued === b.isContinued &&
    a.spans.length === b.spans.length &&
    a.spans.every((span, index) => span.text === b.spans[index]!.text && span.style === b.spans[index]!.style)
  );
}
