/**
 * Whether a text may be parsed at all. Parsing and composing cost seconds for what is dense, more than in proportion
 * for many keys, and the whole stack for what is deep: a text from elsewhere must not hold up the engine. Telling the
 * tokens apart is cheap, and ends at the first that is too much.
 */
import { Lexer } from 'yaml';
import { DEPTH_LIMIT, TOKENS_LIMIT } from './spec-bounds';

/** Before the text of a scalar, which may look like anything. */
const SCALAR = '\u001f';

/** @returns what is too much, as a sentence that goes on from the file's name; null where nothing is */
export function findExcess(text: string): { line: number; message: string } | null {
  let tokens = 0;
  let line = 1;
  let depth = 0;
  /** Lists and maps that begin right behind each other, as in `- - - -`. */
  let begun = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    line += token.split('\n').length - 1;
    if (isScalar || /^["']|\n/.test(token)) begun = 0;
    else if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    else if (token === '-' || token === '?' || token === ':') begun += 1;
    isScalar = token === SCALAR;
    if (tokens > TOKENS_LIMIT) return { line, message: `has more than ${TOKENS_LIMIT} words and signs of YAML` };
    if (depth > DEPTH_LIMIT || begun > DEPTH_LIMIT) return { line, message: `is more than ${DEPTH_LIMIT} levels deep` };
  }
  return null;
}
