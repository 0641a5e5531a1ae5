/** Errors in code without boilerplate, as real compilers and runtimes report them: on the person's own lines. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runToEnd } from '../sandbox/provider-suite';
import { openTestEngine, type TestEngine } from '../testing/test-engine';

let open: TestEngine;
beforeAll(async () => {
  open = await openTestEngine({ config: { warmSandboxes: 0 } });
});
afterAll(() => open?.[Symbol.asyncDispose]());

interface Wrong {
  spec: string;
  file: string;
  code: string;
  /** As printed: a line of the whole program. */
  stderr: RegExp;
  problem: { line: number; column?: number; message: RegExp };
}

const wrongs: Wrong[] = [
  {
    spec: 'java',
    file: 'Main.java',
    code: 'int one = 1;\nimport java.time.LocalDate;\nint two = "2";\n',
    stderr: /Main\.java:14: error: incompatible types/,
    problem: { line: 3, message: /^incompatible types/ },
  },
  {
    spec: 'java',
    file: 'Other.java',
    code: 'int[] numbers = new int[3];\nnumbers[3] = 1;\n',
    stderr: /Other\.main\(Other\.java:14\)/,
    problem: { line: 2, message: /Index 3 out of bounds/ },
  },
  {
    spec: 'c',
    file: 'main.c',
    code: '#include <time.h>\nint one = 1;\nreturn nothing;\n',
    stderr: /main\.c:\d\d:8: error:/,
    problem: { line: 3, column: 8, message: /undeclared/ },
  },
  {
    spec: 'go',
    file: 'main.go',
    code: 'var numbers []int\nfmt.Println("so far")\nnumbers[0] = 1\n',
    stderr: /index out of range/,
    problem: { line: 3, message: /^panic: / },
  },
  {
    spec: 'rust',
    file: 'main.rs',
    code: 'use std::fmt;\nlet answer: i32 = "42";\n',
    stderr: /main\.rs:4:19/,
    problem: { line: 2, column: 19, message: /^mismatched types/ },
  },
  {
    spec: 'haskell',
    file: 'Main.hs',
    code: 'import Data.List\n  ( sort )\nprint (sort [2, 1 :: Int])\nputStrLn (1 :: Int)\n',
    stderr: /Main\.hs:6:/,
    problem: { line: 4, column: 11, message: /Couldn't match/ },
  },
  {
    spec: 'php',
    file: 'main.php',
    code: 'echo "so far\\n";\nintdiv(1, 0);\n',
    stderr: /main\.php:3/,
    problem: { line: 2, message: /Division by zero/ },
  },
];

test.each(wrongs)('$spec, $file: $problem.message', async ({ spec, file, code, stderr: printed, problem }) => {
  const files = [{ path: file, content: code }];
  const { stderr, events } = await runToEnd(open.engine.runs, '', { spec, files, inline: true });
  expect(stderr).toMatch(printed);
  const items = events.flatMap((event) => (event.type === 'diagnostics' ? event.items : []));
  const { message, ...place } = problem;
  const first = items.find(({ severity }) => severity === 'error');
  expect(first).toMatchObject({ file, ...place, message: expect.stringMatching(message) });
});
