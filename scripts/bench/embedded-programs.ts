/** The programs of the embedded bench, one of each kind a language. */

export interface LanguagePrograms {
  specId: string;
  /** Of a warm run's first output, in milliseconds; null where none was promised. */
  goalMs: number | null;
  /** Prints `1`. */
  hello: string;
  /** Prints `1` and never ends. */
  endless: string;
}

const ENDLESS_SCRIPT = 'console.log(1);\nfor (;;);\n';

export const languages: readonly LanguagePrograms[] = [
  { specId: 'python', goalMs: 60, hello: 'print(1)\n', endless: 'print(1)\nwhile True: pass\n' },
  { specId: 'javascript', goalMs: 45, hello: 'console.log(1);\n', endless: ENDLESS_SCRIPT },
  { specId: 'typescript', goalMs: null, hello: 'console.log(1 as number);\n', endless: ENDLESS_SCRIPT },
  { specId: 'lua', goalMs: 45, hello: 'print(1)\n', endless: 'print(1)\nwhile true do end\n' },
  {
    specId: 'sqlite',
    goalMs: 45,
    hello: 'SELECT 1;\n',
    endless: 'SELECT 1;\nWITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;\n',
  },
  { specId: 'ruby', goalMs: null, hello: 'puts 1\n', endless: 'puts 1\nloop {}\n' },
];

export const FLOOD_BYTES = 50_000_000;

/** Prints 50 MB in Python. */
export const FLOOD = `import sys
chunk = ('x' * 99 + '\\n') * 10_000
for _ in range(${FLOOD_BYTES / 1_000_000}):
    sys.stdout.write(chunk)
`;

/** Holds a processor for a moment and prints `1`. */
export const BUSY = 'sum(range(1_000_000))\nprint(1)\n';
