/** `settings.json` as it travels: what is in force, and what of the file is not. */
import { z } from 'zod';
import { JsonFault } from './json-syntax';
import { Settings } from './settings';

export const SettingsProblem = z.discriminatedUnion('kind', [
  /** The file is no JSON: the defaults are in force, and it is not written until a person says so. */
  JsonFault.extend({ kind: z.literal('broken') }),
  /** `key` as `editor.fontSize`; `found` and `used` as JSON. */
  z.object({ kind: z.literal('invalid'), key: z.string(), found: z.string(), used: z.string() }),
  /** Nothing of ours; it is kept. */
  z.object({ kind: z.literal('unknown'), key: z.string() }),
]);
export type SettingsProblem = z.infer<typeof SettingsProblem>;

export const LoadedSettings = z.object({
  settings: Settings,
  problems: z.array(SettingsProblem),
  /** Where the file is, or would be. */
  file: z.string(),
  /** What is in it; empty while there is none. */
  text: z.string(),
});
export type LoadedSettings = z.infer<typeof LoadedSettings>;

/** Only what differs between the two is changed in the file, so that nothing else in it is touched. */
export const SettingsSave = z.object({
  from: Settings,
  to: Settings,
  /** What to do with a file that is no JSON; `setAside` keeps it under another name. */
  broken: z.enum(['refuse', 'setAside']).default('refuse'),
});
export type SettingsSave = z.infer<typeof SettingsSave>;
export type SettingsSaveInput = z.input<typeof SettingsSave>;
