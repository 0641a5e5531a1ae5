import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedRuns, openEmbedded } from '../../../testing/embedded-runs';

let runs: EmbeddedRuns;
beforeAll(async () => {
  runs = await openEmbedded();
});
afterAll(() => runs?.[Symbol.asyncDispose]());

const exited = (code: number) => ({ type: 'exited', code });
const print = async (code: string) => {
  const { stdout, stderr, outcome } = await runs.run('lua', code);
  expect({ stderr, outcome }).toEqual({ stderr: '', outcome: exited(0) });
  return stdout;
};

describe('streams', () => {
  test('both keep their order, and a part of a line is sent', async () => {
    const { events } = await runs.run(
      'lua',
      'io.write("a") io.stderr:write("b") io.write("c", 1, 2.5) print("d", nil)',
    );
    const output = events.flatMap((event) => (event.type === 'output' ? [`${event.stream}: ${event.text}`] : []));
    expect(output).toEqual(['stdout: a', 'stderr: b', 'stdout: c12.5d\tnil\n']);
  });

  test('300,000 short prints arrive', async () => {
    const { stdout } = await runs.run('lua', 'for i = 1, 300000 do print(i) end', {
      limits: { outputBytes: 4 * 1024 * 1024 },
    });
    expect(stdout.split('\n').slice(-3)).toEqual(['299999', '300000', '']);
  });

  test('input is read in all the forms of io.read, and ends again after its end', async () => {
    const code = 'print(io.read("n", "l", "L", 3, "a")) print(io.read("a"), io.read("l"), (io.lines()()))';
    const { stdout } = await runs.run('lua', code, { stdin: { text: '42 rest\nline\nabcdef\nend' } });
    expect(stdout).toBe('42\t rest\tline\n\tabc\tdef\nend\n\tnil\tnil\n');
  });

  test('a prompt in a full buffer is seen before the program waits', async () => {
    const code = 'io.stdout:setvbuf("full") io.write("name? ") print("hi " .. io.read())';
    let id = '';
    const { stdout } = await runs.run(
      'lua',
      code,
      { stdin: 'interactive' },
      {
        async onEvent(event) {
          if (event.type === 'started') id = event.runId;
          if (event.type === 'output' && event.text === 'name? ') await runs.engine.runs.write(id, 'Ann\n');
        },
      },
    );
    expect(stdout).toBe('name? hi Ann\n');
  });
});

describe('errors', () => {
  test('an uncaught one has its message, its traceback and no place of ours', async () => {
    const code = 'local function fail(x)\n  return x.y.z\nend\nlocal ok = fail({}) + 1';
    const { stderr, outcome } = await runs.run('lua', code);
    expect(outcome).toEqual(exited(1));
    expect(stderr).toBe(
      "lua: main.lua:2: attempt to index a nil value (field 'y')\nstack traceback:\n\tmain.lua:2: in local 'fail'\n\tmain.lua:4: in main chunk\n\t[C]: in ?\n",
    );
  });

  test.each([
    ['local x = = 1', "lua: main.lua:1: unexpected symbol near '='\n"],
    ['error({})', /^lua: \(error object is a table value\)\nstack traceback:\n/],
    ['error(setmetatable({}, { __tostring = function() return "mine" end }))', 'lua: mine\n'],
    ['error("bare", 0)', /^lua: bare\nstack traceback:\n\t\[C\]: in function 'error'\n/],
    ['require("nowhere")', /^lua: main\.lua:1: module 'nowhere' not found:\n\tno field package\.preload\['nowhere'\]/],
  ])('%s is worded as Lua does', async (code, expected) => {
    const { stderr, outcome } = await runs.run('lua', code);
    expect(outcome).toEqual(exited(1));
    if (typeof expected === 'string') expect(stderr).toBe(expected);
    else expect(stderr).toMatch(expected);
  });

  test.each([
    ['os.exit(7)', 7],
    ['os.exit(true)', 0],
    ['os.exit(false)', 1],
    ['local t <close> = setmetatable({}, { __close = function() print("closed") end }) os.exit(3, true)', 3],
  ])('%s', async (code, expected) => {
    expect((await runs.run('lua', code)).outcome).toEqual(exited(expected));
  });

  test('recursion without end is an error of Lua in each of its forms', async () => {
    const code = `
      local function deep() return deep() + 1 end
      print(select(2, pcall(deep)))
      local function match(s) return (s:gsub("x", function() return match(s) end)) end
      print(select(2, pcall(match, "x")))
      local function wrap() return coroutine.wrap(wrap)() end
      print((select(2, pcall(wrap)):match("C stack overflow")))
      local index = setmetatable({}, {}) getmetatable(index).__index = function(t, k) return t[k] end
      print((select(2, pcall(function() return index.x end)):match("C stack overflow")))
      print((select(2, load("return " .. ("("):rep(1000))):match("C stack overflow")))`;
    expect(await print(code)).toMatch(
      /^main\.lua:2: stack overflow\n.*C stack overflow\nC stack overflow\nC stack overflow\nC stack overflow\n$/,
    );
  });
});

