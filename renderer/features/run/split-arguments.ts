/** Splits what the person typed as a shell would: blanks part, quotes and backslashes join. Nothing is expanded. */

/** Which of them has no partner. */
export type ArgumentsProblem = 'backslash' | 'doubleQuote' | 'singleQuote';

export type SplitArguments = { ok: true; args: string[] } | { ok: false; problem: ArgumentsProblem };

export function splitArguments(text: string): SplitArguments {
  const args: string[] = [];
  let current: string | null = null;
  let quote: '"' | "'" | null = null;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (quote === "'") {
      if (character === "'") quote = null;
      else current += character;
    } else if (character === '\\') {
      const next: string | undefined = text[index + 1];
      if (next === undefined) return { ok: false, problem: 'backslash' };
      // Inside double quotes a backslash protects only these, as POSIX has it.
      const isKept: boolean = quote === '"' && !'"\\$`'.includes(next);
      current = (current ?? '') + (isKept ? `\\${next}` : next);
      index++;
    } else if (quote === '"') {
      if (character === '"') quote = null;
      else current += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      current ??= '';
    } else if (/\s/.test(character)) {
      if (current !== null) args.push(current);
      current = null;
    } else {
      current = (current ?? '') + character;
    }
  }
  if (quote !== null) return { ok: false, problem: quote === '"' ? 'doubleQuote' : 'singleQuote' };
  if (current !== null) args.push(current);
  return { ok: true, args };
}
