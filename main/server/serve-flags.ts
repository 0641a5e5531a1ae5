/** The flags of `runyard serve`: those of the config, and a few of its own. */
import { parseArgs } from 'node:util';
import { RunyardError } from '../../contract';
import { listConfigFlags } from '../config/config-flags';
import type { FlagValues } from '../config/load-config';

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

/** @throws RunyardError `CONFIG_INVALID`, naming the flag */
export function readServeFlags(args: string[]): ServeFlags {
  const flags = listConfigFlags();
  const options = {
    ...Object.fromEntries(flags.map(({ name }) => [name, { type: 'string', multiple: true } as const])),
    config: { type: 'string', multiple: true } as const,
    'no-open': { type: 'boolean' } as const,
  };
  try {
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
    const given: Record<string, unknown> = values;
    return {
      // Of what may be given once, the last holds.
      values: Object.fromEntries(
        flags.map(({ key, name, times }) => {
          const texts = given[name] as string[] | undefined;
          return [key, times === 'many' ? texts : texts?.at(-1)];
        }),
      ),
      file: values.config?.at(-1),
      open: !values['no-open'],
      places: positionals,
    };
  } catch (cause) {
    throw new RunyardError('CONFIG_INVALID', {
      message: cause instanceof Error ? cause.message : String(cause),
      remedy: `The flags are --config FILE, --no-open and ${flags.map(({ name }) => `--${name}`).join(', ')}.`,
      cause,
    });
  }
}
