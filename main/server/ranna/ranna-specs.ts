/** The languages in ranna's form: a map from each name to an entry, where an alias is an entry that says `use`. */
import type { Spec } from '../../../contract';

/** `models.Spec`; what is empty is left out. */
export interface RannaSpec {
  image?: string;
  entrypoint?: string;
  filename?: string;
  cmd?: string;
  use?: string;
  language?: string;
  example?: string;
  inline?: { import_regex: string; template: string };
}

/** Sorted by name, as Go writes its maps. */
export function toRannaMap(specs: readonly Spec[]): Record<string, RannaSpec> {
  const entries = specs.flatMap((spec): [string, RannaSpec][] => [
    ...spec.aliases.map((alias): [string, RannaSpec] => [alias, { use: spec.id }]),
    [spec.id, describeSpec(spec)],
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function describeSpec(spec: Spec): RannaSpec {
  const { image, inline, examples } = spec;
  const example = examples[0]?.files.find(({ path }) => path === spec.file)?.content;
  return {
    ...(image === undefined ? {} : { image }),
    ...describeCommand(spec),
    ...(spec.editor === 'plaintext' ? {} : { language: spec.editor }),
    ...(example === undefined || example === '' ? {} : { example }),
    ...(inline
      ? { inline: { import_regex: inline.importPattern ?? '', template: describeTemplate(inline.template, spec.file) } }
      : {}),
  };
}

/** A command that ends with the file is an entrypoint, because ranna's `cmd` is the file unless it is said. */
function describeCommand({ compile, run, file }: Spec): Pick<RannaSpec, 'entrypoint' | 'filename' | 'cmd'> {
  if (compile === undefined && Array.isArray(run)) {
    const words = run.filter((word) => word !== '{args}');
    if (words.length > 1 && words.at(-1) === '{entry}') {
      return { entrypoint: joinWords(words.slice(0, -1), file), filename: file };
    }
    return { filename: file, cmd: joinWords(words, file) };
  }
  const steps = [compile, run].filter((step) => step !== undefined).map((step) => toShell(step, file));
  return { filename: file, cmd: joinWords(['/bin/sh', '-c', steps.join(' && ')], file) };
}

/** As `splitCommand` takes them apart: at blanks outside double quotes, of which a word can have none itself. */
function joinWords(words: readonly string[], file: string): string {
  return words
    .map((word) => word.replaceAll('{entry}', file).replaceAll('"', "'"))
    .map((word) => (/\s/.test(word) || word === '' ? `"${word}"` : word))
    .join(' ');
}

function toShell(step: NonNullable<Spec['compile']>, file: string): string {
  if (typeof step === 'string') return step.trim().replaceAll('$ENTRY', file).replaceAll('"$@"', '').trim();
  return step
    .filter((word) => word !== '{args}')
    .map((word) => (/[^\w./=+-]/.test(word) && word !== '{entry}' ? `'${word}'` : word))
    .join(' ');
}

function describeTemplate(template: string, file: string): string {
  return template
    .replaceAll('{imports}', () => `$\${IMPORTS}`)
    .replaceAll('{code}', () => `$\${CODE}`)
    .replaceAll('{name}', () => file.replace(/\.[^.]*$/, ''));
}
