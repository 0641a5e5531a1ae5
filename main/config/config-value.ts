/** One value of the config: from what a person wrote to what the code takes, and back. */
import type { ConfigField } from './config-fields';
import { readDuration, readSize, writeDuration, writeSize } from './units';

/** `invalid` says what would be valid, in words that go on from "it must be". */
export type ReadValue = { kind: 'value'; value: unknown } | { kind: 'invalid'; valid: string };

/** @param text of the environment or the command line: lists are parted by commas, tables are `name=text` */
export function readTextValue(field: ConfigField, text: string): ReadValue {
  return check(field, parseText(field, text.trim()));
}

/** @param found as the file has it */
export function readFileValue(field: ConfigField, found: unknown): ReadValue {
  if ((field.kind === 'time' || field.kind === 'size') && typeof found === 'string') {
    return check(field, parseText(field, found));
  }
  return check(field, found);
}

function parseText(field: ConfigField, text: string): unknown {
  if (field.kind === 'time') return readDuration(text);
  if (field.kind === 'size') return readSize(text);
  if (field.kind === 'count' || field.kind === 'number') return text === '' ? null : Number(text);
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (field.kind === 'list') return parts;
  if (field.kind !== 'table') return text;
  return Object.fromEntries(
    parts.map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? ['', part] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );
}

function check(field: ConfigField, value: unknown): ReadValue {
  const parsed = field.schema.safeParse(value === null ? Number.NaN : value);
  if (parsed.success) return { kind: 'value', value: parsed.data };
  const [issue] = parsed.error.issues;
  // Zod's own words are for programmers; those of our own checks say what would be valid.
  const isOwn = issue?.code === 'custom' || issue?.code === 'invalid_union' || issue?.code === 'invalid_format';
  const inside = issue?.code === 'invalid_key' ? issue.issues[0] : undefined;
  const words = inside?.message ?? (isOwn ? issue?.message : undefined);
  if (words === undefined) return { kind: 'invalid', valid: field.valid };
  return {
    kind: 'invalid',
    valid: field.kind === 'list' || field.kind === 'table' ? `${field.valid}: ${words}` : words,
  };
}

/** As a person would write it; a secret is masked. */
export function writeValue(field: ConfigField, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (field.secrecy === 'secret') return maskSecret(value);
  if (field.kind === 'time' && typeof value === 'number') return writeDuration(value);
  if (field.kind === 'size' && typeof value === 'number') return writeSize(value);
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Of a table the names are shown. */
function maskSecret(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '' : '********';
  return Object.keys(value as object)
    .map((name) => `${name}=********`)
    .join(', ');
}
