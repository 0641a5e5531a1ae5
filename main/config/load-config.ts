/** Config provider: defaults < file < environment < flags; each value remembers where it came from. */
import { readFileSync } from 'node:fs';
import { Config } from './config';
import { type ConfigField, listConfigFields } from './config-fields';
import { readConfigFile } from './config-file';
import { type ConfigProblem, refuseProblems } from './config-problem';
import { readFileValue, readTextValue, writeValue } from './config-value';
import { expandHome } from './home-path';
import { resolveNamedPaths } from './named-path';
import { findNearMatches } from './near-matches';
import { noteUselessRanna, readRannaEnvironment } from './ranna-environment';
import { type FoundValue, nameSource, type ValueSource } from './value-source';

type Environment = Record<string, string | undefined>;

/** By key, such as `server.port`; of a flag that was given more than once, all. */
export type FlagValues = Record<string, string | readonly string[] | undefined>;

export interface LoadedConfig {
  config: Config;
  /** The file that was read; null where there is none. */
  file: string | null;
  /** Of each value that is no default, by key. */
  sources: ReadonlyMap<string, ValueSource>;
  /** One sentence for each thing that was set and does nothing. */
  notes: string[];
}

export interface LoadConfigOptions {
  environment: Environment;
  flags?: FlagValues;
  /** What `--config` names. */
  file?: string | undefined;
}

/** What this process runs with where nothing is said on the command line. @throws RunyardError `CONFIG_INVALID` */
export function readConfig(environment: Environment): Config {
  return loadConfig({ environment }).config;
}

/** @throws RunyardError `CONFIG_INVALID`, naming each bad value, where it came from, and what would be valid */
export function loadConfig({ environment, flags = {}, file: named }: LoadConfigOptions): LoadedConfig {
  const fields = listConfigFields();
  const { file, found, problems } = readConfigFile(environment, named, fields);
  const layers = [...found, ...readRannaEnvironment(environment), ...readEnvironment(environment, fields, problems)];
  const values = new Map<string, unknown>();
  const sources = new Map<string, ValueSource>();
  for (const each of [...layers, ...readFlags(flags, fields)]) {
    const field = fields.find(({ key }) => key === each.key);
    if (!field) throw new Error(`There is no key ${each.key}.`);
    const read =
      each.source.kind === 'file' ? readFileValue(field, each.value) : readTextValue(field, String(each.value));
    if (read.kind === 'invalid') problems.push(describeBadValue(field, each, read.valid));
    else {
      // What a file names has been resolved by then.
      values.set(field.key, resolveNamedPaths(field.key, read.value, '.'));
      sources.set(field.key, each.source);
    }
  }
  const config = buildConfig(fields, values);
  problems.push(...findLimitsAboveBounds(fields, values, sources, config));
  refuseProblems(problems);
  return { config, file, sources, notes: [...noteUselessRanna(environment), ...noteSlips(environment, fields)] };
}

/** A secret may also be in a file that `..._FILE` names, as container engines hand them over. */
function readEnvironment(environment: Environment, fields: readonly ConfigField[], problems: ConfigProblem[]) {
  return fields.flatMap((field): FoundValue[] => {
    const named = field.environmentNames.find((name) => environment[name]);
    if (named) {
      return [{ key: field.key, value: environment[named], source: { kind: 'environment', name: named } }];
    }
    const name = `${field.environmentNames[0]}_FILE`;
    const path = environment[name];
    if (field.secrecy === 'open' || !path) return [];
    try {
      return [
        { key: field.key, value: readFileSync(expandHome(path), 'utf8').trim(), source: { kind: 'environment', name } },
      ];
    } catch (cause) {
      const message = `The file that the environment variable ${name} names cannot be read: ${(cause as Error).message}.`;
      problems.push({ key: field.key, message, remedy: `Let ${name} name a file that is there, or unset it.` });
      return [];
    }
  });
}

function readFlags(flags: FlagValues, fields: readonly ConfigField[]): FoundValue[] {
  return Object.entries(flags).flatMap(([key, value]): FoundValue[] => {
    if (value === undefined) return [];
    const name = fields.find((field) => field.key === key)?.flag ?? key;
    return [{ key, value: typeof value === 'string' ? value : value.join(','), source: { kind: 'flag', name } }];
  });
}

function buildConfig(fields: readonly ConfigField[], values: ReadonlyMap<string, unknown>): Config {
  const built: Record<string, unknown> = structuredClone(Config.parse({}));
  for (const { key, path } of fields) {
    if (!values.has(key)) continue;
    const [name = '', part] = path;
    if (part === undefined) built[name] = values.get(key);
    else (built[name] as Record<string, unknown>)[part] = values.get(key);
  }
  return Config.parse(built);
}

function describeBadValue(field: ConfigField, { value, source }: FoundValue, valid: string): ConfigProblem {
  const shown = field.secrecy === 'secret' ? 'not a valid secret' : JSON.stringify(value);
  const without = source.kind === 'environment' ? `unset ${source.name}` : 'leave it out';
  const usual = writeValue(field, field.defaultValue);
  return {
    key: field.key,
    message: `${field.key} is ${shown} (${nameSource(source)}); it must be ${valid}.`,
    remedy: `Mend it or ${without}${usual === '' ? '.' : `: the default is ${usual}.`}`,
  };
}

/** A default above the bound is held down by it; what somebody wrote is not changed in silence. */
function findLimitsAboveBounds(
  fields: readonly ConfigField[],
  values: ReadonlyMap<string, unknown>,
  sources: ReadonlyMap<string, ValueSource>,
  config: Config,
): ConfigProblem[] {
  return fields.flatMap((field): ConfigProblem[] => {
    const name = field.path[1] as keyof Config['limits'];
    const source = sources.get(field.key);
    if (field.group !== 'limits' || !source || Number(values.get(field.key)) <= config.maxLimits[name]) return [];
    const bound = `maxLimits.${field.key.slice('limits.'.length)}`;
    const most = writeValue(field, config.maxLimits[name]);
    return [
      {
        key: field.key,
        message: `${field.key} is ${writeValue(field, values.get(field.key))} (${nameSource(source)}), but no run may have more than ${most} (${bound}, ${nameSource(sources.get(bound) ?? { kind: 'default' })}).`,
        remedy: `Lower ${field.key} or raise ${bound}.`,
      },
    ];
  });
}

/** A variable that is nearly one of ours is a slip. */
function noteSlips(environment: Environment, fields: readonly ConfigField[]): string[] {
  const known = [
    ...fields.flatMap(({ environmentNames }) => environmentNames),
    ...['RUNYARD_CONFIG', 'RUNYARD_DATA_DIR', 'RUNYARD_WORKSPACE_DIR'],
  ];
  return Object.keys(environment).flatMap((name) => {
    if (!name.startsWith('RUNYARD_') || known.includes(name) || known.includes(name.replace(/_FILE$/, ''))) return [];
    const own = name.slice('RUNYARD_'.length);
    const [near] = findNearMatches(
      own,
      known.map((each) => each.slice('RUNYARD_'.length)),
    );
    return near === undefined ? [] : [`${name} does nothing; did you mean RUNYARD_${near}?`];
  });
}
