/**
 * Runs scripts as `sqlite3 -batch -bail :memory:` does: statements and dot commands, line by line.
 * Source: "Command Line Shell For SQLite" (sqlite.org/cli.html) and what sqlite3 3.40 of Debian prints.
 */
import type { GuestHost } from '../runtime';
import { type ByteText, fromText } from './byte-text';
import { isColumnMode, writeColumns } from './column-output';
import { Database, INTERRUPTED, OUT_OF_MEMORY, SqlError, type Statement } from './database';
import type { SqlEngine } from './engine';
import { tellMissing } from './missing-parts';
import { createFormat } from './output-format';
import { writePlan, writeProgram } from './query-plan';
import { quoteText } from './quoting';
import { createRowWriter, quoteValue } from './row-output';
import type { ScriptFiles } from './script-files';
import type { ShellOutput } from './shell-output';
import { isComplete, StatementScan } from './statement-end';

/** Ends the script with an exit code: `.exit`, or the person. */
export class ShellExit {
  constructor(readonly code: number) {}
}

/** What a dot command leads to. */
export type CommandEnd = 'done' | 'failed' | 'quit';
export type RunCommand = (shell: Shell, line: ByteText) => CommandEnd;

export const INTERRUPTED_EXIT_CODE = 130;
/** How deep `.read` may lead to itself. */
const DEEPEST_READ = 25;
/** What the rows of one table may take of the process's own memory: the manifest has it in its overhead. */
const GATHERED_BYTES = 96 * 2 ** 20;
/** What a cell of a table costs while the table is made: so much, and its text so many times. */
const CELL_BYTES = 160;
const CELL_COPIES = 3;
/** Room for the text around an error, in bytes. */
const CONTEXT = { before: 50, length: 78, arrowTurnsAt: 25, turnedBy: 14 };

export class Shell {
  readonly host: GuestHost;
  readonly files: ScriptFiles;
  readonly engine: SqlEngine;
  database: Database;
  databaseName: ByteText = ':memory:';
  format = createFormat();
  bails = true;
  echoes = false;
  showsChanges = false;
  showsTime = false;
  readonly output: ShellOutput;
  readonly #runCommand: RunCommand;
  #readDepth = 0;

  /** To be made before the job is known. */
  constructor(engine: SqlEngine, host: GuestHost, files: ScriptFiles, output: ShellOutput, runCommand: RunCommand) {
    this.engine = engine;
    this.host = host;
    this.files = files;
    this.output = output;
    this.database = new Database(engine, this.databaseName);
    this.#runCommand = runCommand;
  }

  write(text: ByteText): void {
    this.output.write(text);
  }

  complain(text: ByteText): void {
    this.output.complain(text);
  }

  /** @returns false where something failed */
  readScript(path: string): boolean {
    this.output.flush();
    const script = this.files.read(path);
    if (script === undefined) {
      this.complain(`Error: cannot open "${fromText(path)}"`);
      return false;
    }
    if (this.#readDepth >= DEEPEST_READ) {
      this.complain(`Input nesting limit (${DEEPEST_READ}) reached at line 0. Check recursion.`);
      return false;
    }
    this.#readDepth++;
    const isFine = this.#runLines(script);
    this.#readDepth--;
    return isFine;
  }

