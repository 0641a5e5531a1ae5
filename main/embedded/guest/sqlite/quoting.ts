/** The forms in which the shell of SQLite writes values: for SQL, CSV, JSON, C, HTML. */
import type { ByteText } from './byte-text';

const KEYWORDS = new Set(
  'abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case cast check collate column commit conflict constraint create cross current current_date current_time current_timestamp database default deferrable deferred delete desc detach distinct do drop each else end escape except exclude exclusive exists explain fail filter first following for foreign from full generated glob group groups having if ignore immediate in index indexed initially inner insert instead intersect into is isnull join key last left like limit match materialized natural no not nothing notnull null nulls of offset on or order others outer over partition plan pragma preceding primary query raise range recursive references regexp reindex release rename replace restrict returning right rollback row rows savepoint select set table temp temporary then ties to transaction trigger unbounded union unique update using vacuum values view virtual when where window with without'.split(
    ' ',
  ),
);

/** As `%!.<digits>g` of SQLite's printf: always with a decimal point. */
export function formatReal(value: number, digits: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  if (value === 0) return '0.0';
  const [mantissa = '', power = '0'] = value.toExponential(digits - 1).split('e');
  const exponent = Number(power);
  const withPoint = (text: string): string =>
    text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '.0') : `${text}.0`;
  if (exponent < -4 || exponent >= digits) {
    return `${withPoint(mantissa)}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return withPoint(value.toFixed(Math.max(0, Math.min(100, digits - 1 - exponent))));
}

/** A real number as a literal that reads back as the same number. */
export function quoteReal(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '1e999' : '-1e999';
  return formatReal(value, 20);
}

export function quoteText(text: ByteText): ByteText {
  return `'${text.replaceAll("'", "''")}'`;
}

/** With no line break in it. */
export function quoteTextOnOneLine(text: ByteText): ByteText {
  let quoted = text;
  let [before, after] = ['', ''];
  for (const [mark, name, code] of [
    ['\r', '\\r', 13],
    ['\n', '\\n', 10],
  ] as const) {
    if (!text.includes(mark)) continue;
    let stand: string = name;
    for (let count = 0; text.includes(stand); count++) stand = `(${name}${count})`;
    quoted = quoted.replaceAll(mark, stand);
    before += 'replace(';
    after += `,'${stand}',char(${code}))`;
  }
  return before + quoteText(quoted) + after;
}

export function quoteBlob(bytes: ByteText): ByteText {
  let hex = '';
  for (let index = 0; index < bytes.length; index++) hex += bytes.charCodeAt(index).toString(16).padStart(2, '0');
  return `X'${hex}'`;
}

/** Quoted only where it has to be. */
export function quoteName(name: ByteText): ByteText {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !KEYWORDS.has(name.toLowerCase());
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

export function quoteCsv(text: ByteText, separator: ByteText): ByteText {
  const isPlain = text !== '' && !/[^!-~]|["']/.test(text) && !(separator && text.includes(separator));
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

export function quoteC(text: ByteText): ByteText {
  const escapes: Record<string, string> = { '\\': '\\\\', '"': '\\"', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
  return `"${text.replace(/[^ -~]|[\\"]/g, (mark) => escapes[mark] ?? `\\${mark.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;
}

export function quoteJson(text: ByteText): ByteText {
  const escapes: Record<string, string> = {
    '\\': '\\\\',
    '"': '\\"',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
  };
  return `"${text.replace(/[^ -\xff]|[\\"]/g, (mark) => escapes[mark] ?? `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

export function quoteHtml(text: ByteText): ByteText {
  const entities: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[<>&"']/g, (mark) => entities[mark] ?? mark);
}
