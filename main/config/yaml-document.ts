/** A YAML text, JSON included, whose every mistake can be told by its line. */
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml';

/** Where a value is: property names and indexes from the top. */
export type ValuePath = readonly PropertyKey[];

export class YamlDocument {
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed<ParsedNode>;

  constructor(text: string) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
  }

  /** What makes the text no YAML at all; nothing else can be asked then. */
  syntaxFaults(): { line: number; message: string }[] {
    return this.#document.errors.map((error) => ({
      line: this.#lines.linePos(error.pos[0]).line,
      message: error.message,
    }));
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
