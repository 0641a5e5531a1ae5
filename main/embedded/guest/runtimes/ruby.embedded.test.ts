import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedRuns, openEmbedded } from '../../../testing/embedded-runs';
import { addresses, functionPointers, internalFunctions, MODULE_BYTES, unwinders } from '../ruby/internals';
import { findSection, listSections, readNumber } from '../ruby/patch-module';

let runs: EmbeddedRuns;
beforeAll(async () => {
  runs = await openEmbedded();
});
afterAll(() => runs?.[Symbol.asyncDispose]());

const MIB = 1024 * 1024;
const exited = (code: number) => ({ type: 'exited', code });
const run = (program: string | Record<string, string>, request = {}) => runs.run('ruby', program, request);
const print = async (program: string | Record<string, string>, request = {}) => {
  const { stdout, stderr, outcome } = await run(program, request);
  expect({ stderr, outcome }).toEqual({ stderr: '', outcome: exited(0) });
  return stdout;
};

describe('streams', () => {
  test('both keep their order, and a part of a line is sent', async () => {
    const { events } = await run("print 'a'; $stderr.puts 'b'; print 'c'");
    const output = events.flatMap((event) => (event.type === 'output' ? [`${event.stream}: ${event.text}`] : []));
    expect(output).toEqual(['stdout: a', 'stderr: b\n', 'stdout: c']);
  });

  test('300,000 short prints arrive', async () => {
    const { stdout } = await run('1.upto(300_000) { |i| puts i }', { limits: { outputBytes: 4 * MIB } });
    expect(stdout.split('\n').slice(-3)).toEqual(['299999', '300000', '']);
  });

  test('what is printed comes while the program computes on', async () => {
    const controller = new AbortController();
    const { stdout } = await runs.run(
      'ruby',
      "puts 'begun'\ni = 0\ni += 1 while true",
      {},
      { signal: controller.signal, onEvent: (event) => void (event.type === 'output' && controller.abort()) },
    );
    expect(stdout).toBe('begun\n');
  });

  test('stdin is read in every way, and its end is seen again', async () => {
    const code = 'p gets, $stdin.readline, STDIN.getc, ARGF.read, gets, $stdin.read, STDIN.eof?';
    expect(await print(code, { stdin: { text: 'one\ntwo ü\nthree\nfour' } })).toBe(
      '"one\\n"\n"two ü\\n"\n"t"\n"hree\\nfour"\nnil\n""\ntrue\n',
    );
  });
});

describe('the program', () => {
  test('has its arguments, its environment and nothing of the host', async () => {
    const code = "p ARGV, ENV.to_h, Dir.pwd, __FILE__, $0, __dir__, Dir.glob('/*'), caller(0), __FILE__ == $0";
    const stdout = await print(code, { args: ['ä b', '--x'], env: { GREETING: 'hé' } });
    expect(stdout.split('\n').filter((line) => !line.includes('GREETING'))).toEqual([
      '["ä b", "--x"]',
      ...[
        '"/work"',
        '"main.rb"',
        '"main.rb"',
        '"/work"',
        '["/tmp", "/work"]',
        '["main.rb:1:in \'<main>\'"]',
        'true',
        '',
      ],
    ]);
    expect(stdout).toContain('"GREETING" => "hé"');
    expect(stdout).not.toContain('PATH');
  });

  test('requires its own files and the standard library, and reads what follows __END__', async () => {
    const files = {
      'main.rb':
        "require_relative 'lib/a'\nrequire './b'\nrequire 'json'\nputs A + B, JSON.dump({ x: 1 }), DATA.read\n__END__\ndata ü",
      'lib/a.rb': "A = 'a'",
      'b.rb': "B = 'b'",
    };
    expect(await print(files)).toBe('ab\n{"x":1}\ndata ü\n');
  });

  test('has files in memory', async () => {
    const code = `
      File.write('x.txt', 'one'); File.open('x.txt', 'a') { |f| f << 'two' }; Dir.mkdir('/tmp/d'); File.rename('x.txt', '/tmp/d/y')
      p File.read('/tmp/d/y'), File.size('/tmp/d/y'), Dir.children('/work'), File.exist?('x.txt')
      File.symlink('/tmp/d/y', 'l'); p File.readlink('l'), IO.readlines('l'); File.delete('/tmp/d/y'); Dir.rmdir('/tmp/d')
      p((Dir.entries('/tmp')), (File.read('/etc/passwd') rescue $!.class), File.writable?('/tmp'))`;
    expect(await print(code)).toBe(
      '"onetwo"\n6\n["main.rb"]\nfalse\n"/tmp/d/y"\n["onetwo"]\n[".", ".."]\nErrno::ENOENT\ntrue\n',
    );
  });

  test('is another one each time', async () => {
    const code = "require 'securerandom'; p rand, SecureRandom.hex";
    expect(await print(code)).not.toBe(await print(code));
  });

  test.each([
    ["at_exit { puts 'bye' }; END { puts 'END' }; exit 7", 7, 'END\nbye\n', ''],
    ["at_exit { puts 'bye' }; print 'x'; exit! 3", 3, 'x', ''],
    ["abort 'no'", 1, '', 'no\n'],
    ["at_exit { exit 4 }; raise 'x'", 4, '', "main.rb:1:in '<main>': x (RuntimeError)\n"],
    ["$stdout.close; $stderr.puts 'e'", 0, '', 'e\n'],
    ["Object.send(:remove_const, :File); module Kernel; def puts(*) = nil; end; $stdout.print 'x'", 0, 'x', ''],
  ])('ends by %s', async (code, exitCode, expectedStdout, expectedStderr) => {
    const { stdout, stderr, outcome } = await run(code);
    expect({ stdout, stderr, outcome }).toEqual({
      stdout: expectedStdout,
      stderr: expectedStderr,
      outcome: exited(exitCode),
    });
  });
});

