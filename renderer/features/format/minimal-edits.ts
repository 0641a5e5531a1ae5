/** What has to change for one text to become another that differs in layout, in places so small that a cursor stays. Pure. */

/** Lines and columns count from 1; the end is not part of it. */
export interface TextEdit {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** Lines taken out and put in that are looked for; with more, all between the first and the last is one edit. */
const MOST_CHANGED_LINES = 400;

type Pair = readonly [before: number, after: number];

/** In the order of the text; none touches another. What ends a line is not compared. */
export function findEdits(before: string, after: string): TextEdit[] {
  const from = splitLines(before);
  const to = splitLines(after);
  const edits: TextEdit[] = [];
  let last: Pair = [-1, -1];
  let ofLast: TextEdit[] = [];
  for (const pair of pairLines(from.map(withoutSpace), to.map(withoutSpace))) {
    const [line, other] = pair;
    const follows = line === last[0] + 1 && other === last[1] + 1;
    const isSame = from[line] === to[other];
    // A line that changes beside lines that come or go is changed with them.
    if (!follows && !isSame) continue;
    if (!follows) edits.push(replaceLines(last[0] + 1, line, to.slice(last[1] + 1, other)));
    ofLast = isSame ? [] : respace(line + 1, from[line] ?? '', to[other] ?? '');
    edits.push(...ofLast);
    last = pair;
  }
  if (last[0] === from.length - 1 && last[1] === to.length - 1) return edits;
  // The end has no line after it to stand before, so it takes the last kept line with it.
  const kept = Math.max(0, last[0]);
  edits.splice(edits.length - ofLast.length);
  const endColumn = (from.at(-1)?.length ?? 0) + 1;
  const text = to.slice(Math.max(0, last[1])).join('\n');
  const end: TextEdit = { startLine: kept + 1, startColumn: 1, endLine: from.length, endColumn, text };
  const touching = edits.at(-1)?.endLine === kept + 1 ? edits.pop() : undefined;
  const { startLine, startColumn } = touching ?? end;
  return [...edits, { ...end, startLine, startColumn, text: `${touching?.text ?? ''}${text}` }];
}

function replaceLines(start: number, end: number, lines: readonly string[]): TextEdit {
  const text = lines.map((line) => `${line}\n`).join('');
  return { startLine: start + 1, startColumn: 1, endLine: end + 1, endColumn: 1, text };
}

/** Two lines that differ in their white space only. */
function respace(line: number, before: string, after: string): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let to = 0;
  while (at < before.length || to < after.length) {
    const space = before.slice(at).match(/^\s*/)?.[0] ?? '';
    const text = after.slice(to).match(/^\s*/)?.[0] ?? '';
    if (space !== text) {
      edits.push({ startLine: line, startColumn: at + 1, endLine: line, endColumn: at + space.length + 1, text });
    }
    at += space.length + 1;
    to += text.length + 1;
  }
  return edits;
}

/** The lines that both have, in order: Myers' greedy algorithm between what is the same at both ends. */
function pairLines(from: readonly string[], to: readonly string[]): Pair[] {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let end = 0;
  const most = Math.min(from.length, to.length) - start;
  while (end < most && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
  const middle = pairMiddle(from.slice(start, from.length - end), to.slice(start, to.length - end));
  return [
    ...Array.from({ length: start }, (_, index): Pair => [index, index]),
    ...middle.map(([line, other]): Pair => [line + start, other + start]),
    ...Array.from({ length: end }, (_, index): Pair => [from.length - end + index, to.length - end + index]),
  ];
}

function pairMiddle(from: readonly string[], to: readonly string[]): Pair[] {
  if (from.length === 0 || to.length === 0) return [];
  /** The furthest line of `from` on each diagonal, after each number of changes. */
  const trace: Array<Map<number, number>> = [];
  let furthest = new Map([[1, 0]]);
  for (let changes = 0; changes <= MOST_CHANGED_LINES; changes += 1) {
    trace.push(furthest);
    furthest = new Map(furthest);
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let line = stepInto(furthest, diagonal, changes).line;
      while (line < from.length && line - diagonal < to.length && from[line] === to[line - diagonal]) line += 1;
      furthest.set(diagonal, line);
      if (line >= from.length && line - diagonal >= to.length) return readPairs(trace, from.length, to.length);
    }
  }
  return [];
}

/** From which diagonal this one is reached, and at which line: by a line put in, or by one taken out. */
function stepInto(furthest: ReadonlyMap<number, number>, diagonal: number, changes: number) {
  const above = furthest.get(diagonal + 1) ?? -1;
  const below = furthest.get(diagonal - 1) ?? -1;
  const isPutIn = diagonal === -changes || (diagonal !== changes && below < above);
  return isPutIn ? { from: diagonal + 1, line: above } : { from: diagonal - 1, line: below + 1 };
}

function readPairs(trace: ReadonlyArray<ReadonlyMap<number, number>>, fromLength: number, toLength: number): Pair[] {
  const pairs: Pair[] = [];
  let line = fromLength;
  let diagonal = fromLength - toLength;
  for (let changes = trace.length - 1; changes >= 0; changes -= 1) {
    const furthest = trace[changes] ?? new Map<number, number>();
    const step = stepInto(furthest, diagonal, changes);
    while (line > step.line) {
      line -= 1;
      pairs.unshift([line, line - diagonal]);
    }
    diagonal = step.from;
    line = furthest.get(diagonal) ?? 0;
  }
  return pairs;
}

function splitLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

function withoutSpace(line: string): string {
  return line.replace(/\s+/g, '');
}
