/** The text of a spec file, and what is wrong with it, told by its line. */
import type { z } from 'zod';
import type { SpecProblem } from '../../contract';
import { type ValuePath, YamlDocument } from '../config/yaml-document';
import { describeIssue } from './describe-issue';
import type { SchemaNode } from './schema-fields';
import { PROBLEMS_LIMIT } from './spec-bounds';

/** Where an issue is: property names and indexes from the top. */
export type IssuePath = ValuePath;

export class SpecDocument {
  readonly #document: YamlDocument;

  constructor(
    readonly file: string,
    text: string,
  ) {
    this.#document = new YamlDocument(text);
  }

  /** What makes the text no YAML at all; nothing else can be asked then. */
  syntaxProblems(): SpecProblem[] {
    return this.#document.syntaxFaults().map((fault) => ({ file: this.file, entry: null, ...fault }));
  }

  /** The plain value. Throws when an alias in it expands without bounds. */
  toValue(): unknown {
    return this.#document.toValue();
  }

  problem(entry: string | null, path: IssuePath, message: string): SpecProblem {
    return { file: this.file, line: this.findLine(path), entry, message };
  }

  /** One problem for each thing that a schema found wrong with `value`; `base` is where that stands. */
  schemaProblems(
    entry: string | null,
    error: z.ZodError,
    { value, schema, base = [] }: { value: unknown; schema: SchemaNode; base?: IssuePath },
  ): SpecProblem[] {
    // One more than are told, to tell that there are more.
    return error.issues
      .slice(0, PROBLEMS_LIMIT + 1)
      .flatMap((issue) => describeIssue(issue, value, schema))
      .slice(0, PROBLEMS_LIMIT + 1)
      .map(({ path, message }) => this.problem(entry, [...base, ...path], message));
  }

  /** The line of the key that a path ends at, or of the nearest thing around it that is there. */
  findLine(path: IssuePath): number | null {
    return this.#document.findLine(path);
  }
}
