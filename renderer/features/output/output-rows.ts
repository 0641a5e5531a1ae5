/** The rows on which lines are shown: a line takes as many as its width needs, each of one height. */
import type { LineSource, OutputBlock } from './output-block';
import type { OutputBuffer, OutputGap } from './output-buffer';
import { parseTerminalLine, type Span, sliceSpans, type TerminalLine } from './terminal-line';

/** Never wraps: for a pane that scrolls sideways. */
export const UNWRAPPED = Number.POSITIVE_INFINITY;

export type OutputRow =
  | {
      kind: 'text';
      row: number;
      /** Number of the line since the output's start. */
      line: number;
      /** Column of the line at which the row begins. */
      column: number;
      /** Index in the line's shown text at which the row begins; wide characters part it from the column. */
      textStart: number;
      source: LineSource;
      /** The row goes on with what the row above began. */
      isContinued: boolean;
      spans: Span[];
    }
  | { kind: 'gap'; row: number; gap: OutputGap };

export interface RowPlace {
  line: number;
  /** Which of the line's rows. */
  part: number;
}

/** A view of a buffer at a width; cheap to make anew for each frame. */
export class OutputRows {
  readonly count: number;
  /** Columns of the widest line. */
  readonly widest: number;
  /** First row of each block. */
  private readonly starts: number[] = [];
  private readonly gapRow: number;
  /** As they were when the view was made; the buffer may go on meanwhile. */
  private readonly blocks: readonly OutputBlock[];
  private readonly gapIndex: number;
  private parsed: { line: number; value: TerminalLine } | null = null;

  /** `columns`: characters that fit on a row, or `UNWRAPPED`. */
  constructor(
    private readonly buffer: OutputBuffer,
    private readonly columns: number,
  ) {
    this.blocks = buffer.keptBlocks;
    this.gapIndex = buffer.gapIndex;
    let row = 0;
    let gapRow = -1;
    this.blocks.forEach((block, index) => {
      if (index === this.gapIndex) gapRow = row++;
      this.starts.push(row);
      row += block.countRows(columns);
    });
    this.count = row;
    this.widest = this.blocks.reduce((widest, block) => Math.max(widest, block.widest), 0);
    this.gapRow = gapRow;
  }

  read(first: number, count: number): OutputRow[] {
    const rows: OutputRow[] = [];
    for (let row = Math.max(0, first); row < Math.min(first + count, this.count); row++) rows.push(this.readRow(row));
    return rows;
  }

  readRow(row: number): OutputRow {
    if (row === this.gapRow) return { kind: 'gap', row, gap: this.buffer.gap };
    const position = this.findBlock(row);
    const block = this.blocks[position]!;
    const { line, part } = block.lineOfRow(row - this.starts[position]!, this.columns);
    const column = part === 0 ? 0 : part * this.columns;
    const { spans, textStart } = this.readText(block, line, column);
    return {
      kind: 'text',
      row,
      line: block.firstLine + line,
      column,
      textStart,
      source: block.lineSource(line),
      isContinued: part > 0 || this.continuesLine(position, line),
      spans,
    };
  }

  /** Where a row stands in the text, which stays so when the width changes; the gap counts as the line after it. */
  placeOfRow(row: number): RowPlace {
    const bounded = Math.max(0, Math.min(row, this.count - 1));
    const position = this.findBlock(bounded === this.gapRow ? bounded + 1 : bounded);
    const block = this.blocks[position]!;
    const { line, part } = block.lineOfRow(Math.max(0, bounded - this.starts[position]!), this.columns);
    return { line: block.firstLine + line, part };
  }

  /** The row of a column of a line; the gap's row for a line that was let go. */
  rowOf(line: number, column = 0): number {
    const place = this.buffer.findLine(line);
    if (!place) return Math.max(0, this.gapRow);
    const position = this.blocks.indexOf(place.block);
    if (position === -1 || position >= this.starts.length) return Math.max(0, this.count - 1);
    const part = this.columns === UNWRAPPED ? 0 : Math.floor(column / this.columns);
    return this.starts[position]! + place.block.rowOfLine(place.index, this.columns) + part;
  }

  private readText(block: OutputBlock, index: number, column: number): { spans: Span[]; textStart: number } {
    if (block.isPrintable(index)) {
      const text = block.lineText(index);
      const shown = text.endsWith('\r') ? text.slice(0, -1) : text;
      const piece = this.columns === UNWRAPPED ? shown : shown.slice(column, column + this.columns);
      return { spans: piece === '' ? [] : [{ text: piece, style: block.lineStyle(index) }], textStart: column };
    }
    const line = block.firstLine + index;
    // Rows of one long line stand together, so remembering one parsed line is enough.
    if (this.parsed?.line !== line) {
      this.parsed = { line, value: parseTerminalLine(block.lineText(index), block.lineStyle(index)) };
    }
    const { value } = this.parsed;
    const textStart = column === 0 ? 0 : value.cells.slice(0, column).join('').length;
    return { spans: sliceSpans(value, column, column + this.columns), textStart };
  }

  private continuesLine(position: number, index: number): boolean {
    const block = this.blocks[position]!;
    const before = index > 0 ? block : this.blocks[position - 1];
    if (!before || (index === 0 && position === this.gapIndex)) return false;
    const previous = index > 0 ? index - 1 : before.lineCount - 1;
    return !before.endsInNewline(previous) && before.lineSource(previous) === block.lineSource(index);
  }

  private findBlock(row: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
