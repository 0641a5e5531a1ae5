/** A connection to a database, its statements and their values, which are bytes in `ByteText`. */
import { type ByteText, fromBytes, toBytes } from './byte-text';
import type { SqlEngine } from './engine';

const OK = 0;
export const OUT_OF_MEMORY = 7;
export const INTERRUPTED = 9;
const ROW = 100;
const DONE = 101;
const TRANSIENT = -1;
const SHORT_BYTES = 24;

export const Type = { integer: 1, real: 2, text: 3, blob: 4, null: 5 } as const;

export class SqlError extends Error {
  constructor(
    readonly code: number,
    /** As SQLite words it. */
    readonly reason: ByteText,
    readonly phase: 'prepare' | 'step',
    /** The statement, and where in it the error is, in bytes; null where that is not known. */
    readonly place: { sql: ByteText; offset: number } | null = null,
  ) {
    super(reason);
  }
}

export class Database {
  readonly #engine: SqlEngine;
  readonly #connection: number;
  /** Room for two pointers. */
  readonly #room: number;

  constructor(engine: SqlEngine, name: ByteText) {
    this.#engine = engine;
    const { module, bytes } = engine;
    this.#room = module._malloc(8);
    const text = this.#put(name);
    const code = module._sqlite3_open(text, this.#room);
    module._free(text);
    this.#connection = bytes.getPointer(this.#room);
    if (code !== OK) throw this.#error(code, 'prepare');
    engine.prepareConnection(this.#connection);
  }

  close(): void {
    this.#engine.module._sqlite3_close_v2(this.#connection);
  }

  /** Rows changed by the last statement. */
  countChanges(): number {
    return this.#engine.module._sqlite3_changes(this.#connection);
  }

  /** The statements of a text one after the other, with their texts; each is closed when the next is asked for. */
  *eachStatement(sql: ByteText): Generator<{ statement: Statement; text: ByteText }> {
    const { module, bytes } = this.#engine;
    const start = this.#put(sql);
    try {
      for (let at = start; ; ) {
        while (isSpace(bytes.all[at] ?? 0)) at++;
        const code = module._sqlite3_prepare_v2(this.#connection, at, -1, this.#room, this.#room + 4);
        if (code !== OK) throw this.#error(code, 'prepare', at);
        const pointer = bytes.getPointer(this.#room);
        const next = bytes.getPointer(this.#room + 4);
        if (pointer !== 0) {
          const statement = new Statement(this.#engine, pointer, (failed) => this.#error(failed, 'step'));
          try {
            yield { statement, text: fromBytes(bytes.slice(at, next - at)) };
          } finally {
            module._sqlite3_finalize(pointer);
          }
        }
        if (next === at || bytes.all[next] === 0) return;
        at = next;
      }
    } finally {
      module._free(start);
    }
  }

  /** All rows of one statement, as text. */
  query(sql: ByteText, ...values: ByteText[]): (ByteText | null)[][] {
    const rows: (ByteText | null)[][] = [];
    for (const { statement } of this.eachStatement(sql)) {
      for (const [index, value] of values.entries()) statement.bindText(index + 1, value);
      while (statement.step())
        rows.push(Array.from({ length: statement.columns }, (_, index) => statement.text(index)));
    }
    return rows;
  }

  #put(text: ByteText): number {
    const at = this.#engine.module._malloc(text.length + 1);
    if (at === 0) throw new SqlError(OUT_OF_MEMORY, 'out of memory', 'prepare');
    this.#engine.bytes.all.set(toBytes(text), at);
    this.#engine.bytes.all[at + text.length] = 0;
    return at;
  }

  /** @param sql the statement that was to be prepared */
  #error(code: number, phase: 'prepare' | 'step', sql = 0): SqlError {
    const { module, bytes } = this.#engine;
    const offset = sql === 0 ? -1 : this.#engine.findErrorOffset(this.#connection);
    const reason = fromBytes(bytes.readCString(module._sqlite3_errmsg(this.#connection)));
    const place = offset < 0 ? null : { sql: fromBytes(bytes.readCString(sql)), offset };
    return new SqlError(code, reason, phase, place);
  }
}

export class Statement {
  readonly #engine: SqlEngine;
  readonly #pointer: number;
  readonly #makeError: (code: number) => SqlError;
  readonly columns: number;

  constructor(engine: SqlEngine, pointer: number, makeError: (code: number) => SqlError) {
    this.#engine = engine;
    this.#pointer = pointer;
    this.#makeError = makeError;
    this.columns = engine.module._sqlite3_column_count(pointer);
  }

  /** @returns whether there is a row */
  step(): boolean {
    const code = this.#engine.module._sqlite3_step(this.#pointer);
    if (code !== ROW && code !== DONE) throw this.#makeError(code);
    return code === ROW;
  }

  /** To be bound and stepped anew. */
  reset(): void {
    this.#engine.module._sqlite3_reset(this.#pointer);
  }

  name(index: number): ByteText {
    return this.#readText(this.#engine.module._sqlite3_column_name(this.#pointer, index)) ?? '';
  }

  type(index: number): number {
    return this.#engine.module._sqlite3_column_type(this.#pointer, index);
  }

  /** Up to the first NUL, as the shell has it; null for NULL. */
  text(index: number): ByteText | null {
    return this.#readText(this.#engine.module._sqlite3_column_text(this.#pointer, index));
  }

  real(index: number): number {
    return this.#engine.module._sqlite3_column_double(this.#pointer, index);
  }

  blob(index: number): ByteText {
    const { module, bytes } = this.#engine;
    const at = module._sqlite3_column_blob(this.#pointer, index);
    return fromBytes(bytes.slice(at, module._sqlite3_column_bytes(this.#pointer, index)));
  }

  /** @param index from 1; null is NULL */
  bindText(index: number, value: ByteText | null): void {
    const { module, bytes } = this.#engine;
    if (value === null) {
      module._sqlite3_bind_text(this.#pointer, index, 0, 0, TRANSIENT);
      return;
    }
    const at = module._malloc(value.length + 1);
    if (at === 0) throw new SqlError(OUT_OF_MEMORY, 'out of memory', 'step');
    bytes.all.set(toBytes(value), at);
    const code = module._sqlite3_bind_text(this.#pointer, index, at, value.length, TRANSIENT);
    module._free(at);
    if (code !== OK) throw this.#makeError(code);
  }

  #readText(at: number): ByteText | null {
    if (at === 0) return null;
    const { all } = this.#engine.bytes;
    // Most values are short, and a view of the memory costs more than they do.
    let text = '';
    for (let index = at; index < at + SHORT_BYTES; index++) {
      const byte = all[index] ?? 0;
      if (byte === 0) return text;
      text += String.fromCharCode(byte);
    }
    return fromBytes(this.#engine.bytes.readCString(at));
  }
}

function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}
