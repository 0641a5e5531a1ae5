import type { IBufferCell } from '@xterm/xterm';
import { expect, it } from 'vitest';
import { readStyledText, type ScreenCell, type ScreenLine } from './styled-text';

interface Looks {
  red?: true;
  bold?: true;
  rgb?: number;
}

function cellOf(chars: string, { red, bold, rgb }: Looks, width = 1): ScreenCell {
  return {
    getChars: () => chars,
    getWidth: () => width,
    isAttributeDefault: () => !red && !bold && rgb === undefined,
    isFgDefault: () => !red && rgb === undefined,
    isFgRGB: () => rgb !== undefined,
    getFgColor: () => rgb ?? 1,
    isBgDefault: () => true,
    isBgRGB: () => false,
    getBgColor: () => 0,
    isBold: () => (bold ? 1 : 0),
    isDim: () => 0,
    isItalic: () => 0,
    isUnderline: () => 0,
    isInverse: () => 0,
    isStrikethrough: () => 0,
  };
}

/** As wide as ten cells; those without text are empty. */
function lineOf(pieces: Array<[text: string, looks?: Looks]>, isWrapped = false): ScreenLine {
  const cells = pieces.flatMap(([text, looks = {}]) =>
    [...text].flatMap((chars) =>
      chars === '世' ? [cellOf(chars, looks, 2), cellOf('', looks, 0)] : [cellOf(chars, looks)],
    ),
  );
  const all = [...cells, ...Array.from({ length: 10 - cells.length }, () => cellOf('', {}))];
  const text = pieces.map(([piece]) => piece).join('');
  return {
    length: 10,
    isWrapped,
    getCell: (x) => all[x],
    translateToString: (trim) => (trim ? text : text + ' '.repeat(10 - cells.length)),
  };
}

const read = (...lines: ScreenLine[]) =>
  readStyledText({ length: lines.length, getLine: (y) => lines[y], getNullCell: () => ({}) as IBufferCell });

it('gives plain text as it is, without the empty end of the screen', () => {
  expect(read(lineOf([['one']]), lineOf([]), lineOf([['a 世 b']]), lineOf([]), lineOf([]))).toBe('one\n\na 世 b\n');
});

it('says where looks begin and end, over lines too', () => {
  expect(read(lineOf([['a'], ['red', { red: true }], ['b']]))).toBe('a\u001b[0;38;5;1mred\u001b[0mb\n');
  expect(read(lineOf([['x', { bold: true, rgb: 0x102030 }]]), lineOf([['y', { bold: true, rgb: 0x102030 }]]))).toBe(
    '\u001b[0;1;38;2;16;32;48mx\ny\u001b[0m\n',
  );
});

it('leaves a line whole that the screen has cut', () => {
  expect(read(lineOf([['0123456789']]), lineOf([['ab']], true), lineOf([['c']]))).toBe('0123456789ab\nc\n');
});
