/** Environment variables as a person edits them: rows, of which only those without a problem reach a run. Pure. */

export interface EnvironmentRow {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

export type EnvironmentProblem = 'noName' | 'badName' | 'twice' | 'nul';

export interface EnvironmentReading {
  readonly env: Record<string, string>;
  /** By the id of the row. */
  readonly problems: ReadonlyMap<string, EnvironmentProblem>;
}

/** As the engine has it, which refuses a run with any other. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A row without name and value counts for nothing. */
export function readRows(rows: readonly EnvironmentRow[]): EnvironmentReading {
  const env = new Map<string, string>();
  const problems = new Map<string, EnvironmentProblem>();
  for (const { id, name, value } of rows) {
    if (name === '' && value === '') continue;
    const problem = findProblem(name, value, env);
    if (problem) problems.set(id, problem);
    else env.set(name, value);
  }
  return { env: Object.fromEntries(env), problems };
}

function findProblem(name: string, value: string, env: ReadonlyMap<string, string>): EnvironmentProblem | null {
  if (name === '') return 'noName';
  if (!NAME.test(name)) return 'badName';
  if (env.has(name)) return 'twice';
  return value.includes('\0') ? 'nul' : null;
}

/** Rows that say what the environment is, in its order. */
export function listRows(env: Readonly<Record<string, string>>, createId: () => string): EnvironmentRow[] {
  return Object.entries(env).map(([name, value]) => ({ id: createId(), name, value }));
}

export function isSameEnvironment(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): boolean {
  return JSON.stringify(Object.entries(one)) === JSON.stringify(Object.entries(other));
}

/**
 * Reads `NAME=value` lines, as an `.env` file or a shell has them: blank lines and comments are left out, `export` and
 * quotes around a value too. Null where the text is something else.
 */
export function parseVariables(text: string): Array<{ name: string; value: string }> | null {
  const variables: Array<{ name: string; value: string }> = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const match = /^\s*(?:export\s+)?([^\s=]+)\s*=(.*)$/.exec(line);
    if (!match) return null;
    variables.push({ name: match[1] ?? '', value: unquote((match[2] ?? '').trim()) });
  }
  return variables.length === 0 ? null : variables;
}

/** Puts variables in: over a row of the same name, or else at the end. */
export function mergeVariables(
  rows: readonly EnvironmentRow[],
  variables: ReadonlyArray<{ name: string; value: string }>,
  createId: () => string,
): EnvironmentRow[] {
  const merged = rows.filter(({ name, value }) => name !== '' || value !== '');
  for (const { name, value } of variables) {
    const at = merged.findIndex((row) => row.name === name);
    const known = merged[at];
    if (known) merged[at] = { ...known, value };
    else merged.push({ id: createId(), name, value });
  }
  return merged;
}

function unquote(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
}
