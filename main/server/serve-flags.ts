/** The flags of `runyard serve`, of which parser, help and completion are made: those of the config, and a few of its own. */
import { parseArgs } from 'node:util';
import { RunyardError } from '../../contract';
import { type ConfigFlag, listConfigFlags } from '../config/config-flags';
import type { FlagValues } from '../config/load-config';

export interface ServeFlag extends Pick<ConfigFlag, 'name' | 'description' | 'usual' | 'choices' | 'times'> {
  /** `own`: of the command; the others are the groups of the config. */
  group: ConfigFlag['group'] | 'own';
  /** What stands for its value in the help; null for a switch. */
  placeholder: string | null;
  completes: 'files' | 'none';
}

export interface ServeFlags {
  /** Of the config, by key. */
  values: FlagValues;
  /** The file that `--config` names. */
  file: string | undefined;
  /** Whether to open the person's browser. */
  open: boolean;
  /** Files, folders and links to open in the window. */
  places: string[];
}

const OWN = { group: 'own', usual: '', choices: [], times: 'once' } as const;
const OWN_FLAGS: readonly ServeFlag[] = [
  { ...OWN, name: 'no-open', placeholder: null, description: 'Open no browser.', completes: 'none' },
  { ...OWN, name: 'config', placeholder: 'FILE', description: 'Read this file of settings.', completes: 'files' },
];

export function listServeFlags(): ServeFlag[] {
  return [...OWN_FLAGS, ...listConfigFlags().map((flag) => ({ ...flag, completes: 'none' as const }))];
}

/** @throws RunyardError `CONFIG_INVALID`, naming the flag */
export function readServeFlags(args: string[]): ServeFlags {
  const flags = listServeFlags();
  const options = Object.fromEntries(
    flags.map(({ name, placeholder }) => [
      name,
      placeholder === null ? ({ type: 'boolean' } as const) : ({ type: 'string', multiple: true } as const),
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
    const textsOf = (name: string) => values[name] as string[] | undefined;
    return {
      // Of what may be given once, the last holds.
      values: Object.fromEntries(
        listConfigFlags().map(({ key, name, times }) => [
          key,
          times === 'many' ? textsOf(name) : textsOf(name)?.at(-1),
        ]),
      ),
      file: textsOf('config')?.at(-1),
      open: values['no-open'] !== true,
      places: positionals,
    };
  } catch (cause) {
    throw new RunyardError('CONFIG_INVALID', {
      message: cause instanceof Error ? cause.message : String(cause),
      remedy: `The flags are ${flags.map(writeServeFlag).join(', ')}.`,
      cause,
    });
  }
}

/** `--port NUMBER` */
export function writeServeFlag({ name, placeholder }: ServeFlag): string {
  return `--${name}${placeholder === null ? '' : ` ${placeholder}`}`;
}
