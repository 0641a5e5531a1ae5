import { describe, expect, it } from 'vitest';
import { PlaceFinder, RunFiles } from './source-place';
import { ProblemMatcher } from './spec';

function find(line: string, paths: string[], matchers: string[] = []) {
  const parsed = matchers.map((pattern) => ProblemMatcher.parse({ pattern }));
  const finder = new PlaceFinder(parsed, new RunFiles(paths, paths[0]!));
  return finder.find(line).map(({ start, end, file, line: at, column }) => {
    return [line.slice(start, end), `${file}:${at}${column === undefined ? '' : `:${column}`}`];
  });
}

describe('a line of output names places', () => {
  it.each([
    ['  File "/work/main.py", line 2, in half', 'main.py', 'main.py", line 2', 'main.py:2'],
    ['/work/main.js:2', 'main.js', 'main.js:2', 'main.js:2'],
    ['    at half (file:///work/lib/a.js:12:5)', 'lib/a.js', 'lib/a.js:12:5', 'lib/a.js:12:5'],
    ['    at Object.<anonymous> (/work/main.js:5:1)', 'main.js', 'main.js:5:1', 'main.js:5:1'],
    ['#0 /work/main.php(7): half(0)', 'main.php', 'main.php(7', 'main.php:7'],
    ['died at main.pl line 4.', 'main.pl', 'main.pl line 4', 'main.pl:4'],
    ['./lib/greeter.c:3:10: error: no', 'lib/greeter.c', 'lib/greeter.c:3:10', 'lib/greeter.c:3:10'],
    ["main.rb:2:in 'Integer#/': divided by 0", 'main.rb', 'main.rb:2', 'main.rb:2'],
    ['\tmain.lua:2: in function <main.lua:1>', 'main.lua', 'main.lua:2', 'main.lua:2'],
  ])('%s', (line, path, text, place) => {
    expect(find(line, [path, 'other.x'])[0]).toEqual([text, place]);
  });

  it('several, from left to right', () => {
    expect(find('main.lua:2: in function <main.lua:1>', ['main.lua'])).toEqual([
      ['main.lua:2', 'main.lua:2'],
      ['main.lua:1', 'main.lua:1'],
    ]);
  });

  it('by its language’s matchers: without a file in the entry, and without its folder where one file has that name', () => {
    const sql = '^Error near line (?<line>\\d+): (?<message>.*)$';
    expect(find('Error near line 3: no such table', ['main.sql'], [sql])).toEqual([['3', 'main.sql:3']]);
    const java = '^\\s+at [^(]+\\((?<file>[^():]+\\.java):(?<line>\\d+)\\)$';
    const trace = '\tat demo.Greeter.greet(Greeter.java:5)';
    expect(find(trace, ['Main.java', 'demo/Greeter.java'], [java])).toEqual([
      ['Greeter.java:5', 'demo/Greeter.java:5'],
    ]);
    expect(find(trace, ['a/Greeter.java', 'b/Greeter.java'], [java])).toEqual([]);
  });

  it('of the run’s own files only, and of whole names', () => {
    const paths = ['main.py', 'lib/a.py'];
    for (const line of [
      'File "/usr/lib/main.py", line 3',
      'domain.py:3',
      'my-main.py:3',
      'a.pyc:3',
      'main.py says 3',
      'main.py:x',
      `main.py:${'9'.repeat(30)}`,
      `main.py:3${' '.repeat(1000)}`,
    ]) {
      expect(find(line, paths), line).toEqual([]);
    }
    expect(find('a (b)+.x:3', ['a (b)+.x'])).toEqual([['a (b)+.x:3', 'a (b)+.x:3']]);
  });
});
