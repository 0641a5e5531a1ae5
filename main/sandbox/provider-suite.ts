/** What every sandbox provider must do, as tests: the same programs over each of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunEvent, type RunMetrics, type RunOutcome, RunRequest, type RunRequestInput } from '../../contract';
import type { SandboxManager } from './sandbox-manager';

const MIB = 1024 * 1024;

export interface RunRecord {
  events: RunEvent[];
  stdout: string;
  stderr: string;
  outcome: RunOutcome;
  metrics: RunMetrics;
}

export type RunInput = Partial<RunRequestInput>;

export interface RunControls {
  signal?: AbortSignal;
  onEvent?: (event: RunEvent) => void | Promise<void>;
}

/** Runs a Python program, or what the request says instead, to its end. */
export async function runToEnd(
  runs: SandboxManager,
  code: string,
  request: RunInput = {},
  { signal = new AbortController().signal, onEvent }: RunControls = {},
): Promise<RunRecord> {
  const events: RunEvent[] = [];
  const text = { stdout: '', stderr: '' };
  const whole = RunRequest.parse({ spec: 'python', files: [{ path: 'main.py', content: code }], ...request });
  for await (const event of runs.run(whole, { signal })) {
    events.push(event);
    if (event.type === 'output') text[event.stream] += event.text;
    await onEvent?.(event);
    if (event.type === 'finished') return { events, ...text, outcome: event.outcome, metrics: event.metrics };
  }
  throw new Error('the run ended without saying how');
}

