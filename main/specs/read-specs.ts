/** Reads one spec file: a language of Runyard's own kind, or a ranna file with many. */
import { Spec } from '../../contract';
import { checkPatterns, checkTemplate } from './check-patterns';
import type { ReadSpecs } from './loaded-spec';
import { findParsed } from './parsed-specs';
import { isRannaMap, readRannaMap } from './ranna-spec';
import { PROBLEMS_LIMIT } from './spec-bounds';
import { SpecDocument } from './spec-document';
import { findExcess } from './text-bounds';

/** Problems come in the order of their lines. */
export function readSpecs(file: string, text: string): ReadSpecs {
  const { specs, problems } = readText(file, text);
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (problems.length <= PROBLEMS_LIMIT) return { specs, problems };
  const more = { file, line: null, entry: null, message: `has more problems; these are the first ${PROBLEMS_LIMIT}` };
  return { specs, problems: [...problems.slice(0, PROBLEMS_LIMIT), more] };
}

function readText(file: string, text: string): ReadSpecs {
  const known = readKnown(file, text);
  if (known) return known;
  const excess = findExcess(text);
  if (excess) return { specs: [], problems: [{ file, entry: null, ...excess }] };
  const document = new SpecDocument(file, text);
  const syntax = document.syntaxProblems();
  if (syntax.length > 0) return { specs: [], problems: syntax };
  let value: unknown;
  try {
    value = document.toValue();
  } catch (error) {
    return { specs: [], problems: [document.problem(null, [], (error as Error).message)] };
  }
  if (isRannaMap(value)) return readRannaMap(document, value);
  return readSpec(document, value);
}

/** Null for what the build did not parse, and for what is not right: only the text itself tells where. */
function readKnown(file: string, text: string): ReadSpecs | null {
  const parsed = Spec.safeParse(findParsed(text));
  if (!parsed.success || checkPatterns(parsed.data).length > 0 || checkTemplate(parsed.data).length > 0) return null;
  const line = text.split('\n').findIndex((line) => line.startsWith('id:')) + 1;
  return { specs: [{ spec: parsed.data, entries: [parsed.data.id], file, line }], problems: [] };
}

function readSpec(document: SpecDocument, value: unknown): ReadSpecs {
  const parsed = Spec.safeParse(value);
  const entry = nameEntry(value);
  if (!parsed.success)
    return { specs: [], problems: document.schemaProblems(entry, parsed.error, { value, schema: Spec }) };
  const problems = [...checkPatterns(parsed.data), ...checkTemplate(parsed.data)].map(({ path, message }) =>
    document.problem(entry, path, message),
  );
  if (problems.length > 0) return { specs: [], problems };
  const { data: spec } = parsed;
  return { specs: [{ spec, entries: [spec.id], file: document.file, line: document.findLine(['id']) }], problems: [] };
}

function nameEntry(value: unknown): string | null {
  const id = value !== null && typeof value === 'object' ? (value as Record<string, unknown>).id : undefined;
  return typeof id === 'string' ? id : null;
}
