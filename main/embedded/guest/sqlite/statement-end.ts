/** Finds where statements end in a script that is read line by line. */
import type { ByteText } from './byte-text';

const SPACE = /\s/;
const WORD = /[A-Za-z0-9_$\x80-\xff]/;

/** What the text read so far leaves open for the next line. */
export class StatementScan {
  /** The closing mark that is awaited: of a quoted name or text, or of a comment. */
  #open = '';
  /** The last thing that is neither space nor comment is a semicolon. */
  endsInSemicolon = false;
  /** There is nothing but space and comments. */
  isBlank = true;

  /** Within quotes or a comment a line is no command of the shell. */
  get isPlain(): boolean {
    return this.#open === '';
  }

  read(line: ByteText): void {
    for (let at = 0; at < line.length; ) {
      if (this.#open) {
        const end = line.indexOf(this.#open, at);
        if (end < 0) return;
        at = end + this.#open.length;
        this.#open = '';
        continue;
      }
      const mark = line[at] as string;
      if (mark === '-' && line[at + 1] === '-') return;
      if (mark === '/' && line[at + 1] === '*') {
        this.#open = '*/';
        at += 2;
        continue;
      }
      if (!SPACE.test(mark)) {
        this.endsInSemicolon = mark === ';';
        this.isBlank = this.isBlank && mark === ';';
      }
      if (mark === "'" || mark === '"' || mark === '`') this.#open = mark;
      else if (mark === '[') this.#open = ']';
      at++;
    }
  }
}

/**
 * Whether the text ends in a whole statement: in a semicolon, but within the body of a trigger only in one after `END`.
 * Source: the documentation of `sqlite3_complete`.
 */
export function isComplete(sql: ByteText): boolean {
  let words: string[] = [];
  let isEnded = false;
  /** The word just before, and whether a semicolon stands before that. */
  let isTriggerEnd = false;
  let isAfterSemicolon = false;
  for (let at = 0; at < sql.length; ) {
    const mark = sql[at] as string;
    const skipped = skipQuoteOrComment(sql, at);
    if (skipped.isOpen) return false;
    if (skipped.isComment || SPACE.test(mark)) {
      at = skipped.isComment ? skipped.end : at + 1;
      continue;
    }
    if (mark === ';') {
      isEnded = !isTrigger(words) || isTriggerEnd;
      if (isEnded) words = [];
      isTriggerEnd = false;
      isAfterSemicolon = true;
      at++;
      continue;
    }
    let end = skipped.end;
    let word = '';
    if (end === at) {
      end = at + 1;
      if (WORD.test(mark)) while (end < sql.length && WORD.test(sql[end] as string)) end++;
      word = sql.slice(at, end).toLowerCase();
    }
    if (words.length < 6) words.push(word);
    isTriggerEnd = word === 'end' && isAfterSemicolon;
    isAfterSemicolon = false;
    isEnded = false;
    at = end;
  }
  return isEnded;
}

function isTrigger(words: readonly string[]): boolean {
  return /^(explain (query plan )?)?create (temp |temporary )?trigger\b/.test(words.join(' '));
}

function skipQuoteOrComment(sql: ByteText, at: number): { end: number; isComment: boolean; isOpen: boolean } {
  const two = sql.slice(at, at + 2);
  if (two === '--') {
    const end = sql.indexOf('\n', at);
    return { end: end < 0 ? sql.length : end, isComment: true, isOpen: false };
  }
  const close =
    two === '/*' ? '*/' : ({ "'": "'", '"': '"', '`': '`', '[': ']' } as Record<string, string>)[two[0] ?? ''];
  if (!close) return { end: at, isComment: false, isOpen: false };
  const end = sql.indexOf(close, at + (two === '/*' ? 2 : 1));
  return { end: end + close.length, isComment: two === '/*', isOpen: end < 0 };
}
