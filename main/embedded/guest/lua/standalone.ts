/**
 * Runs a script as the standalone interpreter `lua` does: its arguments, its traceback, its way to be interrupted.
 * Source: the Lua 5.4 reference manual, section 7 (Lua Standalone), and what `lua5.4` prints.
 */
import type { GuestHost, GuestJob } from '../runtime';
import { addCallbacks } from './callbacks';
import type { Interpreter } from './interpreter';
import { ProgramExit } from './system-calls';

const PROGRAM = 'lua';
const INTERRUPTED_EXIT_CODE = 130;
const STRING_TYPE = 4;
const COUNT_MASK = 8;
/** Instructions between two looks at whether the person wants to stop. */
const INSTRUCTIONS_PER_POLL = 10_000;

export function runScript(interpreter: Interpreter, host: GuestHost, job: GuestJob): number {
  const { lua, state, files, system, bytes, text } = interpreter;
  const encoder = new TextEncoder();
  const say = (message: Uint8Array): void => {
    lua.fflush(0);
    const prefix = encoder.encode(`${PROGRAM}: `);
    const line = new Uint8Array(prefix.length + message.length + 1);
    line.set(prefix);
    line.set(message, prefix.length);
    line[line.length - 1] = 10;
    host.write('stderr', line);
  };
  for (const { path, content } of job.files) files.put(path, encoder.encode(content));
  system.environment.fill(bytes, job.env, lua.malloc);

  let isInterrupted = false;
  const interruptedText = text('interrupted!');
  const toStringText = text('__tostring');
  const pointers = addCallbacks(lua.table, {
    functions: {
      main: (caller) => runMain(caller),
      handle: (caller) => handleError(caller),
    },
    hooks: {
      poll: (caller) => {
        if (isInterrupted || !host.isInterrupted()) return;
        isInterrupted = true;
        lua.lua_sethook(caller, 0, 0, 0);
        lua.luaL_where(caller, 1);
        lua.lua_pushstring(caller, interruptedText);
        lua.lua_concat(caller, 2);
        lua.lua_error(caller);
      },
    },
  }) as Record<'main' | 'handle' | 'poll', number>;

  /** Adds a traceback to an error, or makes a message of what is none. */
  function handleError(caller: number): number {
    let message = lua.lua_tolstring(caller, 1, 0);
    if (message === 0) {
      if (lua.luaL_callmeta(caller, 1, toStringText) && lua.lua_type(caller, -1) === STRING_TYPE) return 1;
      const type = bytes.readText(lua.lua_typename(caller, lua.lua_type(caller, 1)));
      message = text(`(error object is a ${type} value)`);
    }
    lua.luaL_traceback(caller, caller, message, 1);
    return 1;
  }

  function runMain(caller: number): number {
    lua.lua_createtable(caller, job.args.length, 2);
    for (const [index, arg] of [PROGRAM, job.entry, ...job.args].entries()) {
      lua.lua_pushstring(caller, text(arg));
      lua.lua_rawseti(caller, -2, BigInt(index - 1));
    }
    lua.lua_setglobal(caller, text('arg'));
    lua.lua_pushcclosure(caller, pointers.handle, 0);
    const handlerIndex = lua.lua_gettop(caller);
    let status = lua.luaL_loadfilex(caller, text(job.entry), 0);
    if (status === 0) {
      lua.luaL_checkstack(caller, job.args.length + 3, text('too many arguments to script'));
      for (const arg of job.args) lua.lua_pushstring(caller, text(arg));
      status = lua.lua_pcallk(caller, job.args.length, 0, handlerIndex, 0, 0);
    }
    if (status !== 0) return lua.lua_error(caller);
    return 0;
  }

  const callMain = (): number => {
    lua.lua_sethook(state, pointers.poll, COUNT_MASK, INSTRUCTIONS_PER_POLL);
    lua.lua_pushcclosure(state, pointers.main, 0);
    const status = lua.lua_pcallk(state, 0, 0, 0, 0, 0);
    if (status !== 0) {
      const message = lua.lua_tolstring(state, -1, 0);
      say(message === 0 ? encoder.encode('(error message not a string)') : bytes.readCString(message).slice());
    }
    lua.lua_close(state);
    if (status === 0) return 0;
    return isInterrupted ? INTERRUPTED_EXIT_CODE : 1;
  };

  try {
    return callMain();
  } catch (thrown) {
    if (thrown instanceof ProgramExit) return thrown.code & 0xff;
    say(encoder.encode(thrown instanceof RangeError ? 'C stack overflow' : String((thrown as Error).message)));
    return 1;
  } finally {
    lua.fflush(0);
  }
}
