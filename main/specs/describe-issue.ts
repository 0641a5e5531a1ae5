/** What a schema found wrong with a spec, in the words of whoever writes one. */
import type { z } from 'zod';
import { findNearMatches } from '../config/near-matches';
import { type SchemaNode, stepInto } from './schema-fields';
import { PROBLEMS_LIMIT } from './spec-bounds';

export interface DescribedIssue {
  path: PropertyKey[];
  message: string;
}

const names: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of fields',
  record: 'a map',
};

/** @param value the text's own, whole */
export function describeIssue(issue: z.core.$ZodIssue, value: unknown, schema: SchemaNode): DescribedIssue[] {
  const { path } = issue;
  if (path.length === 0 && issue.code === 'invalid_type') return [{ path, message: describeWhole(value) }];
  if (issue.code === 'unrecognized_keys') {
    const fields = stepInto(schema, path);
    return issue.keys
      .slice(0, PROBLEMS_LIMIT + 1)
      .map((key) => ({ path: [...path, key], message: describeStranger([...path, key], fields) }));
  }
  return [{ path, message: `\`${writePath(path)}\`: ${describeFault(issue, findValue(value, path))}` }];
}

function describeFault(issue: z.core.$ZodIssue, found: unknown): string {
  if (found === undefined && issue.code !== 'custom') return 'is missing';
  switch (issue.code) {
    case 'invalid_type': {
      const given = nameValue(found);
      const hint = issue.expected === 'string' && isScalar(found) ? '; put quotes around it' : '';
      return `must be ${names[issue.expected] ?? issue.expected}, not ${given}${hint}`;
    }
    case 'too_small':
      return issue.origin === 'number' ? `must be ${issue.minimum} or more` : 'must not be empty';
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    default:
      return issue.message;
  }
}

function describeWhole(value: unknown): string {
  const need = 'a language needs id, title, file, run, and an image, a debian recipe or an embedded runtime';
  if (value === null || value === undefined) return `is empty: ${need}`;
  return `is ${nameValue(value)} where fields such as \`id: zig\` are wanted: ${need}`;
}

function describeStranger(path: PropertyKey[], fields: readonly string[]): string {
  const [guess] = findNearMatches(String(path.at(-1)), fields);
  return `\`${writePath(path)}\`: no such field${guess === undefined ? '' : `; did you mean \`${guess}\`?`}`;
}

function nameValue(value: unknown): string {
  if (value === null) return 'nothing';
  return names[Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function findValue(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  );
}

function writePath(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}
