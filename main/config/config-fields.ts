/** The values of the config one by one: how each is called in a file, in the environment and on the command line. */
import { z } from 'zod';
import { Config } from './config';
import { writeDuration, writeSize } from './units';

/**
 * `time` and `size` are numbers of milliseconds and of bytes in the code; `list` and `table` hold texts.
 */
export type FieldKind = 'text' | 'count' | 'number' | 'time' | 'size' | 'choice' | 'list' | 'table';

export type FieldGroup = 'engine' | 'server' | 'limits' | 'maxLimits';

export interface ConfigField {
  /** As in a file: `server.requestTimeout`. */
  key: string;
  /** Where it is in `Config`: `server`, `requestTimeoutMs`. */
  path: readonly string[];
  group: FieldGroup;
  kind: FieldKind;
  description: string;
  /** What a value must be, in words that go on from "it must be". */
  valid: string;
  /** Of the value as it is in `Config`. */
  schema: z.ZodType;
  defaultValue: unknown;
  /** The first one holds, the others are names of old. */
  environmentNames: readonly [string, ...string[]];
  /** Without the dashes. */
  flag: string;
  /** Whether its value may be shown. */
  secrecy: 'open' | 'secret';
  choices: readonly string[];
  least: number | null;
  most: number | null;
}

const UNIT = /(Ms|Bytes)$/;
const SECRETS = ['server.token', 'server.tokens'];

export function listConfigFields(): ConfigField[] {
  const defaults = Config.parse({});
  return Object.entries(Config.shape).flatMap(([name, schema]) => {
    const inner = unwrap(schema);
    const value: unknown = defaults[name as keyof Config];
    if (!(inner instanceof z.ZodObject)) return [describeField([name], schema, value)];
    return Object.entries(inner.shape).map(([part, partSchema]) =>
      describeField([name, part], partSchema as z.ZodType, (value as Record<string, unknown>)[part]),
    );
  });
}

function describeField(path: readonly string[], schema: z.ZodType, defaultValue: unknown): ConfigField {
  const key = path.join('.').replace(UNIT, '');
  const inner = unwrap(schema);
  const kind = findKind(path.at(-1) ?? '', inner);
  const words = nameWords(path);
  const coded = snake(nameWords(path, 'unit'));
  const [least, most] = inner instanceof z.ZodNumber ? [inner.minValue, inner.maxValue] : [null, null];
  const field: Omit<ConfigField, 'valid'> = {
    key,
    path,
    group: path.length === 1 ? 'engine' : (path[0] as FieldGroup),
    kind,
    description:
      path[0] === 'maxLimits' ? `At most: ${lowerFirst(schema.description ?? '')}` : (schema.description ?? ''),
    schema,
    defaultValue,
    environmentNames: coded === snake(words) ? [snake(words)] : [snake(words), coded],
    flag: words.join('-').toLowerCase(),
    secrecy: SECRETS.includes(key) ? 'secret' : 'open',
    choices: inner instanceof z.ZodEnum ? inner.options.map(String) : [],
    least: least === Number.MIN_SAFE_INTEGER ? null : least,
    most: most === Number.MAX_SAFE_INTEGER || most === Number.POSITIVE_INFINITY ? null : most,
  };
  return { ...field, valid: describeValid(field) };
}

/** The names of the groups `server` and `limits` are left out, since what is in them says enough. */
function nameWords([first = '', second]: readonly string[], unit: 'unit' | 'bare' = 'bare'): string[] {
  const name = second === undefined ? first : `${first === 'maxLimits' ? 'Max' : ''}${upperFirst(second)}`;
  return (unit === 'unit' ? name : name.replace(UNIT, '')).split(/(?=[A-Z])/);
}

const snake = (words: readonly string[]): string => `RUNYARD_${words.join('_').toUpperCase()}`;

function findKind(name: string, inner: z.ZodType): FieldKind {
  if (inner instanceof z.ZodNumber) {
    if (name.endsWith('Ms')) return 'time';
    if (name.endsWith('Bytes')) return 'size';
    return inner.isInt ? 'count' : 'number';
  }
  if (inner instanceof z.ZodEnum) return 'choice';
  if (inner instanceof z.ZodArray) return 'list';
  return inner instanceof z.ZodRecord ? 'table' : 'text';
}

function unwrap(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable) {
    return unwrap(schema.unwrap());
  }
  return schema as z.ZodType;
}

function describeValid({ kind, least, most, choices }: Omit<ConfigField, 'valid'>): string {
  const write = (value: number): string => writeNumber(kind, value);
  const bounds =
    least === null && most === null
      ? ''
      : most === null
        ? ` of at least ${write(least ?? 0)}`
        : ` from ${write(least ?? 0)} to ${write(most)}`;
  const names: Record<FieldKind, string> = {
    count: `a whole number${bounds}`,
    number: `a number${bounds}`,
    time: `a time such as 500ms, 10s or 1h30m,${bounds}`,
    size: `a size such as 256M or 1.5G,${bounds}`,
    choice: `one of ${choices.join(', ')}`,
    text: 'a text',
    list: 'a list of texts',
    table: 'names with a text each',
  };
  return names[kind].replace(/,$/, '');
}

function writeNumber(kind: FieldKind, value: number): string {
  if (kind === 'time') return writeDuration(value);
  return kind === 'size' ? writeSize(value) : String(value);
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
