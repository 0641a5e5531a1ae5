/** Spec provider: the languages that there are, by id and alias, and what is wrong with the files that describe them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RunyardError, type Spec, type SpecList, type SpecProblem } from '../../contract';
import { findNearMatches } from '../config/near-matches';
import type { LoadedSpec } from './loaded-spec';
import { readSpecs } from './read-specs';

const SPEC_FILE = /\.(ya?ml|json)$/i;

export class SpecProvider {
  readonly #sources: readonly string[];
  #list: SpecList = { specs: [], problems: [] };
  /** By id and by alias, lower case. */
  #byName = new Map<string, Spec>();

  /** `sources`: folders of spec files, and single files. Where two describe the same language the first one holds. */
  constructor(sources: readonly string[]) {
    this.#sources = sources;
  }

  /** Reads all sources anew. What is broken becomes a problem in the list; nothing is thrown. */
  async load(): Promise<void> {
    const loaded: LoadedSpec[] = [];
    const problems: SpecProblem[] = [];
    for (const source of this.#sources) {
      for (const file of await listFiles(source, problems)) {
        try {
          const read = readSpecs(file, await readFile(file, 'utf8'));
          loaded.push(...read.specs);
          problems.push(...read.problems);
        } catch (error) {
          problems.push({ file, line: null, entry: null, message: `cannot be read: ${(error as Error).message}` });
        }
      }
    }
    this.#take(loaded, problems);
  }

  list(): SpecList {
    return this.#list;
  }

  /**
   * The spec with this id or alias, in upper or lower case.
   * @throws RunyardError `SPEC_UNKNOWN`, naming what may have been meant
   */
  find(idOrAlias: string): Spec {
    const spec = this.#byName.get(idOrAlias.toLowerCase());
    if (spec) return spec;
    const near = findNearMatches(idOrAlias, this.#byName.keys());
    const ids = this.#list.specs.map(({ id }) => id).join(', ');
    throw new RunyardError('SPEC_UNKNOWN', {
      message: `There is no language "${idOrAlias}"${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '.'}`,
      remedy: ids === '' ? 'Add a spec file, or mend the broken ones.' : `Use one of: ${ids}.`,
      details: { name: idOrAlias, near },
    });
  }

  /** Ids go before aliases, so that no alias can take a language's own name away. */
  #take(loaded: LoadedSpec[], problems: SpecProblem[]): void {
    const owners = new Map<string, LoadedSpec>();
    const kept: LoadedSpec[] = [];
    for (const candidate of loaded) {
      const { spec, file, line } = candidate;
      const owner = owners.get(spec.id);
      if (owner) {
        problems.push({ file, line, entry: spec.id, message: `the id "${spec.id}" is taken by ${nameOwner(owner)}` });
      } else {
        owners.set(spec.id, candidate);
        kept.push(candidate);
      }
    }
    const specs = kept.map((candidate) => {
      const { spec, file, line } = candidate;
      const aliases = spec.aliases.filter((alias) => {
        const owner = owners.get(alias.toLowerCase());
        if (!owner) {
          owners.set(alias.toLowerCase(), candidate);
          return true;
        }
        const message = `the alias "${alias}" is taken by ${nameOwner(owner)}`;
        problems.push({ file, line, entry: spec.id, message });
        return false;
      });
      return aliases.length === spec.aliases.length ? spec : { ...spec, aliases };
    });
    specs.sort((a, b) => a.title.localeCompare(b.title));
    this.#byName = new Map();
    for (const spec of specs) {
      for (const name of [spec.id, ...spec.aliases]) this.#byName.set(name.toLowerCase(), spec);
    }
    this.#list = { specs, problems };
  }
}

function nameOwner({ spec, file, line }: LoadedSpec): string {
  return `${spec.title} (${file}${line === null ? '' : `:${line}`})`;
}

async function listFiles(source: string, problems: SpecProblem[]): Promise<string[]> {
  try {
    if (!(await stat(source)).isDirectory()) return [source];
    const names = await readdir(source);
    return names
      .filter((name) => SPEC_FILE.test(name))
      .sort()
      .map((name) => join(source, name));
  } catch (error) {
    problems.push({
      file: source,
      line: null,
      entry: null,
      message: `cannot be read: ${(error as Error).message}`,
    });
    return [];
  }
}
