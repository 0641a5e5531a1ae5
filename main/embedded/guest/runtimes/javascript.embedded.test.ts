import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedRuns, openEmbedded } from '../../../testing/embedded-runs';

let runs: EmbeddedRuns;
beforeAll(async () => {
  runs = await openEmbedded();
});
afterAll(() => runs?.[Symbol.asyncDispose]());

const exited = (code: number) => ({ type: 'exited', code });
const run = (program: string | Record<string, string>, request = {}) => runs.run('javascript', program, request);
const print = async (program: string | Record<string, string>, request = {}) => {
  const { stdout, stderr, outcome } = await run(program, request);
  expect({ stderr, outcome }).toEqual({ stderr: '', outcome: exited(0) });
  return stdout;
};

describe('streams', () => {
  test('both keep their order, and a part of a line is sent', async () => {
    const { events } = await run("process.stdout.write('a'); console.error('b'); process.stdout.write('c')");
    const output = events.flatMap((event) => (event.type === 'output' ? [`${event.stream}: ${event.text}`] : []));
    expect(output).toEqual(['stdout: a', 'stderr: b\n', 'stdout: c']);
  });

  test('300,000 short prints arrive', async () => {
    const { stdout } = await run('for (let i = 1; i <= 300000; i++) console.log(i)', {
      limits: { outputBytes: 4 * 1024 * 1024 },
    });
    expect(stdout.split('\n').slice(-3)).toEqual(['299999', '300000', '']);
  });

  test('text with NUL, unpaired surrogates and bytes are written as Node writes them', async () => {
    expect(await print("console.log('a\\0b\\ud800c'); process.stdout.write(Buffer.from('c3a9', 'hex'))")).toBe(
      'a\0b\ufffdc\né',
    );
  });

  test.each([
    ["console.log(require('fs').readFileSync(0, 'utf8').split('\\n'))", "[ 'one', 'two ü', '' ]\n"],
    ["require('readline').createInterface({ input: process.stdin }).on('line', (l) => console.log(l))", 'one\ntwo ü\n'],
    ['for await (const part of process.stdin) process.stdout.write(part)', 'one\ntwo ü\n'],
    [
      "import rl from 'readline/promises'; const r = rl.createInterface(process.stdin, process.stdout); console.log(await r.question('? '), await r.question('! ')); r.close()",
      '? ! one two ü\n',
    ],
    ["process.stdin.on('data', () => {}).on('end', () => console.log(require('fs').readFileSync(0, 'utf8')))", '\n'],
  ])('stdin is read by %s', async (code, expected) => {
    expect(await print(code, { stdin: { text: 'one\ntwo ü\n' } })).toBe(expected);
  });

  test('a timer fires while stdin is waited for', async () => {
    const code = `
      process.stdin.once('data', (data) => { console.log('got ' + data); clearInterval(timer); process.stdin.pause(); });
      const timer = setInterval(() => console.log('tick'), 5);`;
    let id = '';
    let isSent = false;
    const { stdout } = await runs.run(
      'javascript',
      code,
      { stdin: 'interactive' },
      {
        async onEvent(event) {
          if (event.type === 'started') id = event.runId;
          if (event.type !== 'output' || isSent) return;
          isSent = true;
          await runs.engine.runs.write(id, 'late');
        },
      },
    );
    expect(stdout).toMatch(/^(tick\n)+got late\n$/);
  });
});

