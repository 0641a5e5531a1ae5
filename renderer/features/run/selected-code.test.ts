import { describe, expect, it } from 'vitest';
import { type CodeRange, cutSelection } from './selected-code';

const content = ['def f():', '    a = 1', '', '    if a:', '        print(a)', 'f()'].join('\n');

function cut(startLine: number, startColumn: number, endLine: number, endColumn: number) {
  const range: CodeRange = { path: 'lib.py', startLine, startColumn, endLine, endColumn };
  return cutSelection(content, range);
}

describe('cutSelection', () => {
  it.each([
    ['the line of the cursor', cut(6, 2, 6, 2), 'f()\n', 6, 6],
    ['an indented line', cut(5, 20, 5, 20), 'print(a)\n', 5, 5],
    ['part of a line', cut(2, 9, 2, 10), '1\n', 2, 2],
    ['whole lines', cut(2, 1, 6, 1), 'a = 1\n\nif a:\n    print(a)\n', 2, 5],
    ['lines from behind the indentation', cut(4, 5, 5, 17), 'if a:\n    print(a)\n', 4, 5],
    ['lines with less indentation last', cut(5, 1, 6, 4), '        print(a)\nf()\n', 5, 6],
    ['a blank line', cut(3, 1, 3, 1), '\n', 3, 3],
  ])('takes %s', (_, selected, text, from, to) => {
    expect(selected).toMatchObject({ text, from, to });
  });

  it('reads each kind of line end', () => {
    const range = { path: 'a', startLine: 2, startColumn: 1, endLine: 3, endColumn: 2 };
    expect(cutSelection('1\r\n2\r3\n4', range).text).toBe('2\n3\n');
  });

  it('finds places again', () => {
    const item = { file: 'main.py', line: 2, column: 1, severity: 'error', message: 'no' } as const;
    expect(cut(4, 5, 5, 17).locate(item)).toEqual({ ...item, file: 'lib.py', line: 5, column: 5 });
    expect(cut(2, 9, 2, 10).locate({ ...item, line: 1 })).toMatchObject({ line: 2, column: 9 });
    const { column: _, ...whole } = item;
    expect(cut(4, 1, 6, 1).locate(whole)).toEqual({ ...whole, file: 'lib.py', line: 5 });
    // A compiler may name the line after the last.
    expect(cut(4, 1, 6, 1).locate({ ...item, line: 9 })).toMatchObject({ line: 5 });
  });
});
