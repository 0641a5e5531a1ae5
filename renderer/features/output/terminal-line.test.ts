import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCompleteLength } from './ansi-sequence';
import { applySgr, PLAIN_STYLE, serializeStyle, TRUE_COLOR } from './ansi-style';
import { measureCharacter } from './display-width';
import { parseTerminalLine, serializeTerminalLine, sliceSpans } from './terminal-line';

const show = (text: string): string => parseTerminalLine(text).cells.join('');
const spans = (text: string) => {
  const line = parseTerminalLine(text);
  return sliceSpans(line, 0, line.cells.length);
};

describe('colours and styles', () => {
  it('reads the 16, the 256 and the true colours', () => {
    expect(applySgr(PLAIN_STYLE, '31').foreground).toBe(1);
    expect(applySgr(PLAIN_STYLE, '97').foreground).toBe(15);
    expect(applySgr(PLAIN_STYLE, '44').background).toBe(4);
    expect(applySgr(PLAIN_STYLE, '103').background).toBe(11);
    expect(applySgr(PLAIN_STYLE, '38;5;208').foreground).toBe(208);
    expect(applySgr(PLAIN_STYLE, '48;2;1;2;3').background).toBe(TRUE_COLOR | 0x010203);
    expect(applySgr(PLAIN_STYLE, '38:2::255:0:16').foreground).toBe(TRUE_COLOR | 0xff0010);
    expect(applySgr(PLAIN_STYLE, '38:5:9;1')).toMatchObject({ foreground: 9, bold: true });
  });

  it('goes on after an extended colour', () => {
    expect(applySgr(PLAIN_STYLE, '38;5;208;1;3')).toMatchObject({ foreground: 208, bold: true, italic: true });
  });

  it('takes styles back', () => {
    const all = applySgr(PLAIN_STYLE, '1;2;3;4;7;9;31;42');
    expect(all).toMatchObject({ bold: true, dim: true, italic: true, underline: true, inverse: true, strike: true });
    expect(applySgr(all, '22;23;24;27;29;39;49')).toBe(PLAIN_STYLE);
    expect(applySgr(all, '')).toBe(PLAIN_STYLE);
  });

  it('gives the same style back from its own sequence', () => {
    const code = fc.constantFrom('0', '1', '2', '3', '4', '7', '9', '31', '92', '45', '38;5;77', '48;2;9;8;7');
    fc.assert(
      fc.property(fc.array(code), (codes) => {
        const style = codes.reduce(applySgr, PLAIN_STYLE);
        expect(applySgr(applySgr(PLAIN_STYLE, '7'), serializeStyle(style).slice(2, -1))).toEqual(style);
      }),
    );
  });
});

describe('a line', () => {
  it('parts into spans of one style', () => {
    expect(spans('a\u001b[31mred\u001b[0m b').map(({ text, style }) => [text, style.foreground])).toEqual([
      ['a', null],
      ['red', 1],
      [' b', null],
    ]);
  });

  it('never reads markup', () => {
    expect(spans('<b>&amp;</b>')).toEqual([{ text: '<b>&amp;</b>', style: PLAIN_STYLE }]);
  });

  it('overwrites after a carriage return and a backspace', () => {
    expect(show('10%\r20%')).toBe('20%');
    expect(show('longer\rab')).toBe('abnger');
    expect(show('longer\r\u001b[Kab')).toBe('ab');
    expect(show('abc\b\bX')).toBe('aXc');
    expect(show('\b\bx')).toBe('x');
  });

  it('swallows other sequences and controls', () => {
    expect(show('a\u001b[2Jb\u001b]0;title\u0007c\u001b(Bd\u001b7e\u0000f\u007fg')).toBe('abcdefg');
    expect(show('a\u001b]8;;https://x.org\u001b\\link\u001b]8;;\u001b\\')).toBe('alink');
    expect(show('end\u001b[3')).toBe('end');
  });

  it('sets tabs every eight columns', () => {
    expect(show('a\tb')).toBe('a       b');
  });

  it('gives wide characters two cells and marks none', () => {
    expect(parseTerminalLine('日本').cells).toEqual(['日', '', '本', '']);
    expect(parseTerminalLine('e\u0301x').cells).toEqual(['e\u0301', 'x']);
    expect(show('日本\rab')).toBe('ab本');
    expect(show('日本\rabc')).toBe('abc ');
    expect(show('日\b\u001b[Kx')).toBe(' x');
    expect(show('日本\b\b\b\b\u001b[1K')).toBe('  本');
    expect(measureCharacter(0x1f600)).toBe(2);
  });

  it('is the same after it was brought down to what it shows', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('\r', '\b', '\t', '日', '\u001b[31m', '\u001b[0m', '\u001b[1;44m', '\u001b[K', '\u001b[1K'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const line = parseTerminalLine(pieces.join('').replaceAll('\n', ''));
        const again = parseTerminalLine(serializeTerminalLine(line));
        expect(again.cells.join('')).toBe(line.cells.join(''));
        expect(again.styles).toEqual(line.styles);
        expect(again.endStyle).toEqual(line.endStyle);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an unfinished sequence', () => {
  it('waits for its rest', () => {
    expect(findCompleteLength('ab\u001b')).toBe(2);
    expect(findCompleteLength('ab\u001b[38;5')).toBe(2);
    expect(findCompleteLength('ab\u001b]0;title')).toBe(2);
    expect(findCompleteLength('ab\u001b]0;title\u001b')).toBe(2);
    expect(findCompleteLength('ab\u001b]0;title\u001b\\')).toBe(13);
    expect(findCompleteLength('ab\u001b[1m')).toBe(6);
  });

  it('is not waited for without end', () => {
    const endless = `\u001b]${'x'.repeat(5000)}`;
    expect(findCompleteLength(endless)).toBe(endless.length);
  });
});