describe('errors', () => {
  test('an uncaught one shows its line and no place of ours', async () => {
    const code = "const x = 1;\nfunction fail() {\n  throw new Error('oh');\n}\nfail();\n";
    const { stderr, outcome } = await run(code);
    expect(stderr).toBe(
      "/work/main.js:3\n  throw new Error('oh');\n  ^\n\nError: oh\n    at fail (/work/main.js:3:9)\n    at Object.<anonymous> (/work/main.js:5:1)\n",
    );
    expect(outcome).toEqual(exited(1));
  });

  test('a syntax error shows its place', async () => {
    const { stderr, outcome } = await run('let a = 1;\nlet b = ;\n');
    expect(stderr).toMatch(/^\/work\/main\.js:2:9\nlet b = ;\n {8}\^\n\nSyntaxError: /);
    expect(outcome).toEqual(exited(1));
  });

  test('an unhandled rejection ends the program, one that is handled in time does not', async () => {
    const { stderr, outcome } = await run("(async function main() { await 1; throw new TypeError('bad'); })()");
    expect(stderr).toContain('TypeError: bad\n    at main (/work/main.js:1:');
    expect(outcome).toEqual(exited(1));
    expect(
      await print("const p = Promise.reject(new Error('x')); process.nextTick(() => p.catch(() => console.log('ok')))"),
    ).toBe('ok\n');
  });

  test('an error that QuickJS throws has a stack like V8’s', async () => {
    expect(await print('function f() { null.x }\ntry { f() } catch (e) { console.log(e.stack) }')).toBe(
      "TypeError: cannot read property 'x' of null\n    at f (/work/main.js:1:21)\n    at Object.<anonymous> (/work/main.js:2:7)\n",
    );
  });

  test('too deep a recursion is a RangeError that can be caught', async () => {
    expect(
      await print(
        'let n = 0; const f = () => { n++; f() }; try { f() } catch (e) { console.log(e instanceof RangeError, n > 1000) }',
      ),
    ).toBe('true true\n');
  });

  test('an exit code is the one that was given, and nothing runs after process.exit', async () => {
    const code =
      "process.on('exit', (code) => console.log('exit', code)); try { process.exit(7) } finally { console.log('no') }";
    const { stdout, outcome } = await run(code);
    expect({ stdout, outcome }).toEqual({ stdout: 'exit 7\n', outcome: exited(7) });
    expect((await run('process.exitCode = 3')).outcome).toEqual(exited(3));
  });
});

describe('modules', () => {
  test('ES modules and CommonJS import each other, JSON and Node’s own', async () => {
    const files = {
      'main.js': `
        import { twice } from './lib/twice.js';
        import old, { name } from './old.cjs';
        import data from './data.json' with { type: 'json' };
        import { readFileSync } from 'node:fs';
        const { default: late } = await import('./lib/late.mjs');
        console.log(twice(2), old.name, name, data.a, late, import.meta.url, readFileSync('data.json', 'utf8'));`,
      'lib/twice.js': 'export const twice = (n) => n * 2;',
      'lib/late.mjs': "export default 'late';",
      'old.cjs':
        "const path = require('path'); module.exports = { name: path.basename(__filename) + require('./data').a };",
      'data.json': '{"a":1}',
    };
    expect(await print(files)).toBe('4 old.cjs1 old.cjs1 1 late file:///work/main.js {"a":1}\n');
  });

  test.each([
    ['const a = 1; export { a }; console.log(typeof require)', 'undefined\n'],
    ['console.log(await Promise.resolve(typeof require))', 'undefined\n'],
    ['#!/usr/bin/env node\nconsole.log(typeof require) // import', 'function\n'],
  ])('whether a file is a module is told by its syntax: %s', async (code, expected) => {
    expect(await print(code)).toBe(expected);
  });

  test('CommonJS has its own variables and requires an ES module', async () => {
    const files = {
      'main.js': "console.log(__filename, require.main === module, this === module.exports, require('./esm.mjs').x)",
      'esm.mjs': 'export const x = 5;',
    };
    expect(await print(files)).toBe('/work/main.js true true 5\n');
  });

  test.each([
    ["require('left-pad')", "Cannot find module 'left-pad'", { feature: 'package', detail: 'left-pad' }],
    [
      "import 'chalk'",
      "Cannot find package 'chalk' imported from /work/main.js",
      { feature: 'package', detail: 'chalk' },
    ],
    ["require('node:http')", "Cannot find module 'node:http'", { feature: 'sockets', detail: 'http' }],
    [
      "require('child_process')",
      "Cannot find module 'child_process'",
      { feature: 'subprocesses', detail: 'child_process' },
    ],
    [
      "import { Worker } from 'worker_threads'",
      "Cannot find package 'worker_threads'",
      { feature: 'threads', detail: 'worker_threads' },
    ],
  ])('what is missing is an error and is told: %s', async (code, message, told) => {
    const { stderr, outcome, events } = await run(code);
    expect(stderr).toContain(message);
    expect(outcome).toEqual(exited(1));
    expect(events).toContainEqual({
      type: 'unsupported',
      feature: told.feature,
      message: expect.stringContaining(told.feature === 'package' ? told.detail : ''),
    });
  });
});

