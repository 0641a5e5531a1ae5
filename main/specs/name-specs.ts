/** Which spec each id and alias leads to, where several sources describe languages. */
import type { Spec, SpecProblem } from '../../contract';
import type { LoadedSpec, ReadSpecs } from './loaded-spec';

export interface NamedSpecs {
  /** By title, each with the aliases that lead to it. */
  specs: Spec[];
  problems: SpecProblem[];
  /** By id and alias, lower case. */
  byName: Map<string, Spec>;
}

interface Owner {
  loaded: LoadedSpec;
  /** The source's place in the order. */
  rank: number;
}

/**
 * The first source that describes a language holds, which is no problem: so a person has a language their own way. Two
 * in one source are. Ids and entries go before aliases, so that no alias takes a language's own name away.
 */
export function nameSpecs(sources: readonly ReadSpecs[]): NamedSpecs {
  const problems = sources.flatMap((source) => source.problems);
  const owners = new Map<string, Owner>();
  const kept: Owner[] = [];
  for (const [rank, { specs }] of sources.entries()) {
    for (const loaded of specs) {
      const owner = owners.get(loaded.spec.id);
      if (!owner) {
        kept.push({ loaded, rank });
        for (const name of loaded.entries) if (!owners.has(name)) owners.set(name, { loaded, rank });
      } else if (owner.rank === rank) {
        problems.push(describeTaken(loaded, `the id "${loaded.spec.id}"`, owner.loaded));
      }
    }
  }
  const specs = kept.map(({ loaded, rank }) => {
    const aliases = loaded.spec.aliases.filter((alias) => {
      const name = alias.toLowerCase();
      const owner = owners.get(name);
      if (!owner) owners.set(name, { loaded, rank });
      if (!owner || (owner.loaded === loaded && loaded.entries.includes(name))) return true;
      if (owner.rank >= rank) problems.push(describeTaken(loaded, `the alias "${alias}"`, owner.loaded));
      return false;
    });
    return aliases.length === loaded.spec.aliases.length ? loaded.spec : { ...loaded.spec, aliases };
  });
  specs.sort((a, b) => a.title.localeCompare(b.title));
  const byName = new Map<string, Spec>();
  for (const spec of specs) {
    for (const name of [spec.id, ...spec.aliases]) byName.set(name.toLowerCase(), spec);
  }
  return { specs, problems, byName };
}

function describeTaken({ spec, file, line }: LoadedSpec, name: string, { spec: owner, ...place }: LoadedSpec) {
  const where = `${place.file}${place.line === null ? '' : `:${place.line}`}`;
  return { file, line, entry: spec.id, message: `${name} is taken by ${owner.title} (${where})` };
}
