/** Reads the records of a file: CSV with quotes (RFC 4180), or fields with separators alone. */
import type { ByteText } from './byte-text';

const BYTE_ORDER_MARK = '\xef\xbb\xbf';

export interface RecordForm {
  columnSeparator: ByteText;
  rowSeparator: ByteText;
  isQuoted: boolean;
}

export interface FileRecord {
  fields: ByteText[];
  /** Where it begins, from 1. */
  line: number;
}

export function* readRecords(content: ByteText, form: RecordForm): Generator<FileRecord, undefined> {
  const { columnSeparator, rowSeparator, isQuoted } = form;
  let at = isQuoted && content.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  let line = 1;
  let fields: ByteText[] = [];
  let startLine = line;
  while (at < content.length) {
    let field: ByteText;
    if (isQuoted && content[at] === '"') {
      const end = findQuoteEnd(content, at + 1);
      const next = findSeparator(content, end + 1, form);
      const rest = content.slice(end + 1, next).replace(/\r$/, '');
      field = content.slice(at + 1, end).replaceAll('""', '"') + rest;
      line += field.split('\n').length - 1;
      at = next;
    } else {
      const next = findSeparator(content, at, form);
      field = content.slice(at, next);
      if (isQuoted && rowSeparator === '\n' && content[next] !== columnSeparator) field = field.replace(/\r$/, '');
      at = next;
    }
    fields.push(field);
    const endsRecord = at >= content.length || content[at] === rowSeparator;
    if (endsRecord) {
      yield { fields, line: startLine };
      line++;
      startLine = line;
      fields = [];
    } else if (at === content.length - 1) {
      yield { fields: [...fields, ''], line: startLine };
    }
    at++;
  }
}

/** Position of the quote that is not doubled, or the end. */
function findQuoteEnd(content: ByteText, start: number): number {
  for (let at = start; ; at += 2) {
    at = content.indexOf('"', at);
    if (at < 0) return content.length;
    if (content[at + 1] !== '"') return at;
  }
}

function findSeparator(content: ByteText, start: number, { columnSeparator, rowSeparator }: RecordForm): number {
  let at = start;
  while (at < content.length && content[at] !== columnSeparator && content[at] !== rowSeparator) at++;
  return at;
}