describe('Node', () => {
  test('arguments, environment and folder are the job’s', async () => {
    const code = 'console.log(process.argv.slice(2), process.env, process.cwd())';
    expect(await print(code, { args: ['a b', 'ü'], env: { KEY: 'value' } })).toMatch(
      /^\[ 'a b', 'ü' \] \{[^}]*KEY: 'value'[^}]*\} \/work\n$/,
    );
  });

  test('values are shown as Node shows them', async () => {
    const code = `
      const o = { n: 1 }; o.self = o;
      class Foo { x = 1 }
      console.log([1, 'a', [{ b: { c: {} } }]], new Map([[1, { a: 2 }]]), new Set(['x']), new Foo(), Foo, () => 1, -0, 1n);
      console.log(o, [1, , 3], Promise.resolve(4), Buffer.from('hi'), new Date(0), /x/g, Symbol('s'), null, { f() {} });
      console.log('%s is %d, %i, %j %o', 'Bob', 42.5, 42.9, { a: 1 }, [1], 'rest');
      console.log(Array.from({ length: 30 }, (_, i) => i));
      console.table([{ a: 1 }]);`;
    expect(
      await print(code),
    ).toBe(`[ 1, 'a', [ { b: [Object] } ] ] Map(1) { 1 => { a: 2 } } Set(1) { 'x' } Foo { x: 1 } [class Foo] [Function (anonymous)] -0 1n
<ref *1> { n: 1, self: [Circular *1] } [ 1, <1 empty item>, 3 ] Promise { 4 } <Buffer 68 69> 1970-01-01T00:00:00.000Z /x/g Symbol(s) null { f: [Function: f] }
Bob is 42.5, 42, {"a":1} [ 1, [length]: 1 ] rest
[
   0,  1,  2,  3,  4,  5,  6,  7,  8,
   9, 10, 11, 12, 13, 14, 15, 16, 17,
  18, 19, 20, 21, 22, 23, 24, 25, 26,
  27, 28, 29
]
┌─────────┬───┐
│ (index) │ a │
├─────────┼───┤
│ 0       │ 1 │
└─────────┴───┘
`);
  });

  test('ticks, promises, timers and immediates run in Node’s order', async () => {
    const code = `
      setTimeout(() => console.log('timer'), 1); setImmediate(() => console.log('immediate'));
      Promise.resolve().then(() => { console.log('promise'); process.nextTick(() => console.log('tick 2')); });
      process.nextTick(() => console.log('tick')); queueMicrotask(() => console.log('microtask')); console.log('sync');
      require('timers/promises').setTimeout(30, 'late').then(console.log);`;
    const lines = (await print(code)).split('\n');
    expect(lines.slice(0, 5)).toEqual(['sync', 'tick', 'promise', 'microtask', 'tick 2']);
    expect(lines.slice(5).sort()).toEqual(['', 'immediate', 'late', 'timer']);
  });

  test('files are written and read in memory', async () => {
    const code = `
      const fs = require('fs');
      fs.mkdirSync('a/b', { recursive: true }); fs.writeFileSync('a/b/c.txt', 'x'); fs.appendFileSync('a/b/c.txt', 'ü');
      console.log(fs.readFileSync('/work/a/b/c.txt', 'utf8'), fs.readdirSync('.'), fs.statSync('a').isDirectory());
      fs.writeFileSync('/tmp/f', Buffer.from([0, 255])); console.log(fs.readFileSync('/tmp/f'));
      try { fs.readFileSync('none') } catch (e) { console.log(e.code, e.message) }
      fs.promises.readFile('none').catch((e) => console.log(e.syscall));`;
    expect(await print(code)).toBe(
      "xü [ 'a', 'main.js' ] true\n<Buffer 00 ff>\nENOENT ENOENT: no such file or directory, open 'none'\nopen\n",
    );
  });

  test('the usual modules do their work', async () => {
    const code = `
      const { createHash } = require('crypto'); const assert = require('node:assert/strict'); const path = require('path');
      console.log(createHash('sha256').update('abc').digest('hex').slice(0, 8), createHash('md5').update('abc').digest('hex').slice(0, 8));
      console.log(path.join('a', '..', 'b'), new URL('../x?y=1#z', 'https://h.com/a/b/c').href, new URLSearchParams({ a: 'ü b' }).toString());
      try { assert.equal(1, 2) } catch (e) { console.log(e.code) }
      const { EventEmitter } = require('events'); const e = new EventEmitter(); e.once('x', (...a) => console.log(a)); e.emit('x', 1, 2);
      console.log(structuredClone(new Map([[1, new Date(0)]])), Buffer.from('aGk=', 'base64').toString(), atob(btoa('hi')));`;
    expect(await print(code)).toBe(
      'ba7816bf 90015098\nb https://h.com/a/x?y=1#z a=%C3%BC+b\nERR_ASSERTION\n[ 1, 2 ]\nMap(1) { 1 => 1970-01-01T00:00:00.000Z } hi hi\n',
    );
  });
});

