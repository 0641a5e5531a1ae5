import { expect, it } from 'vitest';
import type { NamedPlace } from '../../../contract';
import { PLAIN_STYLE } from './ansi-style';
import { cutRow } from './output-pieces';

const place: NamedPlace = { file: 'main.x', line: 3, start: 3, end: 9 };
const bold = { ...PLAIN_STYLE, bold: true };

it('cuts a row where styles, matches and places change, and keeps what leads to one place together', () => {
  const spans = [
    { text: 'at ma', style: PLAIN_STYLE },
    { text: 'in:3 again', style: bold },
  ];
  const match = { line: 0, start: 4, end: 7 };
  const runs = cutRow(spans, 0, [match], [place]);
  expect(runs.map((run) => [run.place, run.pieces.map(({ text }) => text)])).toEqual([
    [null, ['at ']],
    [place, ['m', 'a', 'in', ':3']],
    [null, [' again']],
  ]);
  expect(runs[1]!.pieces.map((piece) => [piece.start, piece.match, piece.style])).toEqual([
    [3, null, PLAIN_STYLE],
    [4, match, PLAIN_STYLE],
    [5, match, bold],
    [7, null, bold],
  ]);
});

it('cuts a row that begins within a place', () => {
  const runs = cutRow([{ text: ':3 x', style: PLAIN_STYLE }], 7, [], [place]);
  expect(runs.map((run) => [run.place, run.pieces.map(({ text }) => text).join('')])).toEqual([
    [place, ':3'],
    [null, ' x'],
  ]);
});
