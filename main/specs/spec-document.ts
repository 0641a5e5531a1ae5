/** A YAML text whose every mistake can be told by its line. */
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { SpecProblem } from '../../contract';

/** Where an issue is: property names and indexes from the top. */
export type IssuePath = readonly PropertyKey[];

export class SpecDocument {
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed<ParsedNode>;

  constructor(
    readonly file: string,
    text: string,
  ) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
  }

  /** What makes the text no YAML at all; nothing else can be asked then. */
  syntaxProblems(): SpecProblem[] {
    return this.#document.errors.map((error) => ({
      file: this.file,
      line: this.#lines.linePos(error.pos[0]).line,
      entry: null,
      message: error.message,
    }));
  }

  /** The plain value. Throws when an alias in it expands without bounds. */
  toValue(): unknown {
    return this.#document.toJS({ maxAliasCount: 100 });
  }

  problem(entry: string | null, path: IssuePath, message: string): SpecProblem {
    return { file: this.file, line: this.findLine(path), entry, message };
  }

  /** One problem for each thing that a schema found wrong; `base` is where the checked value stands. */
  schemaProblems(entry: string | null, error: z.ZodError, base: IssuePath = []): SpecProblem[] {
    return error.issues.map((issue) => {
      const path = [...base, ...issue.path];
      if (issue.code === 'unrecognized_keys') {
        const keys = issue.keys.map((key) => `\`${key}\``).join(', ');
        return this.problem(entry, [...path, issue.keys[0] ?? ''], `${keys}: no such field`);
      }
      const where = issue.path.length > 0 ? `\`${issue.path.map(String).join('.')}\`: ` : '';
      return this.problem(entry, path, `${where}${lowerFirst(issue.message)}`);
    });
  }

  /** The line of the key that a path ends at, or of the nearest thing around it that is there. */
  findLine(path: IssuePath): number | null {
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

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
