/** Where escape sequences (ECMA-48) begin and end. */

const ESCAPE = 0x1b;
const NEWLINE = 0x0a;
const BELL = 0x07;

/** A sequence longer than this is not waited for: nobody means one. */
const LONGEST_SEQUENCE = 4096;

/** Introducers of sequences that carry a string: DCS, SOS, OSC, PM, APC. */
const stringIntroducers = new Set(['P', 'X', ']', '^', '_'].map((letter) => letter.charCodeAt(0)));

/**
 * The index after the sequence that starts with ESC at `start`, or -1 when the text ends inside it.
 * A newline ends any sequence and is not part of it.
 */
export function findSequenceEnd(text: string, start: number): number {
  const kind = text.charCodeAt(start + 1);
  if (Number.isNaN(kind)) return -1;
  if (kind === 0x5b) return findControlEnd(text, start + 2);
  if (stringIntroducers.has(kind)) return findStringEnd(text, start);
  let index = start + 1;
  while (isBetween(text.charCodeAt(index), 0x20, 0x2f)) index++;
  const final = text.charCodeAt(index);
  if (Number.isNaN(final)) return -1;
  return isBetween(final, 0x30, 0x7e) ? index + 1 : index;
}

/** The length of the text's beginning that does not end inside a sequence. */
export function findCompleteLength(text: string): number {
  const tail = text.lastIndexOf('\u001b');
  if (tail === -1 || text.length - tail > LONGEST_SEQUENCE) return text.length;
  const previous = tail > 0 ? text.lastIndexOf('\u001b', tail - 1) : -1;
  // The ESC of a string's terminator (`ESC \`) must not be torn from the string that it ends.
  const isTerminator = previous !== -1 && tail - previous <= LONGEST_SEQUENCE && reaches(text, previous, tail);
  if (isTerminator) return previous;
  return findSequenceEnd(text, tail) === -1 ? tail : text.length;
}

function reaches(text: string, start: number, end: number): boolean {
  if (!stringIntroducers.has(text.charCodeAt(start + 1))) return false;
  return text.length === end + 1 && findSequenceEnd(text, start) === -1;
}

function findControlEnd(text: string, from: number): number {
  let index = from;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isBetween(code, 0x40, 0x7e)) return index + 1;
    if (!isBetween(code, 0x20, 0x3f)) return index;
    if (index - from > LONGEST_SEQUENCE) return index;
  }
  return -1;
}

function findStringEnd(text: string, start: number): number {
  for (let index = start + 2; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === BELL) return index + 1;
    if (code === NEWLINE || index - start > LONGEST_SEQUENCE) return index;
    if (code !== ESCAPE) continue;
    if (index + 1 === text.length) return -1;
    return text[index + 1] === '\\' ? index + 2 : index;
  }
  return -1;
}

function isBetween(code: number, low: number, high: number): boolean {
  return code >= low && code <= high;
}
