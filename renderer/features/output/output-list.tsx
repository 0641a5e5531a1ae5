/** The rows of an output that are on screen, in a list that may have millions. */
import { ArrowDownToLine } from 'lucide-react';
import {
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { NamedPlace } from '../../../contract';
import { useWords } from '../../words/use-words';
import type { OutputMatch } from './find-matches';
import { type OutputBuffer, readPlainLine } from './output-buffer';
import {
  contentToScroll,
  furthestTop,
  isScaled,
  type ListShape,
  measureList,
  scrollToContent,
} from './output-geometry';
import { OutputRowView } from './output-row';
import { type OutputRow, OutputRows, UNWRAPPED } from './output-rows';
import { RowSlots } from './row-slots';
import { useCopy } from './use-copy';
import { matchesOfLine } from './use-find';
import { useKeptFocus } from './use-kept-focus';
import { PROBE_CHARACTERS, useCellSize, useSize } from './use-measure';

/** Rows drawn above and below what is seen, so that a quick scroll shows no blank. */
const OVERSCAN_ROWS = 4;
/** What the gutter and the padding take of a row's width. */
const SIDE_PX = 28;
export const TOP_PX = 8;

/** Follows the end, or holds a line at the top however the output grows. */
export type OutputView =
  | { kind: 'follow' }
  | { kind: 'held'; generation: number; line: number; part: number; offsetPx: number };

const follow: OutputView = { kind: 'follow' };

export interface OutputListHandle {
  scrollToMatch(match: OutputMatch): void;
  focus(): void;
}

export interface OutputListProps {
  buffer: OutputBuffer;
  version: number;
  wrap: 'wrap' | 'scroll';
  /** What a screen reader calls it. */
  label: string;
  matches: readonly OutputMatch[];
  currentMatch: OutputMatch | null;
  /** The places that a line of output names. */
  findPlaces: (line: string) => readonly NamedPlace[];
  onFollow: (place: NamedPlace) => void;
  /** Said after the last row. */
  footer: ReactNode;
  handle: Ref<OutputListHandle>;
  /** Where the list stood when it was last shown. */
  initialView: OutputView;
  onView: (view: OutputView) => void;
}

export function OutputList(props: OutputListProps) {
  const { buffer, version, wrap, label, matches, currentMatch, footer, handle, initialView, onView } = props;
  const { findPlaces, onFollow } = props;
  const words = useWords().output;
  const scroller = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const footerBox = useRef<HTMLDivElement>(null);
  const [kept, setView] = useState<OutputView>(initialView);
  // A line of an output that was cleared since is no place to stand.
  const view = kept.kind === 'held' && kept.generation !== buffer.generation ? follow : kept;
  /** Where the scroller stands, as far as we have put it there or were told. */
  const shownTop = useRef(0);
  const size = useSize(scroller);
  const footerSize = useSize(footerBox);
  const cell = useCellSize(probe);
  const columns = wrap === 'wrap' ? Math.max(20, Math.floor((size.width - SIDE_PX) / cell.width)) : UNWRAPPED;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the buffer holds
  const rows = useMemo(() => new OutputRows(buffer, columns), [buffer, columns, version]);
  const { selectedAll, pinnedLine } = useCopy(scroller, buffer);
  const keptFocus = useKeptFocus(scroller);

  const rowCount = buffer.isEmpty ? 0 : rows.count;
  const rowsEnd = TOP_PX + rowCount * cell.height;
  const shape: ListShape = { contentPx: rowsEnd + footerSize.height, viewportPx: size.height };
  const heldTop = (held: Extract<OutputView, { kind: 'held' }>): number => {
    const part = columns === UNWRAPPED ? 0 : held.part * columns;
    return Math.min(furthestTop(shape), TOP_PX + rows.rowOf(held.line, part) * cell.height + held.offsetPx);
  };
  const top = view.kind === 'follow' ? furthestTop(shape) : heldTop(view);
  const scrollTop = contentToScroll(shape, top);
  const first = Math.max(0, Math.floor((top - TOP_PX) / cell.height) - OVERSCAN_ROWS);
  const count = Math.ceil(size.height / cell.height) + 2 * OVERSCAN_ROWS;
  const shown = rowCount === 0 ? [] : rows.read(first, count);
  if (pinnedLine !== null && rowCount > 0) {
    const pinned = rows.rowOf(pinnedLine);
    if (pinned < first) shown.unshift(rows.readRow(pinned));
    else if (pinned >= first + count) shown.push(rows.readRow(pinned));
  }
  const [rowSlots] = useState(() => new RowSlots());
  const slots = rowSlots.assign(shown.map(nameRow), pinnedLine === null);
  useEffect(() => onView(view), [view, onView]);
  const placeRow = (row: number): number => TOP_PX + row * cell.height - top + scrollTop;

  const showTop = (next: number): void => {
    if (next >= furthestTop(shape) - 2) {
      setView(follow);
      return;
    }
    const row = Math.max(0, Math.floor((next - TOP_PX) / cell.height));
    const { line, part } = rows.placeOfRow(row);
    setView({ kind: 'held', generation: buffer.generation, line, part, offsetPx: next - TOP_PX - row * cell.height });
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // Writing is cheap; each reading lays the page out.
    if (Math.abs(shownTop.current - scrollTop) <= 0.5) return;
    element.scrollTop = scrollTop;
    shownTop.current = element.scrollTop;
  });

  const handleScroll = (): void => {
    const { scrollTop: now, clientHeight, scrollHeight } = scroller.current!;
    if (Math.abs(now - shownTop.current) <= 0.5) return;
    shownTop.current = now;
    // At its end, or put there since it has grown: what is known of its size may be older than that.
    if (now + clientHeight >= scrollHeight - 2) setView(follow);
    else showTop(scrollToContent(shape, now));
  };

  const turnWheel = useRef<(event: WheelEvent) => void>(() => {});
  turnWheel.current = (event) => {
    const canLeave = event.deltaY < 0 && top > 0;
    if (isScaled(shape)) {
      event.preventDefault();
      showTop(Math.max(0, top + event.deltaY));
    } else if (canLeave && view.kind === 'follow' && event.deltaY > -4) {
      // A step too small to be told from rounding still means: stay here.
      showTop(Math.max(0, top - 4));
    }
  };
  useEffect(() => {
    const element = scroller.current!;
    const listen = (event: WheelEvent): void => turnWheel.current(event);
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, []);

  useImperativeHandle(handle, () => ({
    focus: () => scroller.current?.focus(),
    scrollToMatch: (match) => {
      const middle = TOP_PX + rows.rowOf(match.line, match.start) * cell.height - size.height / 2;
      showTop(Math.max(0, Math.min(middle, furthestTop(shape) - 3)));
    },
  }));

  return (
    <div className="output-list-frame">
      <div
        ref={scroller}
        className={selectedAll ? 'output-list output-list-selected' : 'output-list'}
        data-following={view.kind === 'follow'}
        data-wrap={wrap}
        onScroll={handleScroll}
        {...keptFocus}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={label}
      >
        <span ref={probe} className="output-probe" aria-hidden="true">
          {'0'.repeat(PROBE_CHARACTERS)}
        </span>
        <div
          className="output-canvas"
          style={{
            height: measureList(shape),
            ...(wrap === 'scroll' ? { minWidth: rows.widest * cell.width + SIDE_PX } : {}),
          }}
        >
          {shown.map((row, index) => (
            <OutputRowView
              key={slots[index]}
              row={row}
              top={placeRow(row.row)}
              height={cell.height}
              matches={row.kind === 'gap' ? [] : matchesOfLine(matches, row.line)}
              currentMatch={currentMatch}
              places={placesOfRow(buffer, row, findPlaces)}
              onFollow={onFollow}
            />
          ))}
          <div
            ref={footerBox}
            className="output-footer"
            data-alone={rowCount === 0 || undefined}
            style={{ top: placeRow(rowCount) }}
          >
            {footer}
          </div>
        </div>
      </div>
      {view.kind === 'held' && top < furthestTop(shape) - 2 && (
        <button type="button" className="jump-to-end" onClick={() => setView(follow)}>
          <ArrowDownToLine size={14} aria-hidden="true" />
          {words.jumpToEnd}
        </button>
      )}
    </div>
  );
}

function nameRow(row: OutputRow): string {
  return row.kind === 'gap' ? 'gap' : `${row.line}:${row.column}`;
}

const noPlaces: readonly NamedPlace[] = [];

/** What the person typed names no place. */
function placesOfRow(buffer: OutputBuffer, row: OutputRow, find: OutputListProps['findPlaces']): readonly NamedPlace[] {
  if (row.kind === 'gap' || row.source === 'stdin') return noPlaces;
  const line = buffer.findLine(row.line);
  return line ? find(readPlainLine(line.block, line.index)) : noPlaces;
}