describe('errors', () => {
  test('an uncaught one has the lines of the program only', async () => {
    const { stderr, outcome } = await run({
      'main.rb': "require_relative 'half'\n[0].each { |n| half(n) }",
      'half.rb': 'def half(n)\n  10 / n\nend',
    });
    expect(outcome).toEqual(exited(1));
    expect(stderr).toBe(
      [
        "/work/half.rb:2:in 'Integer#/': divided by 0 (ZeroDivisionError)",
        "\tfrom /work/half.rb:2:in 'Object#half'",
        "\tfrom main.rb:2:in 'block in <main>'",
        "\tfrom main.rb:2:in 'Array#each'",
        "\tfrom main.rb:2:in '<main>'",
        '',
      ].join('\n'),
    );
  });

  test('a misspelt name is shown in its line', async () => {
    const { stderr } = await run("greeting = 'x'\nputs greting");
    expect(stderr).toBe(
      "main.rb:2:in '<main>': undefined local variable or method 'greting' for main (NameError)\n\nputs greting\n     ^^^^^^^\nDid you mean?  greeting\n",
    );
  });

  test('a syntax error is that of ruby, with its line', async () => {
    const { stderr, outcome } = await run('puts 1\nx = = 2\n');
    expect(outcome).toEqual(exited(1));
    expect(stderr).toMatch(/^ruby: main\.rb:2: syntax errors? found \(SyntaxError\)\n/);
    expect(stderr).toContain('> 2 | x = = 2');
  });

  test('recursion without end is SystemStackError, which can be rescued', async () => {
    const code = `
      def straight(n) = straight(n + 1)
      def nested(n) = [n].each { nested(n + 1) }
      begin; straight(0); rescue SystemStackError => e; puts e.message; end
      begin; nested(0); rescue SystemStackError => e; puts e.message; end
      nested(0)`;
    const { stdout, stderr, outcome } = await run(code);
    expect({ stdout, outcome }).toEqual({ stdout: 'stack level too deep\n'.repeat(2), outcome: exited(1) });
    expect(stderr).toMatch(/^main\.rb:3:in .*stack level too deep \(SystemStackError\)\n/);
  });

  test('deep blocks survive garbage collection, output and exceptions', async () => {
    const code = `
      def dig(n) = n == 0 ? yield : [n].each { dig(n - 1) { yield } }
      dig(150) { GC.start; $stderr.puts [[1]].inspect; begin; raise 'x'; rescue => e; puts e.message; end }
      begin; dig(150) { raise 'far' }; rescue => e; puts e.message; end`;
    const { stdout, stderr, outcome } = await run(code);
    expect({ stdout, stderr, outcome }).toEqual({ stdout: 'x\nfar\n', stderr: '[[1]]\n', outcome: exited(0) });
  });

  test('fibers and enumerators go on where they were', async () => {
    expect(
      await print(
        'e = Enumerator.new { |y| 3.times { |i| y << i } }; p e.next, e.next, e.next, (e.next rescue $!.class)',
      ),
    ).toBe('0\n1\n2\nStopIteration\n');
  });
});

