/** Reads the text of `settings.json`, and changes in it what a person has set. */
import { z } from 'zod';
import { findJsonFault } from './json-syntax';
import { defaultSettings, Settings } from './settings';
import type { SettingsProblem } from './settings-file';

/** `theme`, `editor.fontSize`, … */
export type SettingKey = {
  [Name in Exclude<keyof Settings, 'keys'>]: Settings[Name] extends object
    ? `${Name}.${keyof Settings[Name] & string}`
    : Name;
}[Exclude<keyof Settings, 'keys'>];

/** One setting: `editor.fontSize`. The keys of commands are none of these, since there is no end to them. */
export interface SettingField {
  key: SettingKey;
  path: readonly string[];
  schema: z.ZodType;
}

/** A value of undefined goes back to the default. */
export interface SettingChange {
  path: readonly string[];
  value: unknown;
}

type Plain = Record<string, unknown>;

const SCHEMA_KEY = '$schema';
const KEYS = 'keys';
const KeyList = z.array(z.string());

export function listSettingFields(): SettingField[] {
  return Object.entries(Settings.shape).flatMap(([name, schema]): SettingField[] => {
    if (name === KEYS) return [];
    const inner: unknown = schema.unwrap();
    if (!(inner instanceof z.ZodObject)) return [{ key: name as SettingKey, path: [name], schema }];
    return Object.entries(inner.shape).map(([field, fieldSchema]) => ({
      key: `${name}.${field}` as SettingKey,
      path: [name, field],
      schema: fieldSchema as z.ZodType,
    }));
  });
}

/** What the text says, setting by setting: one that is wrong does not take the others down. */
export function readSettings(text: string): { settings: Settings; problems: SettingsProblem[] } {
  if (text.trim() === '') return { settings: defaultSettings, problems: [] };
  const fault = findJsonFault(text);
  if (fault) return { settings: defaultSettings, problems: [{ kind: 'broken', ...fault }] };
  const found = JSON.parse(text) as Plain;
  const problems: SettingsProblem[] = [];
  const good: Plain = {};
  for (const { key, path, schema } of listSettingFields()) {
    const value = readAt(found, path);
    if (value === undefined) continue;
    if (schema.safeParse(value).success) writeAt(good, path, value);
    else problems.push(describeInvalid(key, value, readAt(defaultSettings, path)));
  }
  problems.push(...readKeys(found[KEYS], good), ...findStrangers(found));
  return { settings: Settings.parse(good), problems };
}

function readKeys(found: unknown, good: Plain): SettingsProblem[] {
  if (found === undefined) return [];
  if (!isPlain(found)) return [describeInvalid(KEYS, found, {})];
  return Object.entries(found).flatMap(([command, value]) => {
    const parsed = KeyList.safeParse(value);
    if (!parsed.success) return [describeInvalid(`${KEYS}.${command}`, value, null)];
    writeAt(good, [KEYS, command], parsed.data);
    return [];
  });
}

/** Keys that are no settings, and settings where a group should be. */
function findStrangers(found: Plain): SettingsProblem[] {
  const fields = listSettingFields();
  return Object.entries(found).flatMap(([name, value]): SettingsProblem[] => {
    if (name === SCHEMA_KEY || name === KEYS || fields.some(({ key }) => key === name)) return [];
    const group = fields.filter(({ path }) => path[0] === name);
    if (group.length === 0) return [{ kind: 'unknown', key: name }];
    if (!isPlain(value)) return [describeInvalid(name, value, readAt(defaultSettings, [name]))];
    const strangers = Object.keys(value).filter((key) => !group.some(({ path }) => path[1] === key));
    return strangers.map((key) => ({ kind: 'unknown', key: `${name}.${key}` }));
  });
}

function describeInvalid(key: string, found: unknown, used: unknown): SettingsProblem {
  return { kind: 'invalid', key, found: JSON.stringify(found), used: JSON.stringify(used) };
}

export function diffSettings(from: Settings, to: Settings): SettingChange[] {
  const commands = new Set([...Object.keys(from.keys), ...Object.keys(to.keys)]);
  const paths = [...listSettingFields().map(({ path }) => path), ...[...commands].map((id) => [KEYS, id])];
  return paths.flatMap((path) => {
    const value = readAt(to, path);
    if (isSame(readAt(from, path), value)) return [];
    return [{ path, value: isSame(value, readAt(defaultSettings, path)) ? undefined : value }];
  });
}

export function readSetting(settings: Settings, path: readonly string[]): unknown {
  return readAt(settings, path);
}

export function changeSettings(settings: Settings, changes: readonly SettingChange[]): Settings {
  return Settings.parse(changePlain(settings, changes));
}

/** The text with the changes in it; all else is as it was. The text must be JSON, or empty. */
export function changeText(text: string, changes: readonly SettingChange[], schemaAddress: string): string {
  const found = text.trim() === '' ? { [SCHEMA_KEY]: schemaAddress } : (JSON.parse(text) as Plain);
  return `${JSON.stringify(changePlain(found, changes), null, 2)}\n`;
}

function changePlain(before: Plain, changes: readonly SettingChange[]): Plain {
  const after = structuredClone(before);
  for (const { path, value } of changes) {
    if (value === undefined) removeAt(after, path);
    else writeAt(after, path, value);
  }
  return after;
}

function readAt(from: Plain, path: readonly string[]): unknown {
  let value: unknown = from;
  for (const name of path) value = isPlain(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}

function writeAt(into: Plain, [name, ...rest]: readonly string[], value: unknown): void {
  if (name === undefined) return;
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = into[name];
  const group = isPlain(inner) ? inner : {};
  into[name] = group;
  writeAt(group, rest, value);
}

/** A group that is empty then goes too. */
function removeAt(from: Plain, [name, ...rest]: readonly string[]): void {
  if (name === undefined) return;
  const inner = from[name];
  if (isPlain(inner) && rest.length > 0) {
    removeAt(inner, rest);
    if (Object.keys(inner).length > 0) return;
  }
  delete from[name];
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
