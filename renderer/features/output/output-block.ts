/**
 * Some tens of thousands of characters of output with an index of their lines. An index in typed arrays costs about
 * seven bytes a line, so that sixteen million empty lines stay affordable; lines are parsed when they are looked at.
 */
import type { AnsiStyle } from './ansi-style';
import { PLAIN_STYLE } from './ansi-style';

/** Who wrote a line: the program on one of its streams, or the person at the keyboard. */
export type LineSource = 'stdout' | 'stderr' | 'stdin';
const lineSources: readonly LineSource[] = ['stdout', 'stderr', 'stdin'];
const sourceNumbers: Record<LineSource, number> = { stdout: 0, stderr: 1, stdin: 2 };

/** Lines that a new block has room for; the room doubles when it is used up. */
const FIRST_CAPACITY = 1024;

const SOURCE_BITS = 3;
/** A newline ends the line; without it the line was broken by us, or is still open. */
const ENDS_IN_NEWLINE = 4;
/** Printable ASCII only: shown as it stands. */
const IS_PRINTABLE = 8;

export class OutputBlock {
  text = '';
  lineCount = 0;
  widest = 0;
  private starts = new Uint32Array(FIRST_CAPACITY);
  private widths = new Uint16Array(FIRST_CAPACITY);
  private flags = new Uint8Array(FIRST_CAPACITY);
  /** Only lines that do not start in the plain style. */
  private readonly styles = new Map<number, AnsiStyle>();
  private wrapped: { columns: number; lineCount: number; lastWidth: number; starts: Uint32Array } | undefined;

  /** `firstLine`: number of the first line, counted from the start of the output. */
  constructor(readonly firstLine: number) {}

  addLine(start: number, source: LineSource, style: AnsiStyle): void {
    const line = this.lineCount++;
    if (line === this.starts.length) this.resize(line * 2);
    this.starts[line] = start;
    this.widths[line] = 0;
    this.flags[line] = sourceNumbers[source] | IS_PRINTABLE;
    if (style !== PLAIN_STYLE) this.styles.set(line, style);
  }

  /** Says of the last line what is known of it so far. */
  updateLastLine(width: number, isPrintable: boolean, endsInNewline: boolean): void {
    const line = this.lineCount - 1;
    const source = this.flags[line]! & SOURCE_BITS;
    this.widths[line] = width;
    this.flags[line] = source | (isPrintable ? IS_PRINTABLE : 0) | (endsInNewline ? ENDS_IN_NEWLINE : 0);
    if (width > this.widest) this.widest = width;
  }

  /** Gives the last line another text: for a line that was overwritten often. */
  replaceLastLine(text: string): void {
    this.text = this.text.slice(0, this.starts[this.lineCount - 1]!) + text;
  }

  /** No line comes any more: keeps the index in less memory. */
  seal(): void {
    this.resize(this.lineCount);
  }

  lineText(line: number): string {
    const end = line + 1 < this.lineCount ? this.starts[line + 1]! : this.text.length;
    return this.text.slice(this.starts[line]!, this.endsInNewline(line) ? end - 1 : end);
  }

  lineSource(line: number): LineSource {
    return lineSources[this.flags[line]! & SOURCE_BITS]!;
  }

  lineStyle(line: number): AnsiStyle {
    return this.styles.get(line) ?? PLAIN_STYLE;
  }

  isPrintable(line: number): boolean {
    return (this.flags[line]! & IS_PRINTABLE) !== 0;
  }

  endsInNewline(line: number): boolean {
    return (this.flags[line]! & ENDS_IN_NEWLINE) !== 0;
  }

  /** Rows that the block takes where a row has so many columns. */
  countRows(columns: number): number {
    if (this.widest <= columns) return this.lineCount;
    return this.wrap(columns)[this.lineCount]!;
  }

  rowOfLine(line: number, columns: number): number {
    return this.widest <= columns ? line : this.wrap(columns)[line]!;
  }

  /** The line that a row shows, and which of the line's rows it is. */
  lineOfRow(row: number, columns: number): { line: number; part: number } {
    if (this.widest <= columns) return { line: row, part: 0 };
    const starts = this.wrap(columns);
    let low = 0;
    let high = this.lineCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return { line: low, part: row - starts[low]! };
  }

  private resize(capacity: number): void {
    const { starts, widths, flags } = this;
    this.starts = new Uint32Array(capacity);
    this.widths = new Uint16Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.starts.set(starts.subarray(0, this.lineCount));
    this.widths.set(widths.subarray(0, this.lineCount));
    this.flags.set(flags.subarray(0, this.lineCount));
  }

  /** First row of each line, and after them the count of all rows. */
  private wrap(columns: number): Uint32Array {
    const lastWidth = this.widths[this.lineCount - 1] ?? 0;
    const known = this.wrapped;
    if (known?.columns === columns && known.lineCount === this.lineCount && known.lastWidth === lastWidth) {
      return known.starts;
    }
    const starts = new Uint32Array(this.lineCount + 1);
    for (let line = 0; line < this.lineCount; line++) {
      starts[line + 1] = starts[line]! + Math.max(1, Math.ceil(this.widths[line]! / columns));
    }
    this.wrapped = { columns, lineCount: this.lineCount, lastWidth, starts };
    return starts;
  }
}
