/**
 * One line of output as a terminal would show it: a row of cells, where a carriage return or a backspace moves back
 * and later text overwrites. Text only: nothing here makes HTML.
 */
import { findSequenceEnd } from './ansi-sequence';
import { type AnsiStyle, applySgr, PLAIN_STYLE, serializeStyle } from './ansi-style';
import { measureCharacter } from './display-width';

export const TAB_COLUMNS = 8;

/** A piece of text in one style. */
export interface Span {
  text: string;
  style: AnsiStyle;
}

/** A cell holds a character with its marks; the second cell of a wide character is empty. */
export interface TerminalLine {
  cells: string[];
  styles: AnsiStyle[];
  /** In force where the line ends. */
  endStyle: AnsiStyle;
}

export function parseTerminalLine(text: string, startStyle: AnsiStyle = PLAIN_STYLE): TerminalLine {
  const cells: string[] = [];
  const styles: AnsiStyle[] = [];
  let style = startStyle;
  let column = 0;

  const put = (character: string, width: number): void => {
    while (cells.length < column) {
      cells.push(' ');
      styles.push(PLAIN_STYLE);
    }
    // Half of an overwritten wide character leaves a blank.
    if (cells[column] === '' && column > 0) cells[column - 1] = ' ';
    const last = column + width - 1;
    if (cells[last + 1] === '') cells[last + 1] = ' ';
    cells[column] = character;
    styles[column] = style;
    if (width === 2) {
      cells[column + 1] = '';
      styles[column + 1] = style;
    }
    column += width;
  };

  for (let index = 0; index < text.length; ) {
    const code = text.codePointAt(index)!;
    if (code === 0x1b) {
      const end = findSequenceEnd(text, index);
      const stop = end === -1 ? text.length : end;
      const final = text[stop - 1];
      if (text[index + 1] === '[' && end !== -1) {
        const parameters = text.slice(index + 2, stop - 1);
        if (final === 'm') style = applySgr(style, parameters);
        else if (final === 'K') eraseInLine(cells, styles, column, parameters);
      }
      index = Math.max(stop, index + 1);
      continue;
    }
    const character = String.fromCodePoint(code);
    index += character.length;
    if (code === 0x0d) column = 0;
    else if (code === 0x08) column = Math.max(0, column - 1);
    else if (code === 0x09) for (let count = TAB_COLUMNS - (column % TAB_COLUMNS); count > 0; count--) put(' ', 1);
    else if (isControl(code)) continue;
    else {
      const width = measureCharacter(code);
      if (width > 0) put(character, width);
      else if (column > 0) attachMark(cells, column - 1, character);
    }
  }
  return { cells, styles, endStyle: style };
}

/** Cells from one column up to another as spans; neighbours of one style are one span. */
export function sliceSpans(line: TerminalLine, from: number, to: number): Span[] {
  const spans: Span[] = [];
  const end = Math.min(to, line.cells.length);
  for (let column = from; column < end; column++) {
    const style = line.styles[column]!;
    const last = spans[spans.length - 1];
    if (last && last.style === style) last.text += line.cells[column]!;
    else spans.push({ text: line.cells[column]!, style });
  }
  return spans;
}

/** A text that shows the same line: what a progress bar's thousand overwritten states come down to. */
export function serializeTerminalLine(line: TerminalLine): string {
  let text = '';
  let style = PLAIN_STYLE;
  for (const span of sliceSpans(line, 0, line.cells.length)) {
    text += serializeStyle(span.style) + span.text;
    style = span.style;
  }
  return style === line.endStyle ? text : text + serializeStyle(line.endStyle);
}

/** C0 and C1 controls and DEL. */
export function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

function attachMark(cells: string[], column: number, character: string): void {
  const at = cells[column] === '' ? column - 1 : column;
  const cell = cells[at];
  // Sixteen marks are more than any script stacks; "zalgo" text must not grow a cell without end.
  if (cell !== undefined && cell.length < 16) cells[at] = cell + character;
}

function eraseInLine(cells: string[], styles: AnsiStyle[], column: number, parameters: string): void {
  if (parameters === '1' || parameters === '2') {
    const end = parameters === '2' ? cells.length : Math.min(column + 1, cells.length);
    for (let index = 0; index < end; index++) {
      cells[index] = ' ';
      styles[index] = PLAIN_STYLE;
    }
    if (cells[end] === '') cells[end] = ' ';
  }
  if (parameters === '2' || parameters === '' || parameters === '0') {
    // The first half of a wide character does not outlive its second.
    if (cells[column] === '' && column > 0) cells[column - 1] = ' ';
    cells.length = Math.min(cells.length, column);
    styles.length = cells.length;
  }
}
