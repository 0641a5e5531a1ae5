import { expect, it } from 'vitest';
import type { ClientRun } from '../../../client/client';
import { type RunEvent, type RunOutcome, type RunRequestInput, Spec } from '../../../contract';
import { findWords } from '../../words/words';
import { chooseFormatter } from './choose-formatter';
import { formatInSandbox } from './sandbox-formatter';

const spec = Spec.parse({
  id: 'rust',
  title: 'Rust',
  file: 'main.rs',
  image: 'rust',
  run: ['./.out'],
  format: { command: ['rustfmt', '--edition', '2021'] },
});

const metrics = {
  queuedMs: 0,
  startupMs: 0,
  firstOutputMs: null,
  compileMs: null,
  runMs: 10_000,
  cpuMs: null,
  peakMemoryBytes: null,
  outputBytes: 0,
};

async function format(outcome: RunOutcome, printed: { stdout?: string; stderr?: string } = {}) {
  const asked: RunRequestInput[] = [];
  async function* tell(): AsyncGenerator<RunEvent> {
    yield { type: 'output', stream: 'stdout', text: printed.stdout ?? '' };
    yield { type: 'output', stream: 'stderr', text: printed.stderr ?? '' };
    yield { type: 'finished', outcome, metrics };
  }
  const nothing = async (): Promise<void> => {};
  const run = (request: RunRequestInput): ClientRun => {
    asked.push(request);
    return Object.assign(tell(), { write: nothing, closeStdin: nothing, resize: nothing, stop: nothing });
  };
  const words = findWords('en');
  const command = ['rustfmt', '--edition', '2021'];
  const formatted = await formatInSandbox({ run }, { spec, command, path: 'main.rs', text: 'fn main(){}', words });
  return { formatted, asked };
}

it('takes what the command printed, if it ended well', async () => {
  const { formatted, asked } = await format({ type: 'exited', code: 0 }, { stdout: 'fn main() {}\n' });
  expect(formatted).toEqual({ kind: 'formatted', text: 'fn main() {}\n' });
  expect(asked).toMatchObject([{ purpose: 'format', provider: 'docker', entry: 'main.rs' }]);
});

it('never takes half a text, nor none', async () => {
  const late = await format({ type: 'timedOut', phase: 'run', limitMs: 10_000 }, { stdout: 'fn' });
  expect(late.formatted).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/10 s/) });
  expect((await format({ type: 'exited', code: 0 })).formatted).toMatchObject({ kind: 'failed' });
});

it('says what is missing, and what to do, where the image has no such command', async () => {
  const { formatted } = await format({ type: 'exited', code: 127 }, { stderr: 'sh: 1: rustfmt: not found' });
  expect(formatted).toMatchObject({
    reason: expect.stringMatching(/^The image of Rust has no rustfmt\. Use an image/),
  });
});

it('reads what is wrong in the code, and where', async () => {
  const go = await format({ type: 'exited', code: 2 }, { stderr: "<standard input>:2:12: expected ')'\n" });
  expect(go.formatted).toEqual({ kind: 'refused', message: "expected ')'", at: { line: 2, column: 12 } });
  const stderr = 'error: expected one of `:`\n --> <stdin>:1:5\n';
  const rust = await format({ type: 'exited', code: 1 }, { stderr });
  expect(rust.formatted).toEqual({ kind: 'refused', message: 'expected one of `:`', at: { line: 1, column: 5 } });
});

it('chooses by the spec for files like the entry, and else by the name', () => {
  expect(chooseFormatter(spec, 'src/lib.rs')).toEqual(spec.format);
  expect(chooseFormatter(spec, 'data/a.JSON')).toEqual({ tool: 'prettier', parser: 'json' });
  expect(chooseFormatter(spec, 'README.md')).toEqual({ tool: 'prettier', parser: 'markdown' });
  expect(chooseFormatter(spec, 'notes.constructor')).toBeNull();
  expect(chooseFormatter(spec, 'Makefile')).toBeNull();
  expect(chooseFormatter(null, 'main.rs')).toBeNull();
});
