/** The glue of sql.js as it is used here: SQLite's C interface, with pointers as numbers. */
declare module 'sql.js/dist/sql-wasm.js' {
  export interface SqlModule {
    _malloc(bytes: number): number;
    _free(at: number): void;
    _sqlite3_open(name: number, into: number): number;
    _sqlite3_close_v2(database: number): number;
    _sqlite3_errmsg(database: number): number;
    _sqlite3_prepare_v2(database: number, sql: number, bytes: number, into: number, tail: number): number;
    _sqlite3_step(statement: number): number;
    _sqlite3_reset(statement: number): number;
    _sqlite3_finalize(statement: number): number;
    _sqlite3_changes(database: number): number;
    _sqlite3_column_count(statement: number): number;
    _sqlite3_column_name(statement: number, index: number): number;
    _sqlite3_column_type(statement: number, index: number): number;
    _sqlite3_column_text(statement: number, index: number): number;
    _sqlite3_column_blob(statement: number, index: number): number;
    _sqlite3_column_bytes(statement: number, index: number): number;
    _sqlite3_column_double(statement: number, index: number): number;
    _sqlite3_bind_text(statement: number, index: number, text: number, bytes: number, destructor: number): number;
    _sqlite3_update_hook(database: number, hook: number, value: number): number;
  }
  export interface SqlModuleSettings {
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance) => void,
    ): Record<string, never>;
  }
  export default function initSqlJs(settings: SqlModuleSettings): Promise<SqlModule>;
}
