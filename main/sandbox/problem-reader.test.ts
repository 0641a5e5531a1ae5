import { expect, test } from 'vitest';
import type { ProblemMatcher } from '../../contract';
import { ProblemReader } from './problem-reader';

const python: ProblemMatcher = {
  pattern: '^\\s*File "(?:/work/)?(?<file>[^"]+)", line (?<line>\\d+)',
  severity: 'error',
  message: { pattern: '^(?<message>[A-Za-z_]\\w*(?:: .*)?)$', where: 'after' },
};
const java: ProblemMatcher = {
  pattern: '^\\s+at [^(]+\\((?<file>[^():]+):(?<line>\\d+)\\)$',
  severity: 'error',
  message: { pattern: '^Exception in thread "main" (?<message>.*)$', where: 'before' },
};
const compiler: ProblemMatcher = {
  pattern: '^(?<file>[^:]+):(?<line>\\d+):(?<column>\\d+): (?<severity>\\w+): (?<message>.*)$',
  severity: 'error',
};

function read(matchers: ProblemMatcher[], text: string, paths = ['main.x', 'lib/a.x']) {
  const reader = new ProblemReader(matchers, paths, 'main.x');
  for (const piece of text.match(/.{1,7}/gs) ?? []) reader.write(piece);
  return reader.end();
}

test('of a trace whose message comes last, the innermost place of the person is the problem', () => {
  const text =
    'Traceback\n  File "/work/main.x", line 4\n    f()\n  File "/work/lib/a.x", line 2\n  File "/usr/lib/z.x", line 9\nValueError: oh\n';
  expect(read([python], text)).toEqual([{ file: 'lib/a.x', line: 2, severity: 'error', message: 'ValueError: oh' }]);
});

test('of one whose message comes first, it is the first place', () => {
  const text =
    'Exception in thread "main" Oh: no\n\tat java.A.f(Sys.x:3)\n\tat B.g(main.x:5)\n\tat B.main(lib/a.x:7)\n';
  expect(read([java], text)).toEqual([{ file: 'main.x', line: 5, severity: 'error', message: 'Oh: no' }]);
});

test('a line may say all of it, in colour, with its own severity, and without an end', () => {
  const text = '\u001b[1mmain.x:3:5:\u001b[0m warning: odd\r\nmain.x:4:1: error: bad\nmain.x:4:1: error: bad';
  expect(read([compiler], text)).toEqual([
    { file: 'main.x', line: 3, column: 5, severity: 'warning', message: 'odd' },
    { file: 'main.x', line: 4, column: 1, severity: 'error', message: 'bad' },
  ]);
});

test('a place without a message has its own line for one, and one without a file is in the entry', () => {
  expect(read([python], '  File "main.x", line 2\n')).toEqual([
    { file: 'main.x', line: 2, severity: 'error', message: 'File "main.x", line 2' },
  ]);
  const bare: ProblemMatcher = { pattern: '^line (?<line>\\d+): (?<message>.*)$', severity: 'error' };
  expect(read([bare], 'line 7: no\n')).toEqual([{ file: 'main.x', line: 7, severity: 'error', message: 'no' }]);
});

test('a flood, very long lines and very many problems cost little', () => {
  const reader = new ProblemReader([compiler, python], ['main.x'], 'main.x');
  for (let i = 0; i < 2000; i++) reader.write('main.x:1:1: error: '.repeat(500));
  reader.write('\n');
  for (let i = 0; i < 10_000; i++) reader.write(`main.x:${i}:1: error: x\n`);
  expect(reader.end()).toEqual([]);
  const many = read([compiler], Array.from({ length: 500 }, (_, i) => `main.x:${i}:1: error: x\n`).join(''));
  expect(many).toHaveLength(100);
});

test('a pattern that would take years is given up, and what it found until then stays', () => {
  const hostile: ProblemMatcher = { pattern: '^(?<file>main\\.x):(?<line>\\d+)$|^(a+)+$', severity: 'error' };
  const startedAt = performance.now();
  const text = `main.x:3\n${'a'.repeat(60)}!\nmain.x:4\n`;
  expect(read([hostile], text)).toEqual([{ file: 'main.x', line: 3, severity: 'error', message: 'main.x:3' }]);
  const reader = new ProblemReader([hostile], ['main.x'], 'main.x');
  for (let i = 0; i < 4000; i++) reader.write(`${'a'.repeat(60)}!\n`);
  reader.end();
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

test('digits that are no line number name no place', () => {
  expect(read([python], '  File "main.x", line 99999999999999999999\nValueError: oh\n')).toEqual([]);
});
