import { describe, expect, test } from 'vitest';
import { readRunFlags } from './run-flags';

describe('the flags of run', () => {
  test('are read in any order, and what follows -- is the program’s', () => {
    const flags = readRunFlags([
      'a.py',
      '-s',
      'python',
      '--arg=x',
      '-a',
      'y',
      '--env',
      'A=1',
      '--json',
      '--',
      '--json',
      'z',
    ]);
    expect(flags).toMatchObject({
      spec: 'python',
      places: ['a.py'],
      args: ['x', 'y', '--json', 'z'],
      env: ['A=1'],
      json: true,
    });
  });

  test('that do not exist are named, with what may have been meant', () => {
    expect(() => readRunFlags(['--memroy', '1'])).toThrow(
      expect.objectContaining({ message: 'There is no flag --memroy; did you mean --memory?', exitCode: 2 }),
    );
    expect(() => readRunFlags(['--qqq'])).toThrow(expect.objectContaining({ message: 'There is no flag --qqq.' }));
    expect(() => readRunFlags(['--time'])).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});