describe('files', () => {
  test('modules, dofile and loadfile find the files of the job by their own paths', async () => {
    const { stdout } = await runs.run('lua', {
      'main.lua':
        'print(require("lib.one")) print(require("two")) dofile("lib/three.lua") print(loadfile("nowhere.lua")) print(debug.getinfo(1).source)',
      'lib/one.lua': 'return ...',
      'two/init.lua': 'return "two"',
      'lib/three.lua': 'print("three", debug.getinfo(1).short_src)',
    });
    expect(stdout).toBe(
      'lib.one\t./lib/one.lua\ntwo\t./two/init.lua\nthree\tlib/three.lua\nnil\tcannot open nowhere.lua: No such file or directory\n@main.lua\n',
    );
  });

  test('are written, appended, sought in, renamed and removed, bytes as they are', async () => {
    const code = `
      local f = assert(io.open("a.txt", "w")) f:write("one\\ntwo\\n\\xff\\0z") f:close()
      f = io.open("a.txt", "a+") f:write("!") f:seek("set", 4) print(f:read("l")) print(#f:read("a"), f:seek("end")) f:close()
      print(os.rename("a.txt", "/tmp/b.txt"), io.open("a.txt")) print(os.remove("/tmp/b.txt"), (os.remove("/tmp/b.txt")))
      local name = os.tmpname() for line in io.lines(name) do print(line) end print(io.open(name, "r+") ~= nil)
      print((io.open("/nowhere/x", "w"))) print((select(2, io.open("/work", "w"))))`;
    expect(await print(code)).toBe(
      'two\n4\t12\ntrue\tnil\ta.txt: No such file or directory\t44\ntrue\tnil\ntrue\nnil\n/work: Is a directory\n',
    );
  });

  test('beyond the memory limit the disk is full', async () => {
    const code =
      'local f = io.open("big", "w") local part = ("x"):rep(1 << 20) for i = 1, 1000 do local ok, why = f:write(part) if not ok then print(why, i < 200) break end end';
    const { stdout } = await runs.run('lua', code, { limits: { memoryBytes: 128 * 1024 * 1024 } });
    expect(stdout).toBe('No space left on device\ttrue\n');
  });
});

