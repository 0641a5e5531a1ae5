/** Writes rows one by one as they come, in the modes that need not know all of them. */
import type { ByteText } from './byte-text';
import { type Statement, Type } from './database';
import type { OutputFormat } from './output-format';
import {
  formatReal,
  quoteBlob,
  quoteC,
  quoteCsv,
  quoteHtml,
  quoteJson,
  quoteName,
  quoteReal,
  quoteText,
  quoteTextOnOneLine,
} from './quoting';

/** What a mode writes; absent is nothing. */
interface RowWriter {
  header?(names: ByteText[]): ByteText;
  row(statement: Statement, count: number, names: ByteText[]): ByteText;
  /** After the last row, where there was one. */
  end?: ByteText;
}

export function createRowWriter(format: OutputFormat): RowWriter {
  const { columnSeparator: between, rowSeparator: end, nullValue } = format;
  const indexes = (statement: Statement): number[] => Array.from({ length: statement.columns }, (_, index) => index);
  const texts = (statement: Statement): ByteText[] =>
    indexes(statement).map((index) => statement.text(index) ?? nullValue);
  const joined = (quote: (text: ByteText) => ByteText): RowWriter => ({
    header: (names) => names.map(quote).join(between) + end,
    row(statement) {
      let line = '';
      for (let index = 0; index < statement.columns; index++) {
        line += (index > 0 ? between : '') + quote(statement.text(index) ?? nullValue);
      }
      return line + end;
    },
  });

  switch (format.mode) {
    case 'csv':
      return {
        header: (names) => names.map((name) => quoteCsv(name, between)).join(between) + end,
        row: (statement) =>
          indexes(statement)
            .map((index) => {
              const text = statement.text(index);
              return text === null ? nullValue : quoteCsv(text, between);
            })
            .join(between) + end,
      };
    case 'tcl':
      return joined(quoteC);
    case 'html':
      return {
        header: (names) => `<TR>${names.map((name) => `<TH>${quoteHtml(name)}</TH>\n`).join('')}</TR>\n`,
        row: (statement) =>
          `<TR>${texts(statement)
            .map((text) => `<TD>${quoteHtml(text)}</TD>\n`)
            .join('')}</TR>\n`,
      };
    case 'line':
      return {
        row: (statement, count, names) => {
          const width = Math.max(5, ...names.map((name) => name.length));
          const lines = texts(statement).map(
            (text, index) => `${(names[index] ?? '').padStart(width)} = ${text}${end}`,
          );
          return (count > 0 ? end : '') + lines.join('');
        },
      };
    case 'json':
      return {
        row: (statement, count, names) => {
          const fields = indexes(statement).map(
            (index) => `${quoteJson(names[index] ?? '')}:${writeJson(statement, index)}`,
          );
          return `${count === 0 ? '[{' : ',\n{'}${fields.join(',')}}`;
        },
        end: ']\n',
      };
    case 'insert':
      return {
        row: (statement, _count, names) => {
          const columns = format.showsHeader ? `(${names.map(quoteName).join(',')})` : '';
          const values = indexes(statement).map((index) => quoteValue(statement, index, quoteTextOnOneLine));
          return `INSERT INTO ${format.table}${columns} VALUES(${values.join(',')});\n`;
        },
      };
    case 'quote':
      return {
        header: (names) => names.map(quoteText).join(between) + end,
        row: (statement) =>
          indexes(statement)
            .map((index) => quoteValue(statement, index, quoteText, (value) => formatReal(value, 20)))
            .join(between) + end,
      };
    case 'off':
      return { row: () => '' };
    default:
      return joined((text) => text);
  }
}

/** As a literal of SQL. */
export function quoteValue(
  statement: Statement,
  index: number,
  quote: (text: ByteText) => ByteText,
  writeReal = quoteReal,
): ByteText {
  switch (statement.type(index)) {
    case Type.null:
      return 'NULL';
    case Type.integer:
      return statement.text(index) ?? '';
    case Type.real:
      return writeReal(statement.real(index));
    case Type.blob:
      return quoteBlob(statement.blob(index));
    default:
      return quote(statement.text(index) ?? '');
  }
}

function writeJson(statement: Statement, index: number): ByteText {
  switch (statement.type(index)) {
    case Type.null:
      return 'null';
    case Type.integer:
      return statement.text(index) ?? '';
    case Type.real:
      return quoteReal(statement.real(index));
    default:
      return quoteJson(statement.blob(index));
  }
}
