import { expect, it } from 'vitest';
import { findEdits, type TextEdit } from './minimal-edits';

/** As an editor does it: all places are those of the text before. */
function apply(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offset = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  let rest = text;
  for (const { startLine, startColumn, endLine, endColumn, text: put } of [...edits].reverse()) {
    rest = rest.slice(0, offset(startLine, startColumn)) + put + rest.slice(offset(endLine, endColumn));
  }
  return rest;
}

it('changes white space where it differs, and nothing else', () => {
  expect(findEdits('if (a) {\nb( c);\n}\n', 'if (a) {\n  b(c);\n}\n')).toEqual([
    { startLine: 2, startColumn: 1, endLine: 2, endColumn: 1, text: '  ' },
    { startLine: 2, startColumn: 3, endLine: 2, endColumn: 4, text: '' },
  ]);
  expect(findEdits('a\nb\n', 'a\nb\n')).toEqual([]);
  expect(findEdits('a\r\nb\r\n', 'a\nb\n')).toEqual([]);
});

it('puts lines in and takes them out between those that stay', () => {
  expect(findEdits('a\n\n\n\nb\nc', 'a\n\nb\nc\n')).toHaveLength(2);
  expect(findEdits('one\ntwo\nthree\n', 'one\nthree\n')).toEqual([
    { startLine: 2, startColumn: 1, endLine: 3, endColumn: 1, text: '' },
  ]);
});

it('brings any text to any other, with edits that do not touch', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const pieces = ['a', 'b ', ' c', '', 'a b', 'ab', '  ', 'd'];
  const make = () => Array.from({ length: random(9) }, () => pieces[random(pieces.length)]).join('\n');
  for (let round = 0; round < 3000; round += 1) {
    const before = make();
    const after = make();
    const edits = findEdits(before, after);
    expect(apply(before, edits), JSON.stringify([before, after])).toBe(after);
    for (const [index, edit] of edits.entries()) {
      const next = edits[index + 1];
      if (!next) continue;
      const isApart =
        edit.endLine < next.startLine || (edit.endLine === next.startLine && edit.endColumn < next.startColumn);
      expect(isApart, JSON.stringify([before, after])).toBe(true);
    }
  }
});

it('takes a text with another in each of many lines as a whole', () => {
  const before = Array.from({ length: 2000 }, (_, line) => `a${line}`).join('\n');
  const after = Array.from({ length: 2000 }, (_, line) => `b${line}`).join('\n');
  expect(apply(before, findEdits(before, after))).toBe(after);
});
