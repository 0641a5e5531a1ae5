/** What each value is and where it came from, for `runyard config`. */
import { type ConfigField, listConfigFields } from './config-fields';
import { writeValue } from './config-value';
import type { LoadedConfig } from './load-config';
import { nameSource, type ValueSource } from './value-source';

export interface DescribedValue {
  /** As in a file: `server.requestTimeout`. */
  key: string;
  group: ConfigField['group'];
  /** As a person would write it; a secret is masked. */
  value: string;
  source: ValueSource;
  /** `/etc/runyard.yaml:7`, `the environment variable RUNYARD_PORT`, `--port`, `the default` */
  sourceName: string;
  description: string;
  environmentName: string;
  /** Without the dashes; null for a secret. */
  flag: string | null;
}

/** Every key, in the order of their description. */
export function describeConfig({ config, sources }: Pick<LoadedConfig, 'config' | 'sources'>): DescribedValue[] {
  return listConfigFields().map((field) => {
    const source = sources.get(field.key) ?? ({ kind: 'default' } as const);
    return {
      key: field.key,
      group: field.group,
      value: writeValue(field, readAt(config, field.path)),
      source,
      sourceName: nameSource(source),
      description: field.description,
      environmentName: field.environmentNames[0],
      flag: field.secrecy === 'open' ? field.flag : null,
    };
  });
}

function readAt(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], from);
}
