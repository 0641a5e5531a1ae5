/** What a language service offers, cut down to what a list can show. */

/**
 * A file of thousands of functions offers each of them to every word: more than anyone reads, and a list of 6,000 takes
 * the window 25 ms to receive and to sort, in the middle of the typing.
 */
export const MOST_COMPLETIONS = 200;

/** As the language service gives them; `sortText` is smaller for what is nearer. */
export interface OfferedName {
  name: string;
  sortText: string;
}

/** The entries that the word may still become, those that begin with it first; no more than `MOST_COMPLETIONS`. */
export function boundCompletions<Entry extends OfferedName>(entries: readonly Entry[], word: string): Entry[] {
  const wanted = word.toLowerCase();
  const beginning: Entry[] = [];
  const others: Entry[] = [];
  for (const entry of entries) {
    const name = entry.name.toLowerCase();
    if (name.startsWith(wanted)) beginning.push(entry);
    else if (hasInOrder(name, wanted)) others.push(entry);
  }
  return [...beginning.sort(byNearness), ...others.sort(byNearness)].slice(0, MOST_COMPLETIONS);
}

/** The part of a name that ends there. */
export function wordBefore(text: string, offset: number): string {
  return /[\p{ID_Continue}$]*$/u.exec(text.slice(Math.max(0, offset - 100), offset))![0];
}

function hasInOrder(name: string, wanted: string): boolean {
  let found = -1;
  for (const character of wanted) {
    found = name.indexOf(character, found + 1);
    if (found < 0) return false;
  }
  return true;
}

function byNearness(one: OfferedName, other: OfferedName): number {
  return one.sortText < other.sortText ? -1 : one.sortText > other.sortText ? 1 : 0;
}
