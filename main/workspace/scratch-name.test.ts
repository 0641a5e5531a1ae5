import { describe, expect, test } from 'vitest';
import { foldName, nameScratch, readEnding } from './scratch-name';

const free = () => false;

describe('nameScratch', () => {
  test.each([
    ['Fibonacci', '.py', 'Fibonacci.py'],
    ['fib.py', '.py', 'fib.py'],
    ['FIB.PY', '.py', 'FIB.py'],
    ['a/b\\c:d', '.c', 'a-b-c-d.c'],
    ['../../etc/passwd', '', '-..-etc-passwd'],
    ['  . ', '.py', 'Scratch.py'],
    ['', '', 'Scratch'],
    ['.hidden', '.sh', 'hidden.sh'],
    ['con', '.py', 'con_.py'],
    ['LPT1.old', '.py', 'LPT1.old_.py'],
    ['a\u0000\n\tb\u202ec', '.py', 'abc.py'],
    ['ends in a dot.', '', 'ends in a dot'],
    ['Grüße 😀', '.py', 'Grüße 😀.py'],
    ['half \ud83d', '.py', 'half.py'],
  ])('makes of %j and %j the name %j', (title, ending, name) => {
    expect(nameScratch(title, ending, free)).toBe(name);
  });

  test('is no longer than a file system allows, and cuts no character', () => {
    const name = nameScratch('😀'.repeat(500), '.py', free);
    expect(Buffer.byteLength(name)).toBeLessThan(200);
    expect(name.isWellFormed()).toBe(true);
  });

  test('takes the first number that is free, whatever the case', () => {
    const taken = new Set(['sort.py', 'sort 2.py', 'größe.py'].map(foldName));
    expect(nameScratch('Sort', '.py', (name) => taken.has(name))).toBe('Sort 3.py');
    expect(nameScratch('Gro\u0308ße', '.py', (name) => taken.has(name))).toBe('Größe 2.py');
  });
});

test.each([
  ['main.py', '.py'],
  ['lib/a.test.ts', '.ts'],
  ['Makefile', ''],
  ['.bashrc', ''],
  ['a.b/c', ''],
  ['x.c++', '.c++'],
  ['odd.e nding', ''],
])('readEnding of %s is %j', (path, ending) => {
  expect(readEnding(path)).toBe(ending);
});
