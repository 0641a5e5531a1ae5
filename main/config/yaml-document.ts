/** A YAML text, JSON included, whose every mistake can be told by its line. */
import {
  type Document,
  type ErrorCode,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
} from 'yaml';

/** Where a value is: property names and indexes from the top. */
export type ValuePath = readonly PropertyKey[];

/** Where the parser speaks of itself rather than of the text. */
const faultWords: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'A tab cannot indent: use blanks',
  BLOCK_AS_IMPLICIT_KEY:
    'There is a second ": " in the line, or the next is indented too far: put quotes around a text with ": " in it',
  MULTILINE_IMPLICIT_KEY: 'There is no ": " in the line, or the next is indented too far',
  DUPLICATE_KEY: 'The key is there already',
  MULTIPLE_DOCS: 'There is more than one document, and one can be read: "---" begins another',
};

/** What the parser says where its own stack was too small. */
const OWN_STACK = /call stack/;
const TOO_DEEP = 'It is nested too deep: write it with fewer levels';

export class YamlDocument {
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed<ParsedNode>;

  constructor(text: string) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, merge: true });
  }

  /** What makes the text no YAML at all; nothing else can be asked then. */
  syntaxFaults(): { line: number; message: string }[] {
    const byLine = new Map<number, string>();
    for (const { code, pos, message } of this.#document.errors) {
      const { line } = this.#lines.linePos(pos[0]);
      // What follows in the same line is mostly the same mistake.
      if (!byLine.has(line)) byLine.set(line, OWN_STACK.test(message) ? TOO_DEEP : (faultWords[code] ?? message));
    }
    return [...byLine].map(([line, message]) => ({ line, message }));
  }

  /** The plain value. Throws when an alias in it expands without bounds. */
  toValue(): unknown {
    return this.#document.toJS({ maxAliasCount: 100 });
  }

  /** The line of the key that a path ends at, or of the nearest thing around it that is there. */
  findLine(path: ValuePath): number | null {
    let node: Node | null = this.#document.contents;
    let offset = node?.range?.[0] ?? null;
    for (const step of path) {
      let next: Node | null = null;
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        if (!pair) break;
        offset = (pair.key as Node).range?.[0] ?? offset;
        next = pair.value as Node | null;
      } else if (isSeq(node)) {
        next = (node.items[Number(step)] as Node | undefined) ?? null;
        offset = next?.range?.[0] ?? offset;
      }
      if (!next) break;
      node = next;
    }
    return offset === null ? null : this.#lines.linePos(offset).line;
  }
}
