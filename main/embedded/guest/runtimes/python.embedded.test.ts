/** Python in its guest process: what a program sees of CPython, of the process and of the wall around it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../contract';
import { type EmbeddedRuns, openEmbedded } from '../../../testing/embedded-runs';

const MIB = 2 ** 20;
let runs: EmbeddedRuns;

beforeAll(async () => {
  runs = await openEmbedded();
});
afterAll(() => runs?.[Symbol.asyncDispose]());

const exited = (code: number) => ({ type: 'exited', code });
const run = (program: string | Record<string, string>, ...rest: [object?, object?]) =>
  runs.run('python', program, ...rest);
const unsupported = (events: RunEvent[]) =>
  events.flatMap((event) => (event.type === 'unsupported' ? [event.feature] : []));

/** Stops the run when it has printed something. */
function stopAtOutput(): [object, object] {
  const abort = new AbortController();
  const onEvent = (event: RunEvent) => {
    if (event.type === 'output') abort.abort();
  };
  return [{}, { signal: abort.signal, onEvent }];
}

describe('a program', () => {
  test('is started as python3 starts it', async () => {
    const code = 'import os, sys\nprint(__name__, __file__, sys.argv, sys.path[0], os.getcwd(), sys.executable)';
    const { stdout } = await run(code, { args: ['a b', '', 'ü\n😀'] });
    expect(stdout).toBe("__main__ /work/main.py ['main.py', 'a b', '', 'ü\\n😀'] /work /work /usr/local/bin/python3\n");
  });

  test('has the environment of the job, and no other', async () => {
    const { stdout } = await run('import os\nprint(sorted(os.environ), os.environ["A"], os.getenv("HOME"))', {
      env: { A: "it's $B" },
    });
    expect(stdout).toMatch(/^\[(?!.*HOME)(?!.*PATH)(?!.*USER).*'A'.*\] it's \$B None\n$/);
  });

  test('imports its other files, reads and writes files', async () => {
    const main = [
      'import pkg.words, json, tempfile, pathlib',
      'print(pkg.words.word, json.load(open("data/x.json")))',
      'pathlib.Path("new.txt").write_text("ü"); print(open("/work/new.txt", "rb").read())',
      'with tempfile.TemporaryDirectory() as folder: print(folder.startswith("/tmp/"))',
    ].join('\n');
    const { stdout, stderr } = await run({
      'main.py': main,
      'pkg/words.py': 'word = "hi"',
      'data/x.json': '[1]',
    });
    expect({ stdout, stderr }).toEqual({ stdout: "hi [1]\nb'\\xc3\\xbc'\nTrue\n", stderr: '' });
  });

  test('imports its own file before a module of that name', async () => {
    const { stdout, stderr } = await run({
      'main.py': 'import random, json.more\nprint(random.mine, json.more.mine)\n1 / 0',
      'random.py': 'mine = 1',
      'json/more.py': 'mine = 2',
      'json/__init__.py': '',
    });
    expect(stdout).toBe('1 2\n');
    expect(stderr).toMatch(/^Traceback[\s\S]*ZeroDivisionError: division by zero\n$/);
  });

  test.each([
    ['import sys; sys.exit()', 0, ''],
    ['import sys; sys.exit(300)', 44, ''],
    ['import sys; sys.exit("no")', 1, 'no\n'],
    ['exit(5)', 5, ''],
    ['import os; print("lost"); os._exit(7)', 7, ''],
    ['raise KeyboardInterrupt', 130, expect.stringMatching(/^Traceback[\s\S]*\nKeyboardInterrupt\n$/)],
    ['import atexit\natexit.register(print, "bye")\n1/0', 1, expect.stringContaining('ZeroDivisionError')],
  ])('ends as it says: %s', async (code, exitCode, expected) => {
    const { stderr, outcome } = await run(code);
    expect({ stderr, outcome }).toEqual({ stderr: expected, outcome: exited(exitCode) });
  });

  test('runs what is to be run at its end', async () => {
    const code =
      'import atexit\natexit.register(print, "atexit")\nclass D:\n  def __del__(self): print("del")\nd = D()\nprint("end")';
    expect((await run(code)).stdout).toBe('end\natexit\ndel\n');
  });
});

describe('an error', () => {
  test('is shown as CPython shows it, with no frame of ours', async () => {
    const { stderr, outcome } = await run({
      'main.py': 'import lib\n\nlib.half(0)',
      'lib.py': 'def half(n):\n    return 10 / n\n',
    });
    expect(stderr).toBe(
      [
        'Traceback (most recent call last):',
        '  File "/work/main.py", line 3, in <module>',
        '    lib.half(0)',
        '    ~~~~~~~~^^^',
        '  File "/work/lib.py", line 2, in half',
        '    return 10 / n',
        '           ~~~^~~',
        'ZeroDivisionError: division by zero',
        '',
      ].join('\n'),
    );
    expect(outcome).toEqual(exited(1));
  });

  test('of syntax is shown with its place', async () => {
    const { stderr, outcome } = await run('x = 1\nif x\n  pass');
    expect(stderr).toBe('  File "/work/main.py", line 2\n    if x\n        ^\nSyntaxError: expected \':\'\n');
    expect(outcome).toEqual(exited(1));
  });

  test('of endless recursion can be caught', async () => {
    const { stdout } = await run('def f(n): return f(n + 1)\ntry: f(0)\nexcept RecursionError as error: print(error)');
    expect(stdout).toBe('maximum recursion depth exceeded\n');
  });

  test('of a stack that is used up ends the program', async () => {
    const { stderr, outcome } = await run(
      'import sys\nsys.setrecursionlimit(10**8)\nclass A:\n  def __getattr__(self, n): return getattr(self, n)\nA().x',
    );
    expect(stderr).toBe('Fatal Python error: stack overflow\n');
    expect(outcome).toEqual({ type: 'signaled', signal: 'SIGSEGV' });
  });

  test('is shown where the program has replaced every builtin', async () => {
    const code =
      'import builtins\nfor n in list(vars(builtins)):\n  if n[0] != "_" and n != "setattr": setattr(builtins, n, None)\n1 / 0';
    const { stderr } = await run(code);
    expect(stderr).toMatch(/^Traceback[\s\S]*line 4[\s\S]*ZeroDivisionError/);
    expect(stderr).not.toMatch(/hook|<string>/);
  });
});

describe('the standard streams', () => {
  test('give stdin as it comes, and its end again and again', async () => {
    const code =
      'import os, sys\nprint(input(), os.read(0, 3), sys.stdin.readline(), sys.stdin.read(), repr(sys.stdin.read()))\ninput()';
    const { stdout, stderr } = await run(code, { stdin: { text: 'one\nabc two\nthree' } });
    // What input() has read ahead is in Python's own buffer, as everywhere.
    expect(stdout).toBe("one b'' abc two\n three ''\n");
    expect(stderr).toContain('EOFError: EOF when reading a line');
  });

  test('are the real descriptors', async () => {
    const code =
      'import os, sys\nos.write(1, b"a\\n")\nos.dup2(2, 5); os.write(5, b"b\\n")\nos.close(1)\nprint("lost")';
    const { stdout, stderr, outcome } = await run(code);
    expect(stdout).toBe('a\n');
    expect(stderr).toMatch(/^b\nTraceback[\s\S]*OSError: \[Errno 8\] Bad file descriptor\n$/);
    expect(outcome).toEqual(exited(1));
  });

  test('take many short prints', async () => {
    const { stdout } = await run('for i in range(100_000): print(i)');
    expect(stdout).toBe(Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join(''));
  });
});

describe('a stop', () => {
  test.each([
    ['a loop', 'while True: pass'],
    ['a sleep', 'import time; time.sleep(60)'],
    ['asyncio', 'import asyncio; asyncio.run(asyncio.sleep(60))'],
  ])('interrupts %s, and lets the program clean up', async (_name, act) => {
    const { stdout, outcome } = await run(
      // The interrupt may come as soon as the first word is out.
      `try:\n  print("begun\\n", end="")\n  ${act}\nexcept KeyboardInterrupt: print("cleaned\\n", end="")`,
      ...stopAtOutput(),
    );
    expect({ stdout, outcome }).toEqual({ stdout: 'begun\ncleaned\n', outcome: { type: 'stopped', by: 'user' } });
  });
});

describe('the memory limit', () => {
  const limits = { memoryBytes: 128 * MIB };

  test('is a MemoryError that a program can catch', async () => {
    const code =
      'try: bytearray(10**9)\nexcept MemoryError: print("caught")\nprint(len(bytearray(40 * 2**20)))\nexit(2)';
    const { stdout, outcome } = await run(code, { limits });
    expect({ stdout, outcome }).toEqual({ stdout: 'caught\n41943040\n', outcome: exited(2) });
  });

  test('ends a program of many small objects', async () => {
    const { outcome } = await run('x = []\nwhile True: x.append({"a": len(x)})', { limits });
    expect(outcome).toEqual({ type: 'outOfMemory', limitBytes: 128 * MIB });
  });
});

describe('asyncio', () => {
  test('has tasks, queues, timeouts and signal handlers', async () => {
    const code = `
import asyncio, signal
async def work(n, queue):
    await asyncio.sleep(0.02 * n)
    await queue.put(n)
    return n
async def main():
    queue = asyncio.Queue()
    print(await asyncio.gather(*(work(n, queue) for n in (2, 1))), await queue.get())
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 0.05)
    except TimeoutError:
        print("timeout")
    loop = asyncio.get_running_loop()
    event = asyncio.Event()
    loop.add_signal_handler(signal.SIGINT, event.set)
    signal.raise_signal(signal.SIGINT)
    await event.wait()
    print(loop.remove_signal_handler(signal.SIGINT))
    try:
        await loop.run_in_executor(None, print)
    except RuntimeError as error:
        print(error)
asyncio.run(main())
`;
    const { stdout, stderr, events } = await run(code);
    expect({ stdout, stderr }).toEqual({ stdout: "[2, 1] 1\ntimeout\nTrue\ncan't start new thread\n", stderr: '' });
    expect(unsupported(events)).toEqual(['threads']);
  });
});

describe('what there is not', () => {
  test.each([
    ['threads', 'import threading; threading.Thread(target=print).start()', "RuntimeError: can't start new thread"],
    ['subprocesses', 'import subprocess; subprocess.run(["ls"])', 'OSError: [Errno 138]'],
    ['subprocesses', 'import os; os.fork()', 'OSError: [Errno 52]'],
    ['sockets', 'import socket; socket.socket()', 'OSError: [Errno 138] Not supported'],
    ['sockets', 'import socket; socket.getaddrinfo("example.com", 80)', 'gaierror'],
    ['package', 'import numpy.linalg', "ModuleNotFoundError: No module named 'numpy'"],
  ])('%s are refused in the language, and said: %s', async (feature, code, message) => {
    const { stderr, outcome, events } = await run(code);
    expect(stderr).toContain(message);
    expect(outcome).toEqual(exited(1));
    expect(unsupported(events)).toEqual([feature]);
  });

  test("a module of the program's own that lacks is no package", async () => {
    const { events } = await run({ 'main.py': 'import lib.nothing', 'lib/__init__.py': '' });
    expect(unsupported(events)).toEqual([]);
  });
});

describe('the wall', () => {
  test('leaves no bridge to JavaScript in Python', async () => {
    const code = `
import gc, importlib, sys
for name in ("js", "pyodide_js", "_pyodide_core", "pyodide", "_pyodide", "pyodide.ffi", "pyodide.code", "_pyodide._base"):
    try:
        importlib.import_module(name)
        print("imported", name)
    except ModuleNotFoundError:
        pass
print([name for name in (*sys.modules, *sys.builtin_module_names) if "pyodide" in name])
print([kind for kind in {type(o).__name__ for o in gc.get_objects()} if "Js" in kind or "Proxy" in kind and kind != "MappingProxyType"])
`;
    const { stdout } = await run(code);
    expect(stdout).toBe('[]\n[]\n');
  });

  test('lets ctypes call nothing', async () => {
    const code = `
import ctypes
print(ctypes.sizeof(ctypes.c_int64))
try:
    ctypes.string_at(100_000, 5)
except RuntimeError as error:
    print(error)
print(ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 1) is not None)
`;
    const { stdout } = await run(code);
    expect(stdout).toBe('8\nctypes cannot call functions here\nTrue\n');
  });

  test('holds where the program writes into all of the memory', async () => {
    const code = 'import ctypes\nprint("begun")\nfor at in range(0, 2**25, 4096): ctypes.memset(at, 1, 4096)';
    const { stdout, outcome } = await run(code);
    expect(stdout).toBe('begun\n');
    expect(outcome).not.toEqual(exited(0));
  });

  test('gives true randomness after the snapshot', async () => {
    const code =
      'import os, random, uuid\nprint(os.urandom(8), random.random(), uuid.uuid4(), open("/dev/urandom", "rb").read(8))';
    const both = await Promise.all([run(code), run(code)]);
    const [first, second] = both.map(({ stdout }) => stdout.split(' '));
    expect(first).toHaveLength(4);
    for (const [i, value] of (first ?? []).entries()) expect(value).not.toBe(second?.[i]);
  });
});
