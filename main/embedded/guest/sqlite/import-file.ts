/** `.import`: puts the records of a file into a table, which it makes where there is none. */
import { type ByteText, toText } from './byte-text';
import { SqlError } from './database';
import { fail } from './dot-commands';
import { quoteText } from './quoting';
import { type RecordForm, readRecords } from './record-reader';
import type { CommandEnd, Shell } from './shell';

interface Options {
  form: RecordForm;
  path: ByteText;
  table: ByteText;
  schema: ByteText;
  skip: number;
}

const quoteAlways = (name: ByteText): ByteText => `"${name.replaceAll('"', '""')}"`;

export function importFile(shell: Shell, args: ByteText[]): CommandEnd {
  const options = readOptions(shell, args);
  if (typeof options === 'string') return fail(shell, options);
  const { form, path, table, schema, skip } = options;
  if (path.startsWith('|')) {
    shell.host.tellUnsupported('subprocesses');
    return fail(shell, 'Error: pipes are not supported in this OS');
  }
  shell.output.flush();
  const content = shell.files.read(toText(path));
  if (content === undefined) return fail(shell, `Error: cannot open "${path}"`);
  const records = readRecords(content, form);
  for (let skipped = 0; skipped < skip; skipped++) records.next();

  const { database } = shell;
  const target = `${quoteAlways(schema)}.${quoteAlways(table)}`;
  const isThere =
    database.query(`SELECT 1 FROM pragma_table_info(${quoteText(table)}, ${quoteText(schema)})`).length > 0;
  if (!isThere) {
    const header = records.next().value;
    if (!header) return fail(shell, `${path}: empty file`);
    const columns = nameColumns(header.fields).map((name) => `${quoteAlways(name)} TEXT`);
    database.query(`CREATE TABLE ${target}(\n${columns.join(', ')})`);
  }
  const columns = database.query(`PRAGMA ${quoteAlways(schema)}.table_info(${quoteText(table)})`).length;
  const needsTransaction = isAutocommit(shell);
  if (needsTransaction) database.query('BEGIN');
  const insert = `INSERT INTO ${target} VALUES(${Array(columns).fill('?').join(',')})`;
  for (const { statement } of database.eachStatement(insert)) {
    for (const { fields, line } of records) {
      if (shell.host.isInterrupted()) break;
      if (fields.length < columns) {
        shell.complain(
          `${path}:${line}: expected ${columns} columns but found ${fields.length} - filling the rest with NULL`,
        );
      } else if (fields.length > columns) {
        shell.complain(`${path}:${line}: expected ${columns} columns but found ${fields.length} - extras ignored`);
      }
      try {
        statement.reset();
        for (let index = 0; index < columns; index++) statement.bindText(index + 1, fields[index] ?? null);
        statement.step();
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        shell.complain(`${path}:${line}: INSERT failed: ${error.reason}`);
      }
    }
  }
  if (needsTransaction) database.query('COMMIT');
  return 'done';
}

/** @returns what is wrong, where something is */
function readOptions(shell: Shell, args: ByteText[]): Options | string {
  const { format } = shell;
  let form: RecordForm = {
    columnSeparator: format.columnSeparator,
    rowSeparator: format.rowSeparator,
    isQuoted: format.mode !== 'ascii',
  };
  let isFormGiven = false;
  let schema = 'main';
  let skip = 0;
  const names: ByteText[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as ByteText;
    if (!arg.startsWith('-') || arg === '-') {
      names.push(arg);
      continue;
    }
    const option = arg.replace(/^--?/, '');
    if (option === 'csv') form = { columnSeparator: ',', rowSeparator: '\n', isQuoted: true };
    else if (option === 'ascii') form = { columnSeparator: '\x1f', rowSeparator: '\x1e', isQuoted: false };
    else if (option === 'schema') schema = args[++index] ?? 'main';
    else if (option === 'skip') skip = Number.parseInt(args[++index] ?? '0', 10) || 0;
    else if (option !== 'v') return `ERROR: unknown option: "${arg}".  Usage:\n.import FILE TABLE`;
    isFormGiven ||= option === 'csv' || option === 'ascii';
  }
  const [path, table, extra] = names;
  if (extra !== undefined) return `ERROR: extra argument: "${extra}".  Usage:\n.import FILE TABLE`;
  if (path === undefined || table === undefined) {
    return `ERROR: missing ${path === undefined ? 'FILE' : 'TABLE'} argument. Usage:\n.import FILE TABLE`;
  }
  if (!isFormGiven) {
    if (form.columnSeparator === '') return 'Error: non-null column separator required for import';
    if (form.columnSeparator.length > 1)
      return 'Error: multi-character or multi-byte column separators not allowed for import';
    if (form.rowSeparator === '') return 'Error: non-null row separator required for import';
    if (form.rowSeparator === '\r\n' && format.mode === 'csv') form.rowSeparator = '\n';
    if (form.rowSeparator.length > 1) return 'Error: multi-character row separators not allowed for import';
  }
  return { form, path, table, schema, skip };
}

/** Each name once: a column without one, or with another's, is numbered. */
function nameColumns(names: readonly ByteText[]): ByteText[] {
  const seen = new Set<string>();
  return names.map((given, index) => {
    let name = given === '' ? '?' : given;
    if (seen.has(name.toLowerCase()) || given === '') name = `${name}_${index + 1}`;
    seen.add(name.toLowerCase());
    return name;
  });
}

/** Whether no transaction is open: one can then be begun. */
function isAutocommit(shell: Shell): boolean {
  try {
    shell.database.query('BEGIN');
    shell.database.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}
