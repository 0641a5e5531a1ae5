/** The languages' examples as tests of an engine: what each prints and how it ends, and that nothing is held back. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Spec, type SpecExample } from '../../contract';
import { runToEnd } from '../sandbox/provider-suite';
import type { SandboxManager } from '../sandbox/sandbox-manager';

export function readSpecs(): Spec[] {
  return readdirSync('specs').map((file) => Spec.parse(parse(readFileSync(`specs/${file}`, 'utf8'))));
}

type OpenEngine = AsyncDisposable & { engine: { runs: SandboxManager } };

export function describeExamples(specs: readonly Spec[], openEngine: () => Promise<OpenEngine>): void {
  let open: OpenEngine;
  beforeAll(async () => {
    open = await openEngine();
  });
  afterAll(() => open?.[Symbol.asyncDispose]());

  describe.each(specs.map((spec) => ({ title: spec.title, spec })))('$title', ({ spec }) => {
    test.each(spec.examples.map((example) => ({ id: example.id, example })))('$id', async ({ example }) => {
      const { stdin, expect: expected } = example;
      const { stdout, stderr, outcome, events } = await runToEnd(open.engine.runs, '', {
        ...requestOf(spec, example),
        stdin: { text: stdin },
      });
      if (expected.stdout !== undefined) expect(stdout).toBe(expected.stdout);
      if (expected.stderr !== undefined) expect(stderr).toMatch(new RegExp(expected.stderr));
      else expect(stderr).toBe('');
      if (expected.problem) {
        const items = events.flatMap((event) => (event.type === 'diagnostics' ? event.items : []));
        const { message, ...place } = expected.problem;
        expect(items[0]).toMatchObject({ ...place, severity: 'error', message: expect.stringMatching(message) });
      }
      if (expected.failsIn === 'compile') {
        expect(outcome.type).toBe('compileFailed');
        expect(events.filter(({ type }) => type === 'phase')).toEqual([{ type: 'phase', phase: 'compile' }]);
      } else expect(exitCodeOf(outcome)).not.toBeNull();
      if (expected.exitCode === 'nonzero') expect(exitCodeOf(outcome)).not.toBe(0);
      else expect(exitCodeOf(outcome)).toBe(expected.exitCode);
    });

    const { inline } = spec;
    if (inline?.example !== undefined) {
      test('hello, without boilerplate', async () => {
        const files = [{ path: spec.file, content: inline.example ?? '' }];
        const { stdout, stderr, outcome } = await runToEnd(open.engine.runs, '', {
          spec: spec.id,
          files,
          inline: true,
        });
        expect({ stdout, stderr }).toEqual({ stdout: 'Hello, world!\n', stderr: '' });
        expect(outcome).toEqual({ type: 'exited', code: 0 });
      });
    }

    // SQLite's import reads all of its input before the next statement.
    if (spec.id === 'sqlite') return;
    test('a line is printed while the program waits for the next', async () => {
      const echo = spec.examples.find(({ id }) => id === 'echo')!;
      const { runs } = open.engine;
      let runId = '';
      let sent = '';
      let printed = '';
      const send = async (text: string) => {
        sent += text;
        await runs.write(runId, text);
      };
      const { outcome } = await runToEnd(
        runs,
        '',
        { ...requestOf(spec, echo), stdin: 'interactive' },
        {
          onEvent: async (event) => {
            if (event.type === 'started') runId = event.runId;
            if (event.type === 'phase' && event.phase === 'run') await send('one\n');
            if (event.type !== 'output' || event.stream !== 'stdout') return;
            printed += event.text;
            if (printed === 'one\n' && sent === 'one\n') await send('two\n');
            else if (printed === 'one\ntwo\n') runs.closeStdin(runId);
          },
        },
      );
      expect({ printed, outcome }).toEqual({ printed: 'one\ntwo\n', outcome: { type: 'exited', code: 0 } });
    });
  });
}

/** The entry file is the spec's own in every example. */
const requestOf = (spec: Spec, { files, args }: SpecExample) => ({ spec: spec.id, files, args });

/** As a shell gives it: 134 for an abort. */
function exitCodeOf(outcome: Awaited<ReturnType<typeof runToEnd>>['outcome']): number | null {
  if (outcome.type === 'exited' || outcome.type === 'compileFailed') return outcome.code;
  return outcome.type === 'signaled' ? 128 : null;
}
