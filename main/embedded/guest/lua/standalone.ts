/**
 * Runs a script as the standalone interpreter `lua` does: its arguments, its traceback, its way to be interrupted.
 * Source: the Lua 5.4 reference manual, section 7 (Lua Standalone), and what `lua5.4` prints.
 */
import type { GuestHost, GuestJob } from '../runtime';
import { addCallbacks } from '../wasm-callbacks';
import type { Interpreter } from './interpreter';
import { ProgramExit } from './system-calls';

const PROGRAM = 'lua';
const INTERRUPTED_EXIT_CODE = 130;
const STRING_TYPE = 4;
const COUNT_MASK = 8;
/** Instructions between two looks at whether the person wants to stop. */
const INSTRUCTIONS_PER_POLL = 10_000;

const encoder = new TextEncoder();

export class Standalone {
  readonly #interpreter: Interpreter;
  readonly #host: GuestHost;
  readonly #pointers: { main: number; handle: number; poll: number };
  readonly #interruptedText: number;
  readonly #toStringText: number;
  #job: GuestJob = { files: [], entry: '', args: [], env: {} };
  #isInterrupted = false;

  /** To be made before the job is known: it takes some milliseconds. */
  constructor(interpreter: Interpreter, host: GuestHost) {
    this.#interpreter = interpreter;
    this.#host = host;
    this.#interruptedText = interpreter.text('interrupted!');
    this.#toStringText = interpreter.text('__tostring');
    this.#pointers = addCallbacks(
      interpreter.lua.table,
      { main: (state) => this.#runMain(state), handle: (state) => this.#handleError(state) },
      { poll: (state) => this.#poll(state) },
    );
  }

  /** @returns the exit code */
  run(job: GuestJob): number {
    const { lua, files, system, bytes } = this.#interpreter;
    this.#job = job;
    for (const { path, content } of job.files) files.put(path, encoder.encode(content));
    system.environment.fill(bytes, job.env, lua.malloc);
    try {
      return this.#callMain();
    } catch (thrown) {
      if (thrown instanceof ProgramExit) return thrown.code & 0xff;
      const { message } = thrown as Error;
      this.#say(encoder.encode(message.includes('call stack') ? 'C stack overflow' : message));
      return 1;
    } finally {
      lua.fflush(0);
    }
  }

  #callMain(): number {
    const { lua, state, bytes } = this.#interpreter;
    lua.lua_sethook(state, this.#pointers.poll, COUNT_MASK, INSTRUCTIONS_PER_POLL);
    lua.lua_pushcclosure(state, this.#pointers.main, 0);
    const status = lua.lua_pcallk(state, 0, 0, 0, 0, 0);
    if (status !== 0) {
      const message = lua.lua_tolstring(state, -1, 0);
      this.#say(message === 0 ? encoder.encode('(error message not a string)') : bytes.readCString(message).slice());
    }
    lua.lua_close(state);
    if (status === 0) return 0;
    return this.#isInterrupted ? INTERRUPTED_EXIT_CODE : 1;
  }

  /** The main function of the interpreter, called by Lua so that it stands at the end of each traceback. */
  #runMain(state: number): number {
    const { lua, text } = this.#interpreter;
    const { entry, args } = this.#job;
    lua.lua_createtable(state, args.length, 2);
    for (const [index, arg] of [PROGRAM, entry, ...args].entries()) {
      lua.lua_pushstring(state, text(arg));
      lua.lua_rawseti(state, -2, BigInt(index - 1));
    }
    lua.lua_setglobal(state, text('arg'));
    lua.lua_pushcclosure(state, this.#pointers.handle, 0);
    const handlerIndex = lua.lua_gettop(state);
    let status = lua.luaL_loadfilex(state, text(entry), 0);
    if (status === 0) {
      lua.luaL_checkstack(state, args.length + 3, text('too many arguments to script'));
      for (const arg of args) lua.lua_pushstring(state, text(arg));
      status = lua.lua_pcallk(state, args.length, 0, handlerIndex, 0, 0);
    }
    return status === 0 ? 0 : lua.lua_error(state);
  }

  /** Adds a traceback to an error, or makes a message of what is none. */
  #handleError(state: number): number {
    const { lua, bytes, text } = this.#interpreter;
    let message = lua.lua_tolstring(state, 1, 0);
    if (message === 0) {
      if (lua.luaL_callmeta(state, 1, this.#toStringText) && lua.lua_type(state, -1) === STRING_TYPE) return 1;
      const type = bytes.readText(lua.lua_typename(state, lua.lua_type(state, 1)));
      message = text(`(error object is a ${type} value)`);
    }
    lua.luaL_traceback(state, state, message, 1);
    return 1;
  }

  /** Raises an error where the program is, as the interpreter does at Ctrl+C: once. */
  #poll(state: number): void {
    if (this.#isInterrupted || !this.#host.isInterrupted()) return;
    const { lua } = this.#interpreter;
    this.#isInterrupted = true;
    lua.lua_sethook(state, 0, 0, 0);
    lua.luaL_where(state, 1);
    lua.lua_pushstring(state, this.#interruptedText);
    lua.lua_concat(state, 2);
    lua.lua_error(state);
  }

  #say(message: Uint8Array): void {
    this.#interpreter.lua.fflush(0);
    const prefix = encoder.encode(`${PROGRAM}: `);
    const line = new Uint8Array(prefix.length + message.length + 1);
    line.set(prefix);
    line.set(message, prefix.length);
    line[line.length - 1] = 10;
    this.#host.write('stderr', line);
  }
}
