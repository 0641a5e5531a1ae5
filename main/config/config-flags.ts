/** The config's values as flags of a command. */
import { type ConfigField, listConfigFields } from './config-fields';
import { writeValue } from './config-value';

export interface ConfigFlag {
  /** Of the value, as `loadConfig` takes it: `server.port`. */
  key: string;
  /** Without the dashes: `port`. */
  name: string;
  group: ConfigField['group'];
  /** What stands for the value in a help: `NUMBER`, `TIME`. */
  placeholder: string;
  description: string;
  /** As a person would write it; empty where it says nothing. */
  usual: string;
  /** Whether it may be given more than once. */
  times: 'once' | 'many';
  /** Empty where anything else is valid. */
  choices: readonly string[];
}

const PLACEHOLDERS: Record<ConfigField['kind'], string> = {
  text: 'TEXT',
  count: 'NUMBER',
  number: 'NUMBER',
  time: 'TIME',
  size: 'SIZE',
  choice: 'CHOICE',
  list: 'TEXT',
  table: 'NAME=TEXT',
};

/**
 * Secrets have none: everybody on a machine can read what a process was started with.
 * `--config FILE` is none of these: `loadConfig` takes it apart.
 */
export function listConfigFlags(groups?: readonly ConfigField['group'][]): ConfigFlag[] {
  return listConfigFields()
    .filter(({ secrecy, group }) => secrecy === 'open' && (groups?.includes(group) ?? true))
    .map((field) => ({
      key: field.key,
      name: field.flag,
      group: field.group,
      placeholder: PLACEHOLDERS[field.kind],
      description: field.description,
      usual: writeValue(field, field.defaultValue),
      times: field.kind === 'list' || field.kind === 'table' ? 'many' : 'once',
      choices: field.choices,
    }));
}
