/** Writes rows in columns, which needs all of them: the modes `column`, `table`, `box` and `markdown`. */
import { type ByteText, countCharacters, fromText } from './byte-text';
import type { OutputFormat } from './output-format';

/** One line of a row: its cells are padded already. */
interface Frame {
  start: ByteText;
  between: ByteText;
  end: ByteText;
}
type Rule = (widths: readonly number[]) => ByteText;

interface Looks {
  cells: Frame;
  top?: Rule;
  underHeader: Rule;
  /** Between rows, where some row has several lines. */
  between?: Rule;
  bottom?: Rule;
  centersHeader: boolean;
}

const rule =
  (line: string, start: string, between: string, end: string, pad = 2): Rule =>
  (widths) =>
    `${fromText(start)}${widths.map((width) => fromText(line).repeat(width + pad)).join(fromText(between))}${fromText(end)}\n`;

const plus = rule('-', '+', '+', '+');
const LOOKS: Record<'column' | 'table' | 'box' | 'markdown', Looks> = {
  column: {
    cells: { start: '', between: '  ', end: '\n' },
    underHeader: rule('-', '', '  ', '', 0),
    between: () => '\n',
    centersHeader: false,
  },
  table: {
    cells: { start: '| ', between: ' | ', end: ' |\n' },
    top: plus,
    underHeader: plus,
    between: plus,
    bottom: plus,
    centersHeader: true,
  },
  box: {
    cells: { start: fromText('│ '), between: fromText(' │ '), end: fromText(' │\n') },
    top: rule('─', '┌', '┬', '┐'),
    underHeader: rule('─', '├', '┼', '┤'),
    between: rule('─', '├', '┼', '┤'),
    bottom: rule('─', '└', '┴', '┘'),
    centersHeader: true,
  },
  markdown: {
    cells: { start: '| ', between: ' | ', end: ' |\n' },
    underHeader: rule('-', '|', '|', '|'),
    centersHeader: true,
  },
};

export function isColumnMode(mode: OutputFormat['mode']): mode is keyof typeof LOOKS {
  return Object.hasOwn(LOOKS, mode);
}

/**
 * Writes piece by piece.
 * @param rows values as text, NULL in the form that it is shown in; at least one row
 */
export function writeColumns(
  format: OutputFormat,
  mode: keyof typeof LOOKS,
  names: ByteText[],
  rows: ByteText[][],
  write: (text: ByteText) => void,
): void {
  const looks = LOOKS[mode];
  const given = (column: number): number => format.widths[column] ?? 0;
  const breakCell = (text: ByteText, column: number): ByteText[] =>
    breakText(text, Math.abs(given(column)) || format.wrapColumns || Number.POSITIVE_INFINITY, format.wrapsWords);
  const header = names.map((name, column) => breakCell(name, column)[0] ?? '');
  const widths = header.map((name, column) => Math.max(Math.abs(given(column)), countCharacters(name)));
  let hasLines = false;
  for (const row of rows) {
    for (const [column, text] of row.entries()) {
      const lines = breakCell(text, column);
      hasLines ||= lines.length > 1;
      for (const line of lines) widths[column] = Math.max(widths[column] ?? 0, countCharacters(line));
    }
  }
  const writeLine = (cells: ByteText[], pad: typeof padCell): void => {
    const padded = cells.map((cell, column) => pad(cell, widths[column] ?? 0, given(column) < 0));
    write(looks.cells.start + padded.join(looks.cells.between) + looks.cells.end);
  };

  if (mode !== 'column' || format.showsHeader) {
    write(looks.top?.(widths) ?? '');
    writeLine(header, looks.centersHeader ? centerCell : padCell);
    write(looks.underHeader(widths));
  }
  for (const [index, row] of rows.entries()) {
    const cells = row.map(breakCell);
    const height = Math.max(...cells.map((lines) => lines.length));
    for (let line = 0; line < height; line++) {
      writeLine(
        cells.map((lines) => lines[line] ?? ''),
        padCell,
      );
    }
    if (hasLines && index < rows.length - 1) write(looks.between?.(widths) ?? '');
  }
  write(looks.bottom?.(widths) ?? '');
}

function padCell(text: ByteText, width: number, isRight: boolean): ByteText {
  const space = ' '.repeat(Math.max(0, width - countCharacters(text)));
  return isRight ? space + text : text + space;
}

function centerCell(text: ByteText, width: number): ByteText {
  const space = Math.max(0, width - countCharacters(text));
  return ' '.repeat(Math.floor(space / 2)) + text + ' '.repeat(Math.ceil(space / 2));
}

/** Lines of at most so many characters, broken at line breaks too; tabs become spaces. */
function breakText(text: ByteText, columns: number, atWords: boolean): ByteText[] {
  if (text.length <= columns && !/[\t\r\n]/.test(text)) return [text];
  const lines: ByteText[] = [];
  let line = '';
  let count = 0;
  const endLine = (): void => {
    lines.push(line);
    line = '';
    count = 0;
  };
  // A byte that continues a character belongs to it.
  for (const mark of text.match(/\r\n|[\s\S][\x80-\xbf]*/g) ?? []) {
    if (mark === '\n' || mark === '\r\n') {
      endLine();
      continue;
    }
    if (count >= columns) {
      const space = atWords ? line.lastIndexOf(' ') : -1;
      const rest = space > columns / 2 ? line.slice(space + 1) : '';
      if (rest) line = line.slice(0, space + 1);
      endLine();
      line = rest;
      count = countCharacters(rest);
    }
    if (mark === '\t') {
      const stop = Math.min(columns, (Math.floor(count / 8) + 1) * 8);
      line += ' '.repeat(stop - count);
      count = stop;
    } else {
      line += mark;
      count++;
    }
  }
  if (line !== '' || lines.length === 0) endLine();
  return lines;
}
