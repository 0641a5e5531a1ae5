/** How well a title answers what was typed, from 0 to 1: whole words before beginnings of words before scattered letters. */

export function scoreTitle(title: string, search: string): number {
  const text = fold(title);
  const wanted = fold(search).split(/\s+/).filter(Boolean);
  const scores = wanted.map((part) => scorePart(text, part));
  if (scores.includes(0)) return 0;
  const sum = scores.reduce((total, score) => total + score, 0);
  // Of two that match alike, the shorter is nearer to what was typed.
  return scores.length === 0 ? 1 : Math.max(0.001, sum / scores.length - text.length / 10_000);
}

function scorePart(text: string, part: string): number {
  if (text.startsWith(part)) return 1;
  if (text.includes(` ${part}`)) return 0.9;
  if (part.length > 1 && text.includes(part)) return 0.6;
  if (startsWords(text, part)) return 0.5;
  return part.length > 2 && isScattered(text, part) ? 0.1 : 0;
}

/** `gte` for "Go to editor". */
function startsWords(text: string, part: string): boolean {
  const starts = text.split(/[^\p{L}\p{N}]+/u).map((word) => word[0] ?? '');
  return starts.join('').includes(part);
}

function isScattered(text: string, part: string): boolean {
  let at = -1;
  for (const sign of part) {
    at = text.indexOf(sign, at + 1);
    if (at === -1) return false;
  }
  return true;
}

/** `größe` is found by `grosse` and `große`. */
function fold(text: string): string {
  return text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
}
