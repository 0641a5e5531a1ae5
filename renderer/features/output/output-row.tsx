/** One row of output. */
import { memo } from 'react';
import type { NamedPlace } from '../../../contract';
import { useWords } from '../../words/use-words';
import { describeStyle } from './ansi-css';
import type { OutputMatch } from './find-matches';
import { OutputLink } from './output-link';
import { cutRow } from './output-pieces';
import type { OutputRow } from './output-rows';

export interface OutputRowViewProps {
  row: OutputRow;
  /** Distance from the list's top, and height, in CSS pixels. */
  top: number;
  height: number;
  matches: readonly OutputMatch[];
  currentMatch: OutputMatch | null;
  /** Those that the whole line names. */
  places: readonly NamedPlace[];
  onFollow: (place: NamedPlace) => void;
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
      <span className="output-text">{renderText(props)}</span>
    </div>
  );
}, isSameRow);

/** Apart, since a row of text has no words of the window's and must not follow them. */
function GapWords({ characters, lines }: { characters: number; lines: number }) {
  return useWords().output.notKept(characters, lines);
}

function renderText({ row, matches, currentMatch, places, onFollow }: OutputRowViewProps) {
  if (row.kind === 'gap') return null;
  return cutRow(row.spans, row.textStart, matches, places).map(({ place, pieces }) => {
    const start = pieces[0]!.start;
    const text = pieces.map((piece) => {
      const isCurrent = piece.match !== null && piece.match === currentMatch;
      const mark = piece.match ? (isCurrent ? 'output-match output-match-current' : 'output-match') : undefined;
      const style = describeStyle(piece.style);
      if (!mark && !style) return piece.text;
      return (
        <span key={piece.start} className={mark} style={style}>
          {piece.text}
        </span>
      );
    });
    if (!place) return text;
    // The element may have shown another line, whose link had the focus.
    return (
      <OutputLink key={`${row.line}:${start}`} place={place} isFirst={start === place.start} onFollow={onFollow}>
        {text}
      </OutputLink>
    );
  });
}

function isSameRow(before: OutputRowViewProps, after: OutputRowViewProps): boolean {
  if (before.top !== after.top || before.height !== after.height) return false;
  if (before.matches.length + after.matches.length > 0) return false;
  if (before.places.length + after.places.length > 0 || before.onFollow !== after.onFollow) return false;
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
