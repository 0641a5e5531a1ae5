/**
 * Matches of one person's pattern in another's text, within a time. JavaScript's expressions backtrack: where ranna's
 * Go is linear, a pattern of its own spec file takes years for a line that was made for it, and with it the whole process.
 */
import { Script } from 'node:vm';

export interface TextMatch {
  index: number;
  text: string;
}

/** @returns all matches, as `String.matchAll` finds them; null when the time was not enough */
export function matchWithin(pattern: string, flags: string, text: string, timeoutMs: number): TextMatch[] | null {
  const [source, options, content] = [pattern, flags, text].map((value) => JSON.stringify(value));
  // The time is one of a script only, so the match is a script; JSON is JavaScript, and nothing else comes into it.
  const script = new Script(
    `Array.from(${content}.matchAll(new RegExp(${source}, ${options})), ({ 0: text, index }) => ({ index, text }))`,
  );
  try {
    return script.runInThisContext({ timeout: timeoutMs }) as TextMatch[];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  }
}
