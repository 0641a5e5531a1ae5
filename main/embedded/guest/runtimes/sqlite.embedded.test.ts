import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedRuns, openEmbedded } from '../../../testing/embedded-runs';

let runs: EmbeddedRuns;
beforeAll(async () => {
  runs = await openEmbedded();
});
afterAll(() => runs?.[Symbol.asyncDispose]());

const exited = (code: number) => ({ type: 'exited', code });
const print = async (code: string) => {
  const { stdout, stderr, outcome } = await runs.run('sqlite', code);
  expect({ stderr, outcome }).toEqual({ stderr: '', outcome: exited(0) });
  return stdout;
};
const lines = (...all: string[]) => all.map((line) => `${line}\n`).join('');

describe('rows', () => {
  test('values are written as sqlite3 3.40 writes them', async () => {
    const code =
      "SELECT 1, 0.1, 1.0, 0.1 + 0.2, 1/3.0, 1e100, -0.0, NULL, 'ü', x'6162', 9223372036854775807, 1/0, 9e999;";
    expect(await print(code)).toBe('1|0.1|1.0|0.3|0.333333333333333|1.0e+100|0.0||ü|ab|9223372036854775807||Inf\n');
  });

  const table = 'SELECT 1 AS a, \'some "text"\' AS "b c", NULL AS n, 1.5 AS r, x\'00ff\' AS x';
  test.each([
    ['list', 'a|b c|n|r|x\n1|some "text"||1.5|\n'],
    ['csv', 'a,"b c",n,r,x\r\n1,"some ""text""",,1.5,""\r\n'],
    ['tabs', 'a\tb c\tn\tr\tx\n1\tsome "text"\t\t1.5\t\n'],
    ['quote', "'a','b c','n','r','x'\n1,'some \"text\"',NULL,1.5,X'00ff'\n"],
    ['insert t', 'INSERT INTO t(a,"b c",n,r,x) VALUES(1,\'some "text"\',NULL,1.5,X\'00ff\');\n'],
    ['json', '[{"a":1,"b c":"some \\"text\\"","n":null,"r":1.5,"x":"\\u0000�"}]\n'],
    ['line', '    a = 1\n  b c = some "text"\n    n = \n    r = 1.5\n    x = \n'],
    ['html', /^<TR><TH>a<\/TH>\n[\s\S]*<TD>some &quot;text&quot;<\/TD>\n/],
    ['tcl', '"a" "b c" "n" "r" "x"\n"1" "some \\"text\\"" "" "1.5" ""\n'],
    ['column', lines('a  b c          n  r    x', '-  -----------  -  ---  -', '1  some "text"     1.5   ')],
    [
      'table',
      lines(
        '+---+-------------+---+-----+---+',
        '| a |     b c     | n |  r  | x |',
        '+---+-------------+---+-----+---+',
        '| 1 | some "text" |   | 1.5 |   |',
        '+---+-------------+---+-----+---+',
      ),
    ],
    [
      'markdown',
      lines(
        '| a |     b c     | n |  r  | x |',
        '|---|-------------|---|-----|---|',
        '| 1 | some "text" |   | 1.5 |   |',
      ),
    ],
    ['off', ''],
  ])('mode %s', async (mode, expected) => {
    const stdout = await print(`.headers on\n.mode ${mode}\n${table};`);
    if (typeof expected === 'string') expect(stdout).toBe(expected);
    else expect(stdout).toMatch(expected);
  });

  test('values of several lines, widths, words too long and characters of several bytes keep their columns', async () => {
    const code = `.mode box\nSELECT 'a\nb' AS x, 'ünï' AS y UNION ALL SELECT 'c', 2;\n.mode column\n.width 5 -4\nSELECT 'abcdefg' AS a, 1 AS b;`;
    expect(await print(code)).toBe(
      lines(
        '┌───┬─────┐',
        '│ x │  y  │',
        '├───┼─────┤',
        '│ a │ ünï │',
        '│ b │     │',
        '├───┼─────┤',
        '│ c │ 2   │',
        '└───┴─────┘',
        'a         b',
        '-----  ----',
        'abcde     1',
        'fg         ',
      ),
    );
  });

  test('300,000 arrive', async () => {
    const code = 'WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT i FROM n;';
    const { stdout } = await runs.run('sqlite', code, { limits: { outputBytes: 4 * 1024 * 1024 } });
    expect(stdout.split('\n').slice(-3)).toEqual(['299999', '300000', '']);
  });

  test('what was written is seen while a statement still runs', async () => {
    const stop = new AbortController();
    const code =
      "SELECT 'begun';\nWITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;";
    const { stdout, stderr, outcome } = await runs.run(
      'sqlite',
      code,
      {},
      {
        signal: stop.signal,
        onEvent: (event) => {
          if (event.type === 'output') stop.abort();
        },
      },
    );
    expect(outcome).toEqual({ type: 'stopped', by: 'user' });
    expect({ stdout, stderr }).toEqual({ stdout: 'begun\n', stderr: 'Runtime error near line 2: interrupted (9)\n' });
  });
});

