/** Cuts a stream of text into lines and notes what it takes to show each: one pass over each character. */
import { findCompleteLength, findSequenceEnd } from './ansi-sequence';
import { type AnsiStyle, applySgr, PLAIN_STYLE } from './ansi-style';
import { measureCharacter } from './display-width';
import { type LineSource, OutputBlock } from './output-block';
import { isControl, parseTerminalLine, serializeTerminalLine, TAB_COLUMNS } from './terminal-line';

/** Longer lines are continued on a line of ours, so that no row holds more text than a browser lays out at once. */
export const LONGEST_LINE = 2048;
/** A line that is overwritten again and again is brought down to what it shows once it is so long. */
const OVERWRITTEN_LINE = 1024;
/** Characters in a full block. */
const BLOCK_CHARACTERS = 64 * 1024;

/** The line that is being written. */
interface OpenLine {
  isOpen: boolean;
  source: LineSource;
  /** Where the line starts in the block's text. */
  start: number;
  column: number;
  width: number;
  isPrintable: boolean;
}

export class LineWriter {
  private block: OutputBlock;
  private readonly line: OpenLine = {
    isOpen: false,
    source: 'stdout',
    start: 0,
    column: 0,
    width: 0,
    isPrintable: true,
  };
  private readonly styles: Record<LineSource, AnsiStyle> = {
    stdout: PLAIN_STYLE,
    stderr: PLAIN_STYLE,
    stdin: PLAIN_STYLE,
  };
  /** Beginnings of escape sequences that wait for their rest. */
  private readonly held: Record<LineSource, string> = { stdout: '', stderr: '', stdin: '' };

  private newlines = 0;

  /** `onBlock` is given each block as it is begun. */
  constructor(private readonly onBlock: (block: OutputBlock) => void) {
    this.block = new OutputBlock(0);
    onBlock(this.block);
  }

  get newlineCount(): number {
    return this.newlines;
  }

  get isAtLineStart(): boolean {
    return !this.line.isOpen;
  }

  /** Leaves lines out; what is written next begins a new one after them. */
  skip(lines: number): void {
    this.endLine(false);
    this.newlines += lines;
    this.beginBlock(lines);
  }

  write(source: LineSource, chunk: string): void {
    const whole = this.held[source] + chunk;
    const complete = findCompleteLength(whole);
    this.held[source] = whole.slice(complete);
    const text = complete === whole.length ? whole : whole.slice(0, complete);
    if (text === '') return;
    if (this.line.source !== source) this.endLine(false);
    this.scan(source, text);
  }

  /** `copied`: up to where the text is in the block. Copying a piece a line would cost more than the scan. */
  private scan(source: LineSource, text: string): void {
    const line = this.line;
    let copied = 0;
    let index = 0;
    while (index < text.length) {
      if (!line.isOpen) {
        if (this.block.text.length + index - copied >= BLOCK_CHARACTERS) {
          this.block.text += text.slice(copied, index);
          copied = index;
          this.beginBlock();
        }
        this.beginLine(source, this.block.text.length + index - copied);
      }
      const code = text.charCodeAt(index);
      if (code === 0x0a) {
        this.endLine(true);
        this.newlines++;
        index++;
        continue;
      }
      const length = this.block.text.length + index - copied - line.start;
      if (length >= LONGEST_LINE) {
        this.endLine(false);
        continue;
      }
      if (code >= 0x20 && code < 0x7f) {
        line.column++;
        index++;
      } else if (code === 0x0d && length > OVERWRITTEN_LINE) {
        this.block.text += text.slice(copied, index);
        this.squeezeLine();
        copied = index;
        index = this.readSpecial(text, index, code);
      } else {
        // `\r\n` is a newline: the return alone changes nothing.
        if (code !== 0x0d || text.charCodeAt(index + 1) !== 0x0a) line.isPrintable = false;
        index = this.readSpecial(text, index, code);
      }
      if (line.column > line.width) line.width = line.column;
    }
    this.block.text += text.slice(copied);
    if (line.isOpen) this.block.updateLastLine(line.width, line.isPrintable, false);
  }

  /** Moves the column for what is not printable ASCII and returns the index after it. */
  private readSpecial(text: string, index: number, code: number): number {
    const { line } = this;
    if (code === 0x1b) {
      const end = Math.max(findSequenceEnd(text, index), index + 1);
      if (text[index + 1] === '[' && text[end - 1] === 'm') {
        this.styles[line.source] = applySgr(this.styles[line.source], text.slice(index + 2, end - 1));
      }
      return end;
    }
    if (code === 0x0d) line.column = 0;
    else if (code === 0x08) line.column = Math.max(0, line.column - 1);
    else if (code === 0x09) line.column += TAB_COLUMNS - (line.column % TAB_COLUMNS);
    else if (!isControl(code)) {
      const point = text.codePointAt(index)!;
      line.column += measureCharacter(point);
      return index + (point > 0xffff ? 2 : 1);
    }
    return index + 1;
  }

  private beginBlock(skippedLines = 0): void {
    this.block.seal();
    this.block = new OutputBlock(this.block.firstLine + this.block.lineCount + skippedLines);
    this.onBlock(this.block);
  }

  private beginLine(source: LineSource, start: number): void {
    this.block.addLine(start, source, this.styles[source]);
    const { line } = this;
    line.isOpen = true;
    line.source = source;
    line.start = start;
    line.column = 0;
    line.width = 0;
    line.isPrintable = true;
  }

  private endLine(endsInNewline: boolean): void {
    if (!this.line.isOpen) return;
    this.block.updateLastLine(this.line.width, this.line.isPrintable, endsInNewline);
    this.line.isOpen = false;
  }

  private squeezeLine(): void {
    const last = this.block.lineCount - 1;
    this.block.updateLastLine(this.line.width, false, false);
    const parsed = parseTerminalLine(this.block.lineText(last), this.block.lineStyle(last));
    const text = serializeTerminalLine(parsed);
    this.line.isPrintable = false;
    if (text.length > OVERWRITTEN_LINE) return;
    this.block.replaceLastLine(text);
    this.line.width = parsed.cells.length;
  }
}