describe('limits', () => {
  test('memory: NoMemoryError can be rescued, and a program that dies of it is known by it', async () => {
    const grow = "a = []; loop { a << 'x' * 1_000_000 }";
    const request = { limits: { memoryBytes: 160 * MIB } };
    const rescued = await run(`begin; ${grow}; rescue NoMemoryError; a = nil; puts 'rescued'; end`, request);
    expect({ stdout: rescued.stdout, outcome: rescued.outcome }).toEqual({ stdout: 'rescued\n', outcome: exited(0) });
    const died = await run(grow, request);
    expect(died.stderr).toContain('failed to allocate memory (NoMemoryError)');
    expect(died.outcome.type).toBe('outOfMemory');
  });

  test.each([
    ['a loop', 'i = 0; i += 1 while true'],
    ['sleep', 'sleep'],
    ['output', "loop { $stderr.print '' }"],
  ])('Ctrl+C is Interrupt in %s', async (_name, wait) => {
    const controller = new AbortController();
    const { stdout } = await runs.run(
      'ruby',
      `begin; puts 'begun'; ${wait}; rescue Interrupt; puts 'interrupted'; end`,
      {},
      { signal: controller.signal, onEvent: (event) => void (event.type === 'output' && controller.abort()) },
    );
    expect(stdout).toBe('begun\ninterrupted\n');
  });
});

describe('walls', () => {
  test.each([
    ['Thread.new { 1 }', /unimplemented on this machine \(NotImplementedError\)/, 'threads'],
    ['`ls`', /No such file or directory - ls \(Errno::ENOENT\)/, 'subprocesses'],
    ['fork { 1 }', /fork\(\) function is unimplemented/, 'subprocesses'],
    ["require 'net/http'", /cannot load such file -- socket \(LoadError\)/, 'sockets'],
    ["require 'nokogiri'", /cannot load such file -- nokogiri \(LoadError\)/, 'nokogiri'],
    ["require 'js'", /cannot load such file -- js \(LoadError\)/, 'js'],
  ])('%s fails as Ruby has it, and is explained', async (code, message, told) => {
    const { events, stderr, outcome } = await run(code);
    expect(outcome).toEqual(exited(1));
    expect(stderr).toMatch(message);
    expect(JSON.stringify(events.filter(({ type }) => type !== 'output'))).toContain(told);
  });

  test('the bridge to JavaScript ends the program', async () => {
    const { stdout, outcome } = await run(
      "require 'js.rb' rescue load(Dir['/usr/**/js.rb'].first) rescue nil\nputs JS.eval('return 1')",
    );
    expect(stdout).toBe('');
    expect(outcome).toEqual(exited(1));
  });
});

/** Indices of functions by their names, of a module that has them. */
async function readNames(path: string): Promise<Map<string, number>> {
  const module = new Uint8Array(await readFile(path));
  const decoder = new TextDecoder();
  const names = new Map<string, number>();
  const readText = (at: number) => {
    const { value, next } = readNumber(module, at);
    return { text: decoder.decode(module.subarray(next, next + value)), next: next + value };
  };
  const section = listSections(module).find(({ id, bodyStart }) => id === 0 && readText(bodyStart).text === 'name');
  let at = readText(section?.bodyStart ?? 0).next;
  while (module[at] !== 1) {
    const { value, next } = readNumber(module, at + 1);
    at = next + value;
  }
  const count = readNumber(module, readNumber(module, at + 1).next);
  at = count.next;
  for (let i = 0; i < count.value; i++) {
    const index = readNumber(module, at);
    const { text, next } = readText(index.next);
    names.set(text, index.value);
    at = next;
  }
  return names;
}

describe('the numbers of the module', () => {
  const folder = 'node_modules/@ruby/4.0-wasm-wasi/dist';

  test('are those of the functions that they are named after', async () => {
    const names = await readNames(`${folder}/ruby.debug+stdlib.wasm`);
    for (const [name, index] of Object.entries(internalFunctions))
      expect([name, names.get(name)]).toEqual([name, index]);
    const imported = 59;
    for (const [name, { body }] of Object.entries(unwinders))
      expect([name, names.get(name)]).toEqual([name, body + imported]);

    const module = new Uint8Array(await readFile(`${folder}/ruby+stdlib.wasm`));
    expect(module.length).toBe(MODULE_BYTES);
    const elements = findSection(module, 9);
    // One segment: its count, its kind, `i32.const 1`, `end`, and then the functions.
    const count = readNumber(module, elements.bodyStart + 5);
    const table: number[] = [0];
    for (let at = count.next; table.length <= count.value; ) {
      const { value, next } = readNumber(module, at);
      table.push(value);
      at = next;
    }
    for (const [name, place] of Object.entries(functionPointers))
      expect([name, table[place]]).toEqual([name, names.get(name)]);
    expect(Object.values(addresses).every((address) => address % 4 === 0)).toBe(true);
  });
});
