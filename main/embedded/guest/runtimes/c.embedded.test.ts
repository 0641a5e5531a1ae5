import { access, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedRuns, openEmbedded } from '../../../testing/embedded-runs';

/** A folder whose `node_modules` has the package, which is not installed with the others: 27 MB to download. */
const packages = process.env.RUNYARD_TEST_PACKAGES ?? 'node_modules/..';
const hasClang = await access(join(packages, 'node_modules/@yowasp/clang')).then(
  () => true,
  () => false,
);

describe.skipIf(!hasClang)('C by clang', () => {
  let dataDir: string;
  let runs: EmbeddedRuns;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'runyard-c-'));
    await mkdir(join(dataDir, 'embedded/packages'), { recursive: true });
    await symlink(join(packages, 'node_modules'), join(dataDir, 'embedded/packages/node_modules'));
    runs = await openEmbedded({ dataDir });
  });
  afterAll(async () => {
    await runs?.[Symbol.asyncDispose]();
    await rm(dataDir, { recursive: true, force: true });
  });

  const MIB = 1024 * 1024;
  const exited = (code: number) => ({ type: 'exited', code });
  const run = (program: string | Record<string, string>, request = {}) => runs.run('c', program, request);
  const main = (body: string) =>
    `#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <unistd.h>\nint main(int argc, char **argv) { ${body} }`;

  test('arguments, environment, stdin and the exit code', async () => {
    const code = main(
      'char line[64]; printf("%d %s %s\\n", argc, argv[1], getenv("GREETING")); while (fgets(line, 64, stdin)) printf("> %s", line); return 3;',
    );
    const { stdout, stderr, outcome } = await run(code, {
      args: ['ä b'],
      env: { GREETING: 'hé' },
      stdin: { text: 'one\ntwo ü\n' },
    });
    expect({ stdout, stderr, outcome }).toEqual({
      stdout: '2 ä b hé\n> one\n> two ü\n',
      stderr: '',
      outcome: exited(3),
    });
  });

  test('several sources and a header in a folder make one program', async () => {
    const { stdout, outcome } = await run({
      'main.c': '#include "lib/greet.h"\n#include <math.h>\nint main(void) { greet("world", sqrt(16)); }',
      'lib/greet.h': 'void greet(const char *name, double times);',
      'lib/greet.c':
        '#include "greet.h"\n#include <stdio.h>\nvoid greet(const char *n, double t) { printf("%s %.1f\\n", n, t); }',
    });
    expect({ stdout, outcome }).toEqual({ stdout: 'world 4.0\n', outcome: exited(0) });
  });

  test('an error has its file, line and column, and a warning does not stop', async () => {
    const { stderr, outcome } = await run('int main(void) {\n  return answer;\n}');
    expect(stderr).toMatch(/^main\.c:2:10: error: use of undeclared identifier 'answer'\n/);
    expect(outcome.type).toBe('compileFailed');
    const warned = await run('int main(void) {\n  int unused;\n  return 0;\n}');
    expect(warned.stderr).toMatch(/^main\.c:2:7: warning: unused variable/);
    expect(warned.outcome).toEqual(exited(0));
  });

  test('a function that is nowhere is an error of the linker', async () => {
    const { stderr, outcome } = await run('void missing(void); int main(void) { missing(); }');
    expect(stderr).toContain('undefined symbol: missing');
    expect(outcome.type).toBe('compileFailed');
  });

  test.each([
    ['abort', 'abort();', 'SIGABRT', 'Aborted\n'],
    [
      'a wild pointer',
      'volatile int *p = (int *)0x7ffffff0; return *p;',
      'SIGSEGV',
      'Segmentation fault: memory access out of bounds\n',
    ],
  ])('%s', async (_name, body, signal, expected) => {
    const { stderr, outcome } = await run(main(body));
    expect({ stderr, outcome }).toEqual({ stderr: expected, outcome: { type: 'signaled', signal } });
  });

  test('recursion without end is a segmentation fault', async () => {
    const { stderr, outcome } = await run(
      'int deep(int n) { volatile char room[64]; room[0] = n; return deep(n + 1) + room[0]; }\nint main(void) { return deep(0); }',
    );
    expect(stderr).toContain('Segmentation fault');
    expect(outcome).toEqual({ type: 'signaled', signal: 'SIGSEGV' });
  });

  test('files are in memory, in /work and /tmp', async () => {
    const { stdout } = await run(
      main(`
      char text[8] = {0}; FILE *f = fopen("x.txt", "w"); fputs("hello", f); fclose(f);
      f = fopen("/work/x.txt", "r"); fread(text, 1, 7, f); fclose(f);
      f = fopen("/tmp/y", "w"); printf("%s %d %d", text, f != NULL, fopen("/etc/passwd", "r") == NULL);`),
    );
    expect(stdout).toBe('hello 1 1');
  });

  test('memory ends at its limit, and the program is known by it', async () => {
    const { stderr, outcome } = await run(
      `#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\nchar *kept[4096];\nint main(void) { for (int i = 0; i < 4096; i++) { if (!(kept[i] = malloc(1 << 20))) { perror("malloc"); return 1; } memset(kept[i], 1, 1 << 20); } printf("%d", kept[9][9]); }`,
      { limits: { memoryBytes: 256 * MIB } },
    );
    expect(stderr).toBe('malloc: Out of memory\n');
    expect(outcome.type).toBe('outOfMemory');
  });

  test('lines come at once while the program computes on', async () => {
    const controller = new AbortController();
    const { stdout } = await runs.run(
      'c',
      main('printf("one\\n"); printf("two\\n"); for (volatile int i = 0;; i++); '),
      {},
      {
        signal: controller.signal,
        onEvent: (event) => void (event.type === 'output' && event.text.includes('two') && controller.abort()),
      },
    );
    expect(stdout).toBe('one\ntwo\n');
  });
});