  #runLines(script: ByteText): boolean {
    const lines = script.split('\n');
    if (lines.at(-1) === '') lines.pop();
    let pending: ByteText[] = [];
    let startLine = 0;
    let scan = new StatementScan();
    let isFine = true;
    const runPending = (): void => {
      const sql = pending.join('\n');
      pending = [];
      scan = new StatementScan();
      if (this.echoes) this.write(`${sql}\n`);
      isFine = this.runSql(sql, startLine) && isFine;
      this.output.endUse(true);
    };
    for (const [index, whole] of lines.entries()) {
      if (!isFine && this.bails) return false;
      if (this.host.isInterrupted()) throw new ShellExit(INTERRUPTED_EXIT_CODE);
      const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
      if (pending.length === 0) {
        if (line.trim() === '') continue;
        if (line[0] === '.' || line[0] === '#') {
          if (this.echoes) this.write(`${line}\n`);
          const end = line[0] === '.' ? this.#runCommand(this, line) : 'done';
          this.output.endUse(false);
          if (end === 'quit') return isFine;
          isFine = end === 'done' && isFine;
          continue;
        }
        startLine = index + 1;
      }
      if (scan.isPlain && !scan.isBlank && /^(go|\/)\s*$/i.test(line) && isComplete(`${pending.join('\n')};`)) {
        pending.push(';');
        runPending();
        continue;
      }
      pending.push(pending.length === 0 ? line.trimStart() : line);
      scan.read(line);
      if (scan.isPlain && scan.endsInSemicolon && isComplete(pending.join('\n'))) runPending();
      else if (scan.isPlain && scan.isBlank) pending = [];
    }
    if (pending.length > 0 && !scan.isBlank && (isFine || !this.bails)) runPending();
    return isFine;
  }

  /** @returns false where it failed, which is said */
  runSql(sql: ByteText, line: number): boolean {
    const startMs = performance.now();
    try {
      for (const { statement, text } of this.database.eachStatement(sql)) this.#writeRows(statement, text);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      this.complain(describeError(error, line));
      tellMissing(this.host, error.reason);
      if (error.code === INTERRUPTED && this.host.isInterrupted()) throw new ShellExit(INTERRUPTED_EXIT_CODE);
      return false;
    }
    if (this.showsTime) {
      this.write(`Run Time: real ${((performance.now() - startMs) / 1000).toFixed(3)} user 0.000000 sys 0.000000\n`);
    }
    if (this.showsChanges) {
      const total = this.database.query('SELECT total_changes()')[0]?.[0];
      this.write(`changes: ${this.database.countChanges()}   total_changes: ${total}\n`);
    }
    return true;
  }

  #writeRows(statement: Statement, sql: ByteText): void {
    if (/^\s*explain\s+query\s+plan\b/i.test(sql)) {
      this.write(writePlan(statement));
      return;
    }
    if (/^\s*explain\b/i.test(sql)) {
      this.write(writeProgram(statement));
      return;
    }
    const { format } = this;
    const names = Array.from({ length: statement.columns }, (_, index) => statement.name(index));
    if (isColumnMode(format.mode)) {
      const rows: ByteText[][] = [];
      let bytes = 0;
      while (statement.step()) {
        const row = names.map((_, index) => this.#readCell(statement, index));
        for (const cell of row) bytes += CELL_BYTES + CELL_COPIES * cell.length;
        // These are held outside of SQLite's own memory.
        if (bytes > Math.min(this.host.memoryLimitBytes, GATHERED_BYTES))
          throw new SqlError(OUT_OF_MEMORY, 'out of memory', 'step');
        rows.push(row);
      }
      if (rows.length > 0) writeColumns(format, format.mode, names, rows, (text) => this.write(text));
      return;
    }
    const writer = createRowWriter(format);
    let count = 0;
    for (; statement.step(); count++) {
      const header = count === 0 && format.showsHeader ? (writer.header?.(names) ?? '') : '';
      this.write(header + writer.row(statement, count, names));
    }
    if (count > 0 && writer.end) this.write(writer.end);
  }

  #readCell(statement: Statement, index: number): ByteText {
    if (this.format.quotes) return quoteValue(statement, index, quoteText, () => statement.text(index) ?? '');
    return statement.text(index) ?? this.format.nullValue;
  }
}

function describeError({ code, reason, phase, place }: SqlError, line: number): ByteText {
  const number = code > 1 ? ` (${code})` : '';
  const kind = phase === 'prepare' ? 'Parse error' : 'Runtime error';
  return `${kind} near line ${line}: ${reason}${number}${place ? showPlace(place.sql, place.offset) : ''}`;
}

/** The text around the error, with an arrow. */
function showPlace(sql: ByteText, offset: number): ByteText {
  const isInside = (at: number): boolean => (sql.charCodeAt(at) & 0xc0) === 0x80;
  let start = Math.max(0, offset - CONTEXT.before);
  while (isInside(start)) start++;
  let end = Math.min(sql.length, start + CONTEXT.length);
  while (end < sql.length && isInside(end)) end--;
  const place = offset - start;
  const arrow =
    place < CONTEXT.arrowTurnsAt
      ? `${' '.repeat(place)}^--- error here`
      : `${' '.repeat(place - CONTEXT.turnedBy)}error here ---^`;
  return `\n  ${sql.slice(start, end).replace(/\s/g, ' ')}\n  ${arrow}`;
}
