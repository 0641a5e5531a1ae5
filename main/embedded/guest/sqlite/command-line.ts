/** Splits a dot command into its words. */
import type { ByteText } from './byte-text';

const ESCAPES: Record<string, string> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };

/** The words of the line after its dot. Single quotes keep what is in them; elsewhere `\t`, `\n`, `\037` are resolved. */
export function splitCommand(line: ByteText): ByteText[] {
  const words: ByteText[] = [];
  for (const [, single, double, bare] of line
    .slice(1)
    .matchAll(/'([^']*)(?:'|$)|"((?:\\[\s\S]|[^"\\])*)(?:"|$)|(\S+)/g)) {
    words.push(single ?? resolveEscapes(double ?? bare ?? ''));
  }
  return words;
}

function resolveEscapes(text: ByteText): ByteText {
  return text.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, mark: string) => {
    if (/^[0-7]/.test(mark)) return String.fromCharCode(Number.parseInt(mark, 8) & 0xff);
    return ESCAPES[mark] ?? mark;
  });
}