describe('limits', () => {
  test('a program that uses up its memory is told so; it may catch that', async () => {
    const limits = { memoryBytes: 96 * 2 ** 20 };
    const { stderr, outcome } = await run('const a = []; for (;;) a.push(new Array(1000).fill({}))', { limits });
    expect(stderr).toContain('out of memory');
    expect(outcome).toMatchObject({ type: 'outOfMemory' });
    const caught =
      'const a = []; try { for (;;) a.push(new Uint8Array(1e6)) } catch (e) { a.length = 0; console.log(e.message) }';
    expect(await print(caught, { limits })).toBe('out of memory\n');
  });

  test.each([
    ['an endless loop', "console.log('go'); for (;;);"],
    ['a timer', "console.log('go'); setInterval(() => {}, 1000);"],
    ['an endless chain of promises', "console.log('go'); (async () => { for (;;) await 1 })()"],
    ['a catch of everything', "console.log('go'); for (;;) { try { for (;;); } catch {} finally { continue } }"],
  ])('%s can be stopped', async (_name, code) => {
    const stop = new AbortController();
    const { outcome, stdout } = await runs.run(
      'javascript',
      code,
      {},
      {
        signal: stop.signal,
        onEvent(event) {
          if (event.type === 'output') stop.abort();
        },
      },
    );
    expect(stdout).toBe('go\n');
    expect(outcome).toMatchObject({ type: 'stopped' });
  });
});

describe('walls', () => {
  test('the program reaches no object of the process it runs in', async () => {
    const code = `
      const globals = Object.getOwnPropertyNames(globalThis);
      console.log(globals.filter((name) => /wasm|webassembly|outer|native|host/i.test(name)), typeof process.binding);
      const all = (function () { return this })().constructor.constructor('return globalThis')();
      console.log(all === globalThis, process.mainModule, process.constructor.constructor('return typeof WebAssembly')());`;
    expect(await print(code)).toBe('[] undefined\ntrue undefined undefined\n');
  });

  test('a program that breaks every global still ends with its own error', async () => {
    const code = `
      for (const name of Object.getOwnPropertyNames(globalThis)) try { globalThis[name] = null } catch {}
      Array.prototype[Symbol.iterator] = undefined; String.prototype.replace = undefined; Object.keys = undefined;
      throw 1;`;
    const { outcome } = await run(code);
    expect(outcome).toMatchObject({ type: 'exited' });
    expect(outcome).not.toEqual(exited(0));
  });
});
