/** What every sandbox provider that has terminals must do in one, as tests. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunInput } from './provider-suite';
import type { SandboxManager } from './sandbox-manager';
import { TerminalSession } from './terminal-session';

const MIB = 1024 * 1024;
const SIZES =
  'import os, signal, sys\nsignal.signal(signal.SIGWINCH, lambda *_: print("resized", os.get_terminal_size()))\nprint(sys.stdin.isatty(), sys.stdout.isatty(), sys.stderr.isatty(), os.get_terminal_size(), os.environ["TERM"])\nfor line in sys.stdin: print("read", repr(line), os.get_terminal_size().columns)';

/** @param open gives a manager over the provider, which disposes of all that it opened */
export function describeTerminal(name: string, open: () => Promise<{ runs: SandboxManager } & AsyncDisposable>): void {
  describe(name, () => {
    let engine: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      engine = await open();
    });
    afterAll(() => engine?.[Symbol.asyncDispose]());
    const start = (code: string, request?: RunInput) => new TerminalSession(engine.runs, code, request);

    test('a program sees a terminal, its size and each later one, and what is typed', async () => {
      const session = start(SIZES, { terminal: { columns: 101, rows: 31 } });
      await session.see('True True True os.terminal_size(columns=101, lines=31) xterm-256color\r\n');
      expect(session.screen.startsWith('True True True')).toBe(true);
      await session.resize({ columns: 132, rows: 43 });
      await session.see('resized os.terminal_size(columns=132, lines=43)\r\n');
      await session.type('grüße 😀\r');
      await session.see("grüße 😀\r\nread 'grüße 😀\\n' 132\r\n");
      await session.type('\x04');
      expect((await session.finish()).outcome).toEqual({ type: 'exited', code: 0 });
      expect(session.events.every((event) => event.type !== 'output' || event.stream === 'stdout')).toBe(true);
    });

    test('what is typed and resized before the program has started reaches it in order', async () => {
      const session = start(SIZES);
      while (!session.events.some(({ type }) => type === 'started')) await new Promise(setImmediate);
      await session.resize({ columns: 90, rows: 20 });
      for (const text of ['early\r', 'two\r', '\x04']) await session.type(text);
      expect((await session.finish()).outcome).toEqual({ type: 'exited', code: 0 });
      expect(session.screen).toMatch(/read 'early\\n' 90\r\n[\s\S]*read 'two\\n' 90\r\n$/);
    });

    test('prints what the program prints, from its first byte to its last, and nothing else', async () => {
      const bytes = '\\x1b[31mred\\x1b[0m\\tgrüße 😀 日本\\r\\x1e\\x00 end';
      const session = start(`import sys\nsys.stdout.write("${bytes}")\nsys.stderr.write("!")`);
      expect((await session.finish()).outcome).toEqual({ type: 'exited', code: 0 });
      expect(session.screen).toBe('\x1b[31mred\x1b[0m\tgrüße 😀 日本\r\x1e\0 end!');
      const piecewise = start(
        'import os, time\nfor byte in "é😀".encode() * 20: os.write(1, bytes([byte])); time.sleep(0.001)',
      );
      await piecewise.finish();
      expect(piecewise.screen).toBe('é😀'.repeat(20));
    });

    test('a REPL answers, and Ctrl+C ends what it does but not the REPL', async () => {
      const session = start('import code, readline, time\ncode.interact(banner="hi", exitmsg="bye")');
      await session.see('hi\r\n>>> ');
      await session.type('6 * 7\r');
      await session.see('42\r\n>>> ');
      await session.type('print("sleeping"); time.sleep(60)\r');
      await session.see('\r\nsleeping\r\n');
      await session.type('\x03');
      await session.see('KeyboardInterrupt\r\n>>> ');
      await session.type('print("al" + "ive")\r');
      await session.see('alive\r\n>>> ');
      await session.type('exit(7)\r');
      expect((await session.finish()).outcome).toEqual({ type: 'exited', code: 7 });
    });

    test('Ctrl+C ends a program that does not catch it', async () => {
      const code = 'import signal, time\nsignal.signal(2, signal.SIG_DFL)\nprint("begun")\ntime.sleep(60)';
      const session = start(code);
      await session.see('begun');
      await session.type('\x03');
      expect((await session.finish()).outcome).toEqual({ type: 'signaled', signal: 'SIGINT' });
    });

    test('Ctrl+Z and Ctrl+S stop nothing', async () => {
      const session = start('print("begun")\nwhile True: print("read", repr(input()))');
      await session.see('begun\r\n');
      await session.type('\x1a');
      await session.type('\x13');
      await session.type('on\r');
      await session.see("on'\r\n");
      await session.type('\x03');
      await session.see('KeyboardInterrupt');
      expect((await session.finish()).outcome).toEqual({ type: 'signaled', signal: 'SIGINT' });
    });

    test('a program may take the terminal over, and leave it as it likes', async () => {
      const code =
        'import curses\ndef main(screen):\n  screen.addstr(2, 4, "drawn %d %d" % screen.getmaxyx())\n  screen.refresh()\n  return screen.getkey()\nkey = curses.wrapper(main)\nprint("key", key)';
      const session = start(code);
      await session.see('\x1b[?1049h');
      await session.see('drawn 24 80');
      await session.type('q');
      await session.see('key q\r\n');
      expect((await session.finish()).outcome).toEqual({ type: 'exited', code: 0 });
      const raw = start('import tty, sys\ntty.setraw(0)\nprint("raw", end="")\nsys.stdout.flush()\nsys.stdin.read(1)');
      await raw.see('raw');
      await raw.type('\x03');
      expect((await raw.finish()).outcome).toEqual({ type: 'exited', code: 0 });
    });

    test('large files arrive whole', async () => {
      const filler = `# ${"'\x03\x04\x1a\r\x7f".repeat(100_000)}\n`;
      const code = `${'import hashlib\n'}data = open("data", "rb").read()\nprint(len(data), hashlib.md5(data).hexdigest())`;
      const files = [
        { path: 'main.py', content: code },
        { path: 'data', content: filler },
      ];
      const session = start('', { files });
      await session.finish();
      const { createHash } = await import('node:crypto');
      const digest = createHash('md5').update(filler).digest('hex');
      expect(session.screen).toBe(`${Buffer.byteLength(filler)} ${digest}\r\n`);
    });

    test('stop, and the limits of time, output and memory, hold as without one', async () => {
      const endless = start('print("begun")\nwhile True: pass');
      await endless.see('begun');
      endless.stop();
      expect((await endless.finish()).outcome).toEqual({ type: 'stopped', by: 'user' });
      const timed = start('input()', { limits: { runTimeoutMs: 1000 } });
      expect((await timed.finish()).outcome).toEqual({ type: 'timedOut', phase: 'run', limitMs: 1000 });
      const flood = start('while True: print("x" * 1000)', { limits: { outputBytes: 100_000 } });
      expect((await flood.finish()).outcome).toEqual({ type: 'outputLimit', limitBytes: 100_000 });
      expect(flood.screen.length).toBe(100_000);
      const hog = start('hog = []\nwhile True: hog.append(bytearray(4_000_000))', {
        limits: { memoryBytes: 128 * MIB },
      });
      expect((await hog.finish()).outcome).toEqual({ type: 'outOfMemory', limitBytes: 128 * MIB });
    });

    test('a run that is stopped at once, and one whose stdin is given beforehand, leave nothing', async () => {
      const stopped = start('input()');
      stopped.stop();
      expect((await stopped.finish()).outcome).toEqual({ type: 'stopped', by: 'user' });
      expect(() => start('input()', { stdin: { text: 'x' } })).toThrow('gives its stdin beforehand');
      await expect.poll(() => engine.runs.active, { timeout: 5000 }).toBe(0);
    });
  });
}