describe('errors', () => {
  test.each([
    ['SELECT 1;\n\nSELECT * FROM nowhere;\nSELECT 2;', '1\n', 'Parse error near line 3: no such table: nowhere\n'],
    [
      'SELECT\n  1,\n  nosuch;',
      '',
      'Parse error near line 1: no such column: nosuch\n  SELECT   1,   nosuch;\n                ^--- error here\n',
    ],
    [
      "SELECT 'the quick brown fox jumps over the lazy dog', nosuch, 'and more words beyond the end of the line';",
      '',
      /\n {2}CT 'the quick brown fox jumps over the lazy dog', nosuch, 'and more words beyo\n {38}error here ---\^\n$/,
    ],
    [
      'CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (1);',
      '',
      'Runtime error near line 2: UNIQUE constraint failed: t.a (19)\n',
    ],
    ['.bogus\nSELECT 1;', '', 'Error: unknown command or invalid arguments:  "bogus". Enter ".help" for help\n'],
    ['.read nowhere.sql', '', 'Error: cannot open "nowhere.sql"\n'],
    ["SELECT 'open", '', /^Parse error near line 1: unrecognized token: "'open"/],
  ])('the first one ends the script: %s', async (code, expectedOut, expectedErr) => {
    const { stdout, stderr, outcome } = await runs.run('sqlite', code);
    expect({ stdout, outcome }).toEqual({ stdout: expectedOut, outcome: exited(1) });
    if (typeof expectedErr === 'string') expect(stderr).toBe(expectedErr);
    else expect(stderr).toMatch(expectedErr);
  });

  test('with .bail off the script goes on, and fails in the end', async () => {
    const { stdout, stderr, outcome } = await runs.run('sqlite', '.bail off\nSELECT nope;\n.bogus\nSELECT 2;');
    expect({ stdout, outcome }).toEqual({ stdout: '2\n', outcome: exited(1) });
    expect(stderr.match(/error|Error/g)).toHaveLength(3);
  });

  test('.exit and .quit end it with their codes', async () => {
    expect((await runs.run('sqlite', '.exit 3\nSELECT 1;')).outcome).toEqual(exited(3));
    expect(await print('SELECT 1;\n.quit\nSELECT 2;')).toBe('1\n');
  });

  test('statements end where sqlite3 ends them', async () => {
    const code =
      "CREATE TABLE t (a);\nCREATE TRIGGER tr AFTER INSERT ON t BEGIN\n  SELECT 1;\n  INSERT INTO log VALUES (';');\nEND;\nCREATE TABLE log (b);\nINSERT INTO t VALUES (1); SELECT b /* ; */ FROM log; -- ;\nSELECT 'a;\n.print b';\nSELECT 3";
    expect(await print(code)).toBe(';\na;\n.print b\n3\n');
  });
});

