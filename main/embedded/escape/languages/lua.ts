/** What a Lua program may try. */
import type { Target } from '../scene';
import type { Program } from './program';

export function listLuaPrograms({ canaryPath, openFolder }: Target): Program[] {
  const canary = JSON.stringify(canaryPath);
  const routes: Record<string, string> = {
    'io.open': `return assert(io.open(${canary})):read('a')`,
    'a path out of the work folder': `return assert(io.open('../../../../../..' .. ${canary})):read('a')`,
    'io.lines': `return io.lines(${canary})()`,
    'io.popen': `return assert(io.popen('cat ' .. ${canary})):read('a')`,
    'os.execute': `return os.execute('touch ${openFolder}/made')`,
    'os.execute, asked': 'return os.execute() or nil',
    'os.getenv': `return os.getenv('RUNYARD_CANARY')`,
    'os.remove': `assert(os.remove(${canary})) return 'removed'`,
    'os.rename': `assert(os.rename(${canary}, '${openFolder}/made')) return 'moved'`,
    'a file elsewhere': `assert(io.open('${openFolder}/made', 'w')):write('x')`,
    dofile: `return dofile(${canary})`,
    loadfile: `return assert(loadfile(${canary}))`,
    'package.loadlib': `return assert(package.loadlib(${canary}, 'luaopen_x'))`,
    'package.loadlib of everything': `return assert(package.loadlib('*', '*'))`,
    'the searchers of packages': `package.cpath = ${canary} package.path = ${canary} return require('canary')`,
    'the bridge: js': `return require('js') or js`,
    '/proc': `return assert(io.open('/proc/self/environ')):read('a')`,
    'the registry': `for k, v in pairs(debug.getregistry()) do if tostring(k):find('js') or tostring(v):find('js') then return k end end`,
    'upvalues of the library': `for _, f in pairs({ print, io.write, io.open, os.exit, require }) do local i = 1 while debug.getupvalue(f, i) do local n, v = debug.getupvalue(f, i) if type(v) == 'userdata' and tostring(v):find('js') then return n end i = i + 1 end end`,
    'another metatable for strings': `debug.setmetatable('', { __index = _G }) local got = ('').js debug.setmetatable('', { __index = string }) return got`,
  };
  const attempts = Object.entries(routes).map(
    ([name, body]) => `attempt(${JSON.stringify(name)}, function() ${body} end)`,
  );
  const attempt = `function attempt(name, route)
  local ok, got = pcall(route)
  if ok and got ~= nil then print('GOT ' .. name .. ' ' .. tostring(got)) else print('refused ' .. name) end
end`;
  const corrupt = (change: string) => `
local code = string.dump(function(a, b) local t = { a, b } for i = 1, 10 do t[i] = (t[i] or 0) + i end return t end)
for at = 20, #code do
  local bad = code:sub(1, at - 1) .. string.char(${change}) .. code:sub(at + 1)
  local f = load(bad, 'x', 'b')
  if f then pcall(f, 1, 2) end
end
print('through')`;
  return [
    { name: 'every way of Lua', text: [attempt, ...attempts, 'print("the end")'].join('\n') },
    { name: 'bytecode with a bit turned over', isFatal: true, text: corrupt('code:byte(at) ~ 1') },
    { name: 'bytecode with large numbers', isFatal: true, text: corrupt('255') },
    {
      name: 'a recursion of C',
      isFatal: true,
      text: `local s = ('('):rep(100000) load(s) string.rep('x', -1) string.find(('a'):rep(300000), ('.-'):rep(300000) .. 'b') local t = setmetatable({}, {}) getmetatable(t).__index = t print(t.x)`,
    },
    {
      name: 'finalizers that go on',
      isFatal: true,
      text: `local function again() setmetatable({}, { __gc = again }) end again() print('begun') os.exit(0, true)`,
    },
  ];
}
