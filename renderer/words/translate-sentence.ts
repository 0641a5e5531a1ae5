/**
 * The engine's sentences come in English, since shells and programs read them too; the window has those that a person
 * is likely to meet in its other languages. A sentence that it does not know stays as it came.
 */

/** A whole sentence, or the pattern of one with what stands in it. */
export interface Translations {
  whole: Readonly<Record<string, string>>;
  patterns: ReadonlyArray<readonly [RegExp, (...parts: string[]) => string]>;
}

export function translateSentence({ whole, patterns }: Translations, sentence: string): string {
  const known = Object.hasOwn(whole, sentence) ? whole[sentence] : undefined;
  if (known !== undefined) return known;
  for (const [pattern, write] of patterns) {
    const found = pattern.exec(sentence);
    if (found) return write(...found.slice(1));
  }
  return sentence;
}
