/**
 * What the build has parsed of Runyard's own spec files, by their text: YAML takes a tenth of the time until a window
 * takes its first key. A file that was changed since has another text, and is parsed.
 */
import { createHash } from 'node:crypto';

/** JSON of each value under the key of its text. The build puts it in; what runs from source has none. */
declare const PARSED_SPECS: string | undefined;

const parsed: Record<string, unknown> = typeof PARSED_SPECS === 'string' ? JSON.parse(PARSED_SPECS) : {};

export function keyOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The plain value of the YAML text; undefined where the build did not parse it. */
export function findParsed(text: string): unknown {
  return parsed[keyOfText(text)];
}
