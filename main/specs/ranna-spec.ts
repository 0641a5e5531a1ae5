/** ranna's own spec format: one map from language names to entries, read as specs of ours. */
import { z } from 'zod';
import { Spec, type SpecProblem } from '../../contract';
import { checkPatterns } from './check-patterns';
import type { LoadedSpec, ReadSpecs } from './loaded-spec';
import { ENTRIES_LIMIT } from './spec-bounds';
import type { SpecDocument } from './spec-document';

const text = z.string().nullish();

const RannaEntry = z.object({
  image: text,
  entrypoint: text,
  cmd: text,
  filename: text,
  registry: text,
  use: text,
  language: text,
  example: text,
  inline: z.object({ import_regex: text, template: text }).nullish(),
});
type RannaEntry = z.infer<typeof RannaEntry>;

/** A file of ours has fields such as `id` and `title` at its top; ranna's has entries there, of which one may be broken. */
export function isRannaMap(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  const ours = Object.keys(value).filter((key) => !isObject(value[key]) && Object.hasOwn(Spec.shape, key));
  return ours.length === 0 && Object.values(value).some(isObject);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export function readRannaMap(document: SpecDocument, map: Record<string, unknown>): ReadSpecs {
  const problems: SpecProblem[] = [];
  const count = Object.keys(map).length;
  if (count > ENTRIES_LIMIT) {
    return { specs: [], problems: [document.problem(null, [], `has ${count} entries; ${ENTRIES_LIMIT} are read`)] };
  }
  const entries = new Map<string, RannaEntry>();
  for (const [name, value] of Object.entries(map)) {
    if (!isObject(value)) {
      problems.push(
        document.problem(name, [name], 'must be a map of fields such as `image` and `filename`, or of `use`'),
      );
      continue;
    }
    const parsed = RannaEntry.safeParse(value);
    if (parsed.success) entries.set(name, parsed.data);
    else problems.push(...document.schemaProblems(name, parsed.error, { value, schema: RannaEntry, base: [name] }));
  }

  const aliases = new Map<string, string[]>();
  for (const [name, entry] of entries) {
    if (!entry.use) continue;
    const target = followUse(entries, name);
    if ('problem' in target) problems.push(document.problem(name, [name, 'use'], target.problem));
    else aliases.set(target.name, [...(aliases.get(target.name) ?? []), name]);
  }

  const specs: LoadedSpec[] = [];
  for (const [name, entry] of entries) {
    if (entry.use) continue;
    const converted = convertEntry(name, entry, aliases.get(name) ?? []);
    if ('spec' in converted) {
      const { spec } = converted;
      const line = document.findLine([name]);
      specs.push({ spec, entries: [spec.id, ...spec.aliases], file: document.file, line });
    }
    if ('problem' in converted) {
      problems.push(document.problem(name, [name, ...converted.path], converted.problem));
    }
  }
  return { specs, problems };
}

/** The entry that a chain of `use` ends at. */
function followUse(entries: Map<string, RannaEntry>, start: string): { name: string } | { problem: string } {
  const seen = new Set<string>();
  let name = start;
  for (;;) {
    if (seen.has(name)) return { problem: `\`use\` goes round in a circle: ${[...seen, name].join(' → ')}` };
    seen.add(name);
    const entry = entries.get(name);
    if (!entry) return { problem: `\`use\` names "${name}", which is not there` };
    if (!entry.use) return { name };
    name = entry.use;
  }
}

type Converted = { spec: Spec } | { problem: string; path: string[] };

function convertEntry(name: string, entry: RannaEntry, aliases: string[]): Converted {
  if (!entry.image) return { problem: 'needs `image` or `use`', path: [] };
  if (!entry.filename) return { problem: 'needs `filename`', path: [] };
  if (!entry.entrypoint && !entry.cmd) return { problem: 'needs `entrypoint`, `cmd`, or both', path: [] };
  const id = name.toLowerCase();
  const words = [...splitCommand(entry.entrypoint ?? ''), ...splitCommand(entry.cmd || quoteWord(entry.filename))];
  const run = words.map((word) => (word === entry.filename ? '{entry}' : word));
  const parsed = Spec.safeParse({
    id,
    title: name,
    aliases: [...new Set(aliases.map((alias) => alias.toLowerCase()))].filter((alias) => alias !== id),
    editor: entry.language || 'plaintext',
    file: entry.filename,
    image: entry.registry ? `${entry.registry.replace(/\/+$/, '')}/${entry.image}` : entry.image,
    run: [...run, '{args}'],
    inline: entry.inline?.template
      ? {
          ...(entry.inline.import_regex ? { importPattern: dropFlags(entry.inline.import_regex) } : {}),
          template: entry.inline.template.replaceAll(`$\${IMPORTS}`, '{imports}').replaceAll(`$\${CODE}`, '{code}'),
        }
      : undefined,
    examples: entry.example
      ? [{ id: 'example', title: 'Example', files: [{ path: entry.filename, content: entry.example }], expect: {} }]
      : [],
  });
  if (!parsed.success) return describeRefusal(parsed.error);
  const pattern = checkPatterns(parsed.data)[0];
  if (pattern) return { problem: pattern.message, path: ['inline', 'import_regex'] };
  return { spec: parsed.data };
}

/** Under the names that the fields have in ranna's files. */
function describeRefusal({ issues }: z.ZodError): { problem: string; path: string[] } {
  const [issue] = issues;
  const field = String(issue?.path[0] ?? '');
  if (field === 'id') return { problem: `the name of an entry has ${issue?.message}`, path: [] };
  const name = { file: 'filename', aliases: 'use' }[field] ?? field;
  return { problem: `\`${name}\`: ${issue?.message}`, path: [name] };
}

/** Go writes flags into the expression; `m` holds here for every pattern. Others are a problem, because JavaScript has none. */
function dropFlags(pattern: string): string {
  return pattern.replace(/^\(\?m\)/, '');
}

/** Splits at blanks outside double quotes; the quotes go. */
export function splitCommand(command: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quoted = false;
  for (const character of command) {
    if (character === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

function quoteWord(word: string): string {
  return `"${word}"`;
}