describe('surroundings', () => {
  test('arguments and environment are those of the job alone', async () => {
    const code = 'print(arg[-1], arg[0], #arg, ...) print(os.getenv("NAME"), os.getenv("HOME"), os.getenv("PATH"))';
    const { stdout } = await runs.run('lua', code, { args: ['a b', 'ü'], env: { NAME: 'Zoë' } });
    expect(stdout).toBe('lua\tmain.lua\t2\ta b\tü\nZoë\tnil\tnil\n');
  });

  test('dates are written and computed', async () => {
    const code =
      'print(os.date("!%Y-%m-%d %H:%M:%S %j %U %V %G %a %B %p", 1704067199), os.time({ year = 2024, month = 14, day = -3, hour = 12 }), os.date("*t", 0).yday) print(math.abs(os.time() - tonumber(arg[1])) < 60)';
    const { stdout } = await runs.run('lua', code, { args: [String(Math.floor(Date.now() / 1000))] });
    expect(stdout).toBe('2023-12-31 23:59:59 365 53 52 2023 Sun December PM\t1738065600\t1\ntrue\n');
  });

  test('other programs cannot be started, and the person is told so once', async () => {
    const { stdout, events } = await runs.run(
      'lua',
      'print(os.execute(), os.execute("ls")) print(pcall(io.popen, "ls"))',
    );
    expect(stdout).toBe("false\tnil\tFunction not implemented\t52\nfalse\t'popen' not supported\n");
    expect(events.filter(({ type }) => type === 'unsupported')).toMatchObject([{ feature: 'subprocesses' }]);
  });

  test('nothing but Lua is reached: no host object in the registry, no library to load, byte code harms itself only', async () => {
    const code = `
      local seen, kinds = {}, {}
      local function walk(value)
        kinds[type(value)] = true
        if type(value) ~= "table" or seen[value] then return end
        seen[value] = true
        for k, v in next, value do walk(k) walk(v) end
        walk(debug.getmetatable(value))
      end
      walk(debug.getregistry())
      for _, name in ipairs({ "js", "null", "fetch", "process", "ffi" }) do assert(_G[name] == nil and not pcall(require, name)) end
      local users = 0
      for value in next, seen do if type(value) == "userdata" then users = users + 1 end end
      print(users, package.loadlib("libc.so", "*"))
      local dump = string.dump(function() return 1 end)
      for at = 1, #dump do pcall(load, dump:sub(1, at - 1) .. "\\xff" .. dump:sub(at + 1), "x", "b") end
      print("alive")`;
    expect(await print(code)).toBe(
      '0\tnil\tdynamic libraries not enabled; check your Lua installation\tabsent\nalive\n',
    );
  });
});

describe('limits', () => {
  test.each([
    ['a loop', 'while true do end'],
    ['a coroutine', 'coroutine.wrap(function() while true do end end)()'],
    ['a wait that asks the clock', 'local till = os.time() + 60 while os.time() < till do end'],
  ])('%s is interrupted so that it can clean up', async (_, loop) => {
    const stop = new AbortController();
    const code = `local t <close> = setmetatable({}, { __close = function() print("cleaned up") end })\nprint("begun")\n${loop}`;
    const { stdout, stderr, outcome } = await runs.run(
      'lua',
      code,
      {},
      {
        signal: stop.signal,
        onEvent: (event) => {
          if (event.type === 'output') stop.abort();
        },
      },
    );
    expect(outcome).toEqual({ type: 'stopped', by: 'user' });
    expect(stdout).toBe('begun\ncleaned up\n');
    expect(stderr).toMatch(/^lua: .*interrupted!\nstack traceback:\n/);
  });

  test('too much memory is an error that a program may catch, and is told when it does not', async () => {
    const limits = { memoryBytes: 128 * 1024 * 1024 };
    const caught = await runs.run('lua', 'print(pcall(string.rep, "x", 1 << 30)) print(#("x"):rep(1 << 20))', {
      limits,
    });
    expect(caught.stdout).toBe('false\tnot enough memory\n1048576\n');
    const hog = await runs.run('lua', 'local t = {} while true do t[#t + 1] = ("x"):rep(1 << 20) .. #t end', {
      limits,
    });
    expect(hog.outcome.type).toBe('outOfMemory');
    expect(hog.stderr).toContain('lua: not enough memory\n');
  });
});
