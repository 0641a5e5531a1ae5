/** Where a text stops being JSON. What a JavaScript engine says of it differs from version to version. */
import { z } from 'zod';

export const JsonExpectation = z.enum(['value', 'name', 'colon', 'commaOrEnd', 'end', 'object']);

/** Lines and columns count from 1. */
export const JsonFault = z.object({
  line: z.number().int().min(1),
  column: z.number().int().min(1),
  /** What should stand there; `object`: the whole is JSON, but no `{}`. */
  expected: JsonExpectation,
});
export type JsonFault = z.infer<typeof JsonFault>;

const BLANK = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|\u007f|[\u0080-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const OTHER_VALUE = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

/** Deeper than any file of ours; a text of brackets alone would fill the stack. */
const MOST_DEPTH = 200;

class Fault extends Error {
  constructor(
    readonly at: number,
    readonly expected: JsonFault['expected'],
  ) {
    super(expected);
  }
}

/** Null for a text that is one JSON object. */
export function findJsonFault(text: string): JsonFault | null {
  try {
    new JsonScanner(text).scan();
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.at).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, expected: error.expected };
  }
}

class JsonScanner {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  scan(): void {
    this.skipBlank();
    const start = this.at;
    this.scanValue();
    if (this.at < this.text.length) throw new Fault(this.at, 'end');
    if (this.text[start] !== '{') throw new Fault(start, 'object');
  }

  private scanValue(): void {
    if (this.depth++ > MOST_DEPTH) throw new Fault(this.at, 'value');
    if (this.take('{')) this.scanMembers('}', () => this.scanPair());
    else if (this.take('[')) this.scanMembers(']', () => this.scanValue());
    else if (!this.match(STRING) && !this.match(OTHER_VALUE)) throw new Fault(this.at, 'value');
    this.depth--;
  }

  private scanMembers(end: '}' | ']', scanMember: () => void): void {
    if (this.take(end)) return;
    do scanMember();
    while (this.take(','));
    if (!this.take(end)) throw new Fault(this.at, 'commaOrEnd');
  }

  private scanPair(): void {
    if (!this.match(STRING)) throw new Fault(this.at, 'name');
    if (!this.take(':')) throw new Fault(this.at, 'colon');
    this.scanValue();
  }

  private take(sign: string): boolean {
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    this.skipBlank();
    return true;
  }

  private match(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return false;
    this.at += found[0].length;
    this.skipBlank();
    return true;
  }

  private skipBlank(): void {
    BLANK.lastIndex = this.at;
    this.at += BLANK.exec(this.text)?.[0].length ?? 0;
  }
}