/** @param open gives a manager over the provider, which disposes of all that it opened */
export function describeProvider(name: string, open: () => Promise<{ runs: SandboxManager } & AsyncDisposable>): void {
  describe(name, () => {
    let engine: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      engine = await open();
    });
    afterAll(() => engine?.[Symbol.asyncDispose]());
    const run = (code: string, request?: RunInput, controls?: RunControls) =>
      runToEnd(engine.runs, code, request, controls);

    test('prints to both streams, in phases, and says what it cost', async () => {
      const { events, stdout, stderr, outcome, metrics } = await run(
        'import sys\nprint("out")\nprint("err", file=sys.stderr)',
      );
      expect({ stdout, stderr, outcome }).toEqual({
        stdout: 'out\n',
        stderr: 'err\n',
        outcome: { type: 'exited', code: 0 },
      });
      const types = events.map(({ type }) => type).filter((type) => type !== 'preparing');
      expect(types.filter((type, i) => type !== types[i - 1])).toEqual(['started', 'phase', 'output', 'finished']);
      expect(metrics.firstOutputMs).toBeGreaterThan(0);
      expect(metrics.runMs).toBeGreaterThan(0);
      expect(metrics.cpuMs).toBeGreaterThan(0);
      expect(metrics.peakMemoryBytes).toBeGreaterThan(MIB);
      expect(metrics.compileMs).toBeNull();
      expect(metrics.outputBytes).toBe(8);
    });

    test('ends with the exit code of the program', async () => {
      expect((await run('import sys; sys.exit(3)')).outcome).toEqual({ type: 'exited', code: 3 });
    });

    test('an uncaught error is on stderr, with the line', async () => {
      const { stderr, outcome } = await run('\n\nraise ValueError("oh")');
      expect(stderr).toMatch(/line 3[\s\S]*ValueError: oh/);
      expect(outcome).toEqual({ type: 'exited', code: 1 });
    });

    test('output arrives while the program runs', async () => {
      const code = 'print("one")\nname = input()\nprint("two", name)';
      const { stdout } = await run(code, { stdin: 'interactive' }, { onEvent: answer(engine, 'one\n', 'Ada\n') });
      expect(stdout).toBe('one\ntwo Ada\n');
    });

    test('an interactive stdin can be closed', async () => {
      const code = 'import sys\nprint("ready")\nprint(len(sys.stdin.read()))';
      const onEvent = answer(engine, 'ready\n', 'äö', { close: true });
      expect((await run(code, { stdin: 'interactive' }, { onEvent })).stdout).toBe('ready\n2\n');
    });

    test('a given stdin is all of it, to the byte', async () => {
      const text = `${'line ü\n'.repeat(50_000)}end`;
      const code = 'import sys\ndata = sys.stdin.read()\nprint(len(data), data[-3:])';
      expect((await run(code, { stdin: { text } })).stdout).toBe(`${text.length} end\n`);
      expect((await run('import sys\nprint(repr(sys.stdin.read()))')).stdout).toBe("''\n");
    });

    test('bytes that are no text go in and come out as they are', async () => {
      const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * at) % 256));
      const code = 'import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())';
      const { events } = await run(code, { stdin: { base64: bytes.toString('base64') }, binary: true });
      const printed = events.flatMap((event) => {
        if (event.type !== 'output') return [];
        return [event.base64 === undefined ? Buffer.from(event.text) : Buffer.from(event.base64, 'base64')];
      });
      expect(Buffer.concat(printed).equals(bytes)).toBe(true);
    });

    test('arguments and environment arrive as they are', async () => {
      const args = ['', 'a b', "it's", '"$HOME"', '*', '-x', 'ü\n😀', '{entry}'];
      const env = { GREETING: "it's $HOME\n" };
      const code = 'import sys, os, json\nprint(json.dumps([sys.argv[1:], os.environ["GREETING"]]))';
      expect(JSON.parse((await run(code, { args, env })).stdout)).toEqual([args, env.GREETING]);
    });

    test('several files in folders import each other', async () => {
      const files = [
        { path: 'main.py', content: 'from lib.words import word\nprint(word, open("data/a b.txt").read())' },
        { path: 'lib/words.py', content: 'word = "hi"' },
        { path: 'data/a b.txt', content: "it's\\n" },
      ];
      expect((await run('', { files })).stdout).toBe("hi it's\\n\n");
    });

    test('a large source, and one with a NUL, arrive whole', async () => {
      const filler = `# ${"'x'".repeat(100_000)}\n`;
      const files = [
        { path: 'main.py', content: `${filler}print(len(open("main.py").read()), repr(open("nul").read()))` },
        { path: 'nul', content: 'a\0b' },
      ];
      const { stdout } = await run('', { files, stdin: { text: 'left alone' } });
      expect(stdout).toBe(`${files[0]?.content.length} 'a\\x00b'\n`);
      expect(
        (
          await run('print(input())', {
            files: [...files.slice(1), { path: 'main.py', content: `${filler}print(input())` }],
            stdin: { text: 'mine\n' },
          })
        ).stdout,
      ).toBe('mine\n');
    });

    test('stop ends an endless program and keeps what it printed', async () => {
      const abort = new AbortController();
      const onEvent = (event: RunEvent) => {
        if (event.type === 'output') abort.abort();
      };
      const { stdout, outcome } = await run(
        'print("begun\\n", end="")\nwhile True: pass',
        {},
        { signal: abort.signal, onEvent },
      );
      expect({ stdout, outcome }).toEqual({ stdout: 'begun\n', outcome: { type: 'stopped', by: 'user' } });
    });

    test('a program that ignores SIGTERM is stopped as well', async () => {
      const abort = new AbortController();
      const code =
        'import signal, time\nfor s in (15, 2, 1): signal.signal(s, signal.SIG_IGN)\nprint("begun\\n", end="")\ntime.sleep(60)';
      const { outcome } = await run(
        code,
        {},
        { signal: abort.signal, onEvent: (event) => void (event.type === 'output' && abort.abort()) },
      );
      expect(outcome).toEqual({ type: 'stopped', by: 'user' });
    });

    test('the time limit ends a program and keeps what it printed', async () => {
      const { stdout, outcome } = await run('print("begun\\n", end="")\nwhile True: pass', {
        limits: { runTimeoutMs: 1500 },
      });
      expect({ stdout, outcome }).toEqual({
        stdout: 'begun\n',
        outcome: { type: 'timedOut', phase: 'run', limitMs: 1500 },
      });
    });

    test('the memory limit ends a program and keeps what it printed', async () => {
      const code = 'print("begun\\n", end="")\nhog = []\nwhile True: hog.append(bytearray(4_000_000))';
      const { stdout, outcome } = await run(code, { limits: { memoryBytes: 128 * MIB } });
      expect({ stdout, outcome }).toEqual({
        stdout: 'begun\n',
        outcome: { type: 'outOfMemory', limitBytes: 128 * MIB },
      });
    });

    test('the output limit ends a program, keeps what is below it and says what was dropped', async () => {
      const code = 'import sys\nwhile True: sys.stdout.write("x" * 1000)';
      const { stdout, outcome, events, metrics } = await run(code, { limits: { outputBytes: 100_000 } });
      expect(outcome).toEqual({ type: 'outputLimit', limitBytes: 100_000 });
      expect(stdout).toBe('x'.repeat(100_000));
      expect(metrics.outputBytes).toBe(100_000);
      expect(events.find(({ type }) => type === 'truncated')).toMatchObject({
        stream: 'stdout',
        droppedBytes: expect.any(Number),
      });
    });

    test('the first cause wins', async () => {
      const abort = new AbortController();
      const code = 'import sys\nsys.stdout.write("x" * 5000)\nsys.stdout.flush()\nwhile True: pass';
      const { outcome } = await run(
        code,
        { limits: { outputBytes: 2048, runTimeoutMs: 10_000 } },
        { signal: abort.signal, onEvent: (event) => void (event.type === 'truncated' && abort.abort()) },
      );
      expect(outcome).toEqual({ type: 'outputLimit', limitBytes: 2048 });
    });

    test('1 GB printed ends at the limit', async () => {
      const code = 'import sys\nblock = "x" * 1_000_000\nfor _ in range(1000): sys.stdout.write(block)';
      const { outcome, stdout } = await run(code, { limits: { outputBytes: 20 * MIB } });
      expect(outcome).toEqual({ type: 'outputLimit', limitBytes: 20 * MIB });
      expect(stdout.length).toBe(20 * MIB);
    });

    test('a consumer that stops reading stops the program', async () => {
      const code = 'import sys, time\nfor i in range(4000): sys.stdout.write("x" * 10_000)\nprint("end")';
      let reads = 0;
      const { stdout, outcome } = await run(
        code,
        { limits: { outputBytes: 100 * MIB } },
        {
          onEvent: async (event) => {
            if (event.type !== 'output' || ++reads !== 1) return;
            const before = process.memoryUsage().rss;
            await new Promise((resolve) => setTimeout(resolve, 500));
            expect(process.memoryUsage().rss - before).toBeLessThan(20 * MIB);
          },
        },
      );
      expect(outcome).toEqual({ type: 'exited', code: 0 });
      expect(stdout.length).toBe(40_000_004);
    });

    test('what is no UTF-8 is shown as such', async () => {
      const code = 'import sys\nsys.stdout.buffer.write(b"a\\xff\\xfe\\xe2\\x82b\\xe2\\x82")';
      expect((await run(code)).stdout).toBe('a\ufffd\ufffd\ufffdb\ufffd');
    });

    test('a program that closes its stdout goes on to its end', async () => {
      const code =
        'import os, sys\nprint("out", flush=True)\nos.close(1)\nsys.stderr.write("still here")\nsys.stderr.flush()\nos._exit(4)';
      const { stdout, stderr, outcome } = await run(code);
      expect({ stdout, stderr, outcome }).toEqual({
        stdout: 'out\n',
        stderr: 'still here',
        outcome: { type: 'exited', code: 4 },
      });
    });

    test('leaving the loop ends the program silently', async () => {
      const request = RunRequest.parse({
        spec: 'python',
        files: [{ path: 'main.py', content: 'while True: print("x")' }],
      });
      for await (const event of engine.runs.run(request, { signal: new AbortController().signal })) {
        if (event.type === 'output') break;
      }
      await expect.poll(() => engine.runs.active).toBe(0);
    });

    test('twenty at once do not mix', async () => {
      const runs = Array.from({ length: 20 }, (_, i) => run(`for _ in range(50): print(${i})`, { priority: 'batch' }));
      for (const [i, { stdout }] of (await Promise.all(runs)).entries()) expect(stdout).toBe(`${i}\n`.repeat(50));
    });
  });
}

/** Replies to a prompt, once the run's id is known. */
function answer(
  engine: { runs: SandboxManager },
  prompt: string,
  reply: string,
  { close = false } = {},
): NonNullable<RunControls['onEvent']> {
  let runId = '';
  let printed = '';
  return async (event) => {
    if (event.type === 'started') runId = event.runId;
    if (event.type !== 'output') return;
    printed += event.text;
    if (printed !== prompt) return;
    await engine.runs.write(runId, reply);
    if (close) engine.runs.closeStdin(runId);
  };
}
