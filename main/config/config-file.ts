/** The file of the config: where it is, and what it says. YAML or JSON, and strict: a key that is not known is an error. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ConfigField } from './config-fields';
import { findConfigFolder } from './config-folder';
import type { ConfigProblem } from './config-problem';
import { expandHome } from './home-path';
import { resolveNamedPaths } from './named-path';
import { findNearMatches } from './near-matches';
import type { FoundValue, ValueSource } from './value-source';
import { YamlDocument } from './yaml-document';

const SCHEMA_KEY = '$schema';

export interface ReadFile {
  /** Null where there is none. */
  file: string | null;
  found: FoundValue[];
  problems: ConfigProblem[];
}

/**
 * The file that was named; or else the one in the data folder where that was chosen, so that such a Runyard keeps to
 * itself; or else the one in the platform's folder for configuration.
 */
export function readConfigFile(
  environment: Record<string, string | undefined>,
  named: string | undefined,
  fields: readonly ConfigField[],
): ReadFile {
  const name = named || environment.RUNYARD_CONFIG;
  if (name) return readFile(resolve(expandHome(name)), named ? '--config' : 'RUNYARD_CONFIG', fields);
  const { folder, names } = findConfigFolder(environment);
  const there = names.filter((candidate) => existsSync(join(folder, candidate)));
  const [first, second] = there;
  if (first === undefined) return { file: null, found: [], problems: [] };
  if (second !== undefined) {
    const message = `There are two configurations in ${folder}: ${first} and ${second}.`;
    return { file: null, found: [], problems: [{ key: null, message, remedy: 'Keep one of them.' }] };
  }
  return readFile(join(folder, first), null, fields);
}

/** @param namedBy what named it; null where it was found */
function readFile(file: string, namedBy: string | null, fields: readonly ConfigField[]): ReadFile {
  const failed = (message: string, remedy: string): ReadFile => {
    return { file, found: [], problems: [{ key: null, message, remedy }] };
  };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const what = namedBy === null ? 'The configuration' : `The configuration that ${namedBy} names`;
    return failed(
      `${what} cannot be read: ${(cause as Error).message}.`,
      namedBy === null
        ? 'Mend its permissions or remove it.'
        : `Let ${namedBy} name a file that is there, or leave it out.`,
    );
  }
  const document = new YamlDocument(text);
  const [fault] = document.syntaxFaults();
  if (fault) return failed(`${file}:${fault.line} is no YAML or JSON: ${fault.message}.`, 'Mend that line.');
  let value: unknown;
  try {
    value = document.toValue();
  } catch (cause) {
    return failed(`${file} is no YAML that can be read: ${(cause as Error).message}.`, 'Mend the file.');
  }
  if (value === null || value === undefined) return { file, found: [], problems: [] };
  if (!isPlain(value)) return failed(`${file} holds no keys with values.`, 'Write lines such as `provider: docker`.');
  return { file, ...walk(file, document, value, fields) };
}

function walk(
  file: string,
  document: YamlDocument,
  value: Record<string, unknown>,
  fields: readonly ConfigField[],
): Omit<ReadFile, 'file'> {
  const found: FoundValue[] = [];
  const problems: ConfigProblem[] = [];
  const groups = new Set(fields.flatMap(({ key }) => (key.includes('.') ? [key.slice(0, key.indexOf('.'))] : [])));
  const sourceOf = (path: readonly string[]): ValueSource & { kind: 'file' } => {
    return { kind: 'file', file, line: document.findLine(path) };
  };
  const take = (path: readonly string[], inner: unknown): void => {
    const key = path.join('.');
    if (inner === null || key === SCHEMA_KEY) return;
    const source = sourceOf(path);
    const place = source.line === null ? file : `${file}:${source.line}`;
    if (path.length === 1 && groups.has(key)) {
      if (isPlain(inner)) for (const [name, part] of Object.entries(inner)) take([...path, name], part);
      else {
        const message = `${key} is ${JSON.stringify(inner)} (${place}); it must be a group of keys.`;
        problems.push({ key, message, remedy: `Write the keys of ${key} indented below it.` });
      }
      return;
    }
    if (fields.some((field) => field.key === key)) {
      found.push({ key, value: resolveNamedPaths(key, inner, dirname(file)), source });
    } else problems.push(describeStranger(path, place, [...fields.map((field) => field.key), ...groups]));
  };
  for (const [name, inner] of Object.entries(value)) take([name], inner);
  return { found, problems };
}

function describeStranger(path: readonly string[], place: string, keys: readonly string[]): ConfigProblem {
  const key = path.join('.');
  const last = path.at(-1) ?? '';
  const near = findNearMatches(key, keys);
  // The right name in the wrong group is as common as a slip of the finger.
  const elsewhere = keys.filter((known) => findNearMatches(last, [known.slice(known.lastIndexOf('.') + 1)]).length > 0);
  const [guess] = [...near, ...elsewhere];
  return {
    key,
    message: `There is no key ${key} (${place})${guess === undefined ? '.' : `; did you mean ${guess}?`}`,
    remedy: guess === undefined ? `Remove ${key}; \`runyard config\` lists the keys.` : `Write ${guess} or remove it.`,
  };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
