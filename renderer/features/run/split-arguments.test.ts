import { describe, expect, it } from 'vitest';
import { splitArguments } from './split-arguments';

describe('splitArguments', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['a b', ['a', 'b']],
    ["  --name='Ada Lovelace'  x", ['--name=Ada Lovelace', 'x']],
    ['"a b" c', ['a b', 'c']],
    ['""', ['']],
    ['a\'b\'"c"', ['abc']],
    ['a\\ b', ['a b']],
    ['"say \\"hi\\""', ['say "hi"']],
    ['"C:\\dir"', ['C:\\dir']],
    ["'\\n'", ['\\n']],
    ['$HOME *', ['$HOME', '*']],
  ])('%s', (text, args) => {
    expect(splitArguments(text)).toEqual({ ok: true, args });
  });

  it.each([
    ['"open', 'doubleQuote'],
    ["it's", 'singleQuote'],
    ['end\\', 'backslash'],
  ])('refuses %s', (text, problem) => {
    expect(splitArguments(text)).toEqual({ ok: false, problem });
  });
});
