/** The interpreter's module, instantiated, with its state and libraries: all that can be made before the job is known. */
import { instantiate } from '../instantiate';
import type { GuestHost } from '../runtime';
import type { WasmBytes } from '../wasm-bytes';
import { addCallbacks } from '../wasm-callbacks';
import { MemoryFiles } from './memory-files';
import { SystemCalls, type SystemModule } from './system-calls';

/** Of Lua's C interface what is used here. Strings are pointers to bytes that end with NUL. */
export interface LuaModule extends SystemModule {
  __wasm_call_ctors(): void;
  __indirect_function_table: WebAssembly.Table;
  luaL_newstate(): number;
  luaL_openlibs(state: number): void;
  luaL_loadbufferx(state: number, bytes: number, size: number, name: number, mode: number): number;
  luaL_loadfilex(state: number, name: number, mode: number): number;
  luaL_callmeta(state: number, index: number, name: number): number;
  luaL_traceback(state: number, of: number, message: number, level: number): void;
  luaL_where(state: number, level: number): void;
  luaL_checkstack(state: number, size: number, message: number): void;
  lua_close(state: number): void;
  lua_pcallk(state: number, args: number, results: number, handler: number, context: number, next: number): number;
  lua_error(state: number): number;
  lua_concat(state: number, count: number): void;
  lua_sethook(state: number, hook: number, mask: number, count: number): void;
  lua_type(state: number, index: number): number;
  lua_typename(state: number, type: number): number;
  lua_tolstring(state: number, index: number, size: number): number;
  lua_gettop(state: number): number;
  lua_settop(state: number, index: number): void;
  lua_rotate(state: number, index: number, count: number): void;
  lua_pushstring(state: number, text: number): number;
  lua_pushcclosure(state: number, call: number, values: number): void;
  lua_createtable(state: number, items: number, fields: number): void;
  lua_rawseti(state: number, index: number, key: bigint): void;
  lua_getglobal(state: number, name: number): number;
  lua_setglobal(state: number, name: number): void;
  lua_setfield(state: number, index: number, name: number): void;
}

export interface Interpreter {
  lua: LuaModule;
  state: number;
  bytes: WasmBytes;
  system: SystemCalls;
  files: MemoryFiles;
  /** A pointer to the text, which is never freed. */
  text(text: string): number;
}

export const WORK_FOLDER = '/work';

/**
 * Run before the program. Output is sent as it is written. The rest runs what most programs run, so that the engine has
 * translated it when the program comes.
 */
const PRELUDE = `
io.stdout:setvbuf("no")
do
  local items = {}
  for index = 1, 3 do items[#items + 1] = tostring(index) .. string.format("%d %s", index, "x") end
  table.sort(items, function(a, b) return a > b end)
  for key, value in pairs(items) do local _ = key, value end
  pcall(error, table.concat(items):gsub("x", {}))
  load("local function call(...) return ... end return call(1) + 2.5")()
  local file = io.open("/dev/null", "w")
  file:write("x", 1, 2.5)
  file:close()
  loadfile("/dev/null")
  os.date("%c", os.time())
  os.clock()
end
`;

export function openInterpreter(host: GuestHost): Interpreter {
  const files = new MemoryFiles(WORK_FOLDER, host.memoryLimitBytes / 2);
  const system = new SystemCalls(host, files);
  const { instance } = instantiate(host.readAsset('wasm'), system.imports);
  const exports = instance.exports as unknown as LuaModule;
  const lua: LuaModule = { ...exports, table: exports.__indirect_function_table };
  const bytes = system.attach(lua);
  lua.__wasm_call_ctors();
  const state = lua.luaL_newstate();
  lua.luaL_openlibs(state);
  const text = (content: string): number => {
    const encoded = new TextEncoder().encode(`${content}\0`);
    const at = lua.malloc(encoded.length);
    bytes.all.set(encoded, at);
    return at;
  };
  const prelude = text(PRELUDE);
  const failed =
    lua.luaL_loadbufferx(state, prelude, PRELUDE.length, prelude, 0) || lua.lua_pcallk(state, 0, 0, 0, 0, 0);
  if (failed) throw new Error(`Lua did not start: ${bytes.readText(lua.lua_tolstring(state, -1, 0))}`);
  replaceProcessOpener({ lua, state, bytes, system, files, text }, host);
  return { lua, state, bytes, system, files, text };
}

/** `io.popen` fails as it does on a system without processes; it is told besides. */
function replaceProcessOpener({ lua, state, text }: Interpreter, host: GuestHost): void {
  const message = text("'popen' not supported");
  const { refuse } = addCallbacks(lua.table, {
    refuse: (caller) => {
      host.tellUnsupported('subprocesses');
      lua.luaL_where(caller, 1);
      lua.lua_pushstring(caller, message);
      lua.lua_concat(caller, 2);
      return lua.lua_error(caller);
    },
  });
  lua.lua_getglobal(state, text('io'));
  lua.lua_pushcclosure(state, refuse, 0);
  lua.lua_setfield(state, -2, text('popen'));
  lua.lua_settop(state, 0);
}
