/** Where a value of the config came from. */
export type ValueSource =
  | { kind: 'default' }
  | { kind: 'file'; file: string; line: number | null }
  | { kind: 'environment'; name: string }
  /** Without the dashes. */
  | { kind: 'flag'; name: string };

/** `/etc/runyard.yaml:7`, `the environment variable RUNYARD_PORT`, `--port` */
export function nameSource(source: ValueSource): string {
  if (source.kind === 'default') return 'the default';
  if (source.kind === 'file') return source.line === null ? source.file : `${source.file}:${source.line}`;
  return source.kind === 'environment' ? `the environment variable ${source.name}` : `--${source.name}`;
}

/** What was set by a person, as it was found. */
export interface FoundValue {
  key: string;
  /** Text, but from a file as that has it. */
  value: unknown;
  source: ValueSource;
}
