/** The dot commands that look at the schema, or at all of the database. */
import type { ByteText } from './byte-text';
import { quoteName, quoteText } from './quoting';
import { createRowWriter } from './row-output';
import type { Shell } from './shell';

const LINE_COLUMNS = 80;

function listSchemas(shell: Shell): ByteText[] {
  return shell.database.query('PRAGMA database_list').map((row) => row[1] ?? '');
}

const schemaTable = (schema: ByteText): ByteText =>
  schema === 'temp' ? 'sqlite_temp_schema' : `${quoteName(schema)}.sqlite_schema`;

export function listTables(shell: Shell, [pattern = '%']: ByteText[]): undefined {
  listNames(shell, pattern, "type IN ('table','view') AND name NOT LIKE 'sqlite_%' AND name LIKE ?1");
}

export function listIndexes(shell: Shell, [table = '%']: ByteText[]): undefined {
  listNames(shell, table, "type = 'index' AND tbl_name LIKE ?1");
}

function listNames(shell: Shell, pattern: ByteText, condition: ByteText): void {
  const parts = listSchemas(shell).map((schema) => {
    const prefix = schema === 'main' ? '' : `${quoteText(`${schema}.`)} || `;
    return `SELECT ${prefix}name FROM ${schemaTable(schema)} WHERE ${condition}`;
  });
  const names = shell.database.query(`${parts.join(' UNION ALL ')} ORDER BY 1`, pattern).map((row) => row[0] ?? '');
  if (names.length === 0) return;
  const width = Math.max(...names.map((name) => name.length));
  const columns = Math.max(1, Math.floor(LINE_COLUMNS / (width + 2)));
  const lines = Math.ceil(names.length / columns);
  for (let line = 0; line < lines; line++) {
    const shown = names.filter((_, index) => index % lines === line).map((name) => name.padEnd(width));
    shell.write(`${shown.join('  ')}\n`);
  }
}

export function listDatabases(shell: Shell): undefined {
  for (const [, name, file] of shell.database.query('PRAGMA database_list')) {
    shell.write(`${name}: ${file ? file : '""'} r/w\n`);
  }
}

export function showSchema(shell: Shell, args: ByteText[]): undefined {
  const pattern = args.find((arg) => !arg.startsWith('-'));
  const hidesSystem = args.some((arg) => /^--?nosys$/.test(arg));
  const compare = pattern && /[*?[]/.test(pattern) ? 'GLOB' : 'LIKE';
  const name = pattern?.includes('.') ? "lower(?2 || '.' || tbl_name)" : 'lower(tbl_name)';
  const conditions = [
    'sql IS NOT NULL',
    ...(pattern ? [`${name} ${compare} lower(?1)`] : []),
    ...(hidesSystem ? ["name NOT LIKE 'sqlite__%'"] : []),
  ];
  for (const schema of listSchemas(shell)) {
    const rows = shell.database.query(
      `SELECT sql, type, name, ?1 IS ?2 FROM ${schemaTable(schema)} WHERE ${conditions.join(' AND ')} ORDER BY rowid`,
      pattern ?? '',
      schema,
    );
    for (const [sql, type, object] of rows) {
      const columns =
        type === 'view' || isVirtual(sql) ? `\n/* ${describeColumns(shell, schema, object ?? '')} */` : '';
      shell.write(`${writeCreate(nameSchema(sql ?? '', schema))}${columns};\n`);
    }
  }
}

function describeColumns(shell: Shell, schema: ByteText, object: ByteText): ByteText {
  const columns = shell.database.query(`PRAGMA ${quoteName(schema)}.table_info(${quoteText(object)})`);
  const prefix = schema === 'main' ? '' : `${quoteName(schema)}.`;
  return `${prefix}${quoteName(object)}(${columns.map((row) => quoteName(row[1] ?? '')).join(',')})`;
}

/** With the schema before the object's name, where it is not the main one. */
function nameSchema(sql: ByteText, schema: ByteText): ByteText {
  if (schema === 'main') return sql;
  const name = schema === 'temp' ? schema : quoteName(schema);
  return sql.replace(/^CREATE (TABLE|INDEX|UNIQUE INDEX|VIEW|TRIGGER|VIRTUAL TABLE) /, (create) => `${create}${name}.`);
}

/** A table whose name is quoted is created only if it is not there. */
function writeCreate(sql: ByteText): ByteText {
  return /^CREATE TABLE ['"]/.test(sql) ? `CREATE TABLE IF NOT EXISTS ${sql.slice(13)}` : sql;
}

export function dump(shell: Shell, patterns: ByteText[]): undefined {
  const { database } = shell;
  const wanted = patterns.filter((pattern) => !pattern.startsWith('-'));
  const condition =
    wanted.length > 0 ? `(${wanted.map((pattern) => `tbl_name LIKE ${quoteText(pattern)}`).join(' OR ')})` : 'true';
  shell.write('PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n');
  const tables = database.query(
    `SELECT name, sql FROM sqlite_schema WHERE ${condition} AND type = 'table' AND sql IS NOT NULL ORDER BY tbl_name = 'sqlite_sequence', rowid`,
  );
  const hasVirtual = tables.some(([, sql]) => isVirtual(sql));
  if (hasVirtual) shell.write('PRAGMA writable_schema=ON;\n');
  for (const [name, sql] of tables) dumpTable(shell, name ?? '', sql ?? '');
  const others = database.query(
    `SELECT sql FROM sqlite_schema WHERE ${condition} AND sql IS NOT NULL AND type IN ('index','trigger','view') ORDER BY type = 'view', rowid`,
  );
  for (const [sql] of others) shell.write(`${writeCreate(sql ?? '')};\n`);
  if (hasVirtual) shell.write('PRAGMA writable_schema=OFF;\n');
  shell.write('COMMIT;\n');
}

function dumpTable(shell: Shell, name: ByteText, sql: ByteText): void {
  if (isVirtual(sql)) {
    // Its inner tables are dumped too: creating it would create them again.
    const values = `'table',${quoteText(name)},${quoteText(name)},0,${quoteText(sql)}`;
    shell.write(`INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES(${values});\n`);
    return;
  }
  if (name === 'sqlite_sequence') shell.write('DELETE FROM sqlite_sequence;\n');
  else if (/^sqlite_stat/.test(name)) shell.write('ANALYZE sqlite_schema;\n');
  else if (name.startsWith('sqlite_')) return;
  else shell.write(`${writeCreate(sql)};\n`);
  const writer = createRowWriter({ ...shell.format, mode: 'insert', table: quoteName(name), showsHeader: false });
  for (const { statement } of shell.database.eachStatement(`SELECT * FROM "${name.replaceAll('"', '""')}"`)) {
    while (statement.step()) shell.write(writer.row(statement, 0, []));
  }
}

function isVirtual(sql: ByteText | null | undefined): boolean {
  return /^create\s+virtual\b/i.test(sql ?? '');
}
