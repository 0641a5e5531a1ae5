/** Columns of translated text in the original, by a source map whose lines are the same: https://tc39.es/ecma426/ */

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digitValues = new Map([...digits].map((digit, i) => [digit, i]));

interface Segment {
  translated: number;
  original: number;
}

export class SourceColumns {
  readonly #mappings: string;
  #lines: Segment[][] | undefined;

  constructor(mappings: string) {
    this.#mappings = mappings;
  }

  /** Line and columns begin at 1. */
  findOriginal(line: number, column: number): number {
    this.#lines ??= decode(this.#mappings);
    const segment = this.#lines[line - 1]?.findLast(({ translated }) => translated <= column - 1);
    return segment ? segment.original + column - segment.translated : column;
  }
}

function decode(mappings: string): Segment[][] {
  let original = 0;
  return mappings.split(';').map((line) => {
    let translated = 0;
    const segments: Segment[] = [];
    for (const text of line === '' ? [] : line.split(',')) {
      // Fields: translated column, source, original line, original column; each relative to the last.
      const fields = decodeNumbers(text);
      translated += fields[0] ?? 0;
      if (fields.length < 4) continue;
      original += fields[3] ?? 0;
      segments.push({ translated, original });
    }
    return segments;
  });
}

/** Base 64 VLQ: five bits a digit, the sixth says that more follow; the first bit of all is the sign. */
function decodeNumbers(text: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  let shift = 0;
  for (const digit of text) {
    const value = digitValues.get(digit) ?? 0;
    number += (value & 31) << shift;
    shift += 5;
    if (value & 32) continue;
    numbers.push(number & 1 ? -(number >> 1) : number >> 1);
    number = 0;
    shift = 0;
  }
  return numbers;
}