describe('commands', () => {
  test('the schema is shown and the database is dumped', async () => {
    const code =
      "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);\nCREATE INDEX i ON t (b);\nCREATE VIEW v AS SELECT a FROM t;\nINSERT INTO t VALUES (1, 'it''s'), (2, 'two\nlines');\n.tables\n.indexes\n.schema v\n.dump t";
    expect(await print(code)).toBe(
      lines(
        't  v',
        'i',
        'CREATE VIEW v AS SELECT a FROM t',
        '/* v(a) */;',
        'PRAGMA foreign_keys=OFF;',
        'BEGIN TRANSACTION;',
        'CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);',
        "INSERT INTO t VALUES(1,'it''s');",
        "INSERT INTO t VALUES(2,replace('two\\nlines','\\n',char(10)));",
        'CREATE INDEX i ON t (b);',
        'COMMIT;',
      ),
    );
  });

  test('a file is read as a script, and another is imported', async () => {
    const { stdout, stderr } = await runs.run('sqlite', {
      'main.sql':
        '.read sql/schema.sql\n.import --csv data.csv people\nSELECT * FROM people ORDER BY rowid;\nSELECT x FROM t;',
      'sql/schema.sql': "CREATE TABLE t (x);\nINSERT INTO t VALUES ('read');",
      'data.csv': 'name,note\nAnn,"a ""b""\nc"\nBob\nCid,1,2\n',
    });
    expect(stdout).toBe('Ann|a "b"\nc\nBob|\nCid|1\nread\n');
    expect(stderr).toBe(
      'data.csv:4: expected 2 columns but found 1 - filling the rest with NULL\ndata.csv:5: expected 2 columns but found 3 - extras ignored\n',
    );
  });

  test('stdin is imported from /dev/stdin', async () => {
    const code =
      'CREATE TABLE input (line TEXT);\n.mode ascii\n.separator "\\037" "\\n"\n.import /dev/stdin input\n.mode list\nSELECT rowid, line FROM input;';
    const { stdout } = await runs.run('sqlite', code, { stdin: { text: 'one\ntwo ü' } });
    expect(stdout).toBe('1|one\n2|two ü\n');
  });

  test('output goes to a file and comes back', async () => {
    const code =
      '.mode csv\n.once out.csv\nSELECT 1 AS a, 2 AS b;\nSELECT 3;\n.import out.csv t\n.mode list\nSELECT "1", typeof("2") FROM t;\n.schema t';
    expect(await print(code)).toBe('3\r\nCREATE TABLE IF NOT EXISTS "t"(\n"1" TEXT, "2" TEXT);\n');
  });

  test('a database is saved and opened again, and its plan shown', async () => {
    const code =
      'CREATE TABLE t (a INTEGER PRIMARY KEY);\nINSERT INTO t VALUES (7);\n.save copy.db\n.open copy.db\nSELECT a FROM t;\nEXPLAIN QUERY PLAN SELECT * FROM t WHERE a = 1;';
    expect(await print(code)).toBe('7\nQUERY PLAN\n`--SEARCH t USING INTEGER PRIMARY KEY (rowid=?)\n');
  });

  test('words and switches of commands are read as sqlite3 reads them', async () => {
    const code = `.print a "b\\tc" 'd\\te' f\\040g\n.nullvalue -\n.separator "\\t|"\n.headers yes\nSELECT NULL AS x, 2 AS y;\n.headers maybe\n.mode`;
    const { stdout, stderr } = await runs.run('sqlite', code);
    expect(stdout).toBe('a b\tc d\\te f g\nx\t|y\n-\t|2\ncurrent output mode: list\n');
    expect(stderr).toBe('ERROR: Not a boolean value: "maybe". Assuming "no".\n');
  });
});

describe('limits', () => {
  test('what this build has not is an error of SQLite, and the person is told', async () => {
    const { stdout, events } = await runs.run(
      'sqlite',
      ".bail off\nSELECT readfile('/etc/passwd');\nSELECT * FROM generate_series(1, 2);\n.shell ls\n.import '|ls' t\n.load x",
    );
    expect(stdout).toBe('');
    expect(events.filter(({ type }) => type === 'unsupported')).toMatchObject([
      { feature: 'package', message: expect.stringContaining('readfile') },
      { feature: 'package', message: expect.stringContaining('generate_series') },
      { feature: 'subprocesses' },
      { feature: 'package' },
    ]);
  });

  test('no file of the machine is reached', async () => {
    const { stdout, stderr } = await runs.run(
      'sqlite',
      ".bail off\n.read /etc/passwd\n.import /etc/passwd t\nATTACH '/etc/passwd' AS p;\nSELECT count(*) FROM p.sqlite_schema;",
    );
    expect(stdout).not.toContain('root');
    expect(stderr).toContain('Error: cannot open "/etc/passwd"\nError: cannot open "/etc/passwd"\n');
  });

  test('too much memory ends the script', async () => {
    const code =
      'CREATE TABLE t (b);\nWITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) INSERT INTO t SELECT randomblob(100000) FROM n;';
    const { stderr, outcome } = await runs.run('sqlite', code, { limits: { memoryBytes: 96 * 1024 * 1024 } });
    expect(outcome.type).toBe('outOfMemory');
    expect(stderr).toContain('Runtime error near line 2: out of memory (7)\n');
  });

  test('nesting without end is an error', async () => {
    const deep = `SELECT ${'('.repeat(5000)}1${')'.repeat(5000)};`;
    expect((await runs.run('sqlite', deep)).stderr).toBe('Parse error near line 1: Recursion limit\n');
    const loop = await runs.run('sqlite', { 'main.sql': '.read main.sql' });
    expect(loop.stderr).toContain('Input nesting limit (25) reached');
    expect(loop.outcome).toEqual(exited(1));
  });
});
