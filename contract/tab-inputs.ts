/** What a tab's runs are started by and given, kept with the tab. */
import { z } from 'zod';

/** What starts a tab: only the person, also a save, or also a pause in typing. */
export const RunTrigger = z.enum(['request', 'save', 'typing']);
export type RunTrigger = z.infer<typeof RunTrigger>;

/** Characters of one saved input. */
export const INPUT_LIMIT = 1_000_000;
/** Characters of its name. */
export const INPUT_NAME_LIMIT = 100;

/** A text that a run gets as its whole stdin. */
export const SavedInput = z.object({
  id: z.string().min(1).max(200),
  name: z.string().max(INPUT_NAME_LIMIT),
  text: z.string().max(INPUT_LIMIT),
});
export type SavedInput = z.infer<typeof SavedInput>;

export const TabInputs = z.object({
  saved: z.array(SavedInput).default([]),
  /** The id of the one that runs get; null: what is typed while they run. */
  chosen: z.string().nullable().default(null),
  panel: z.enum(['shown', 'hidden']).default('hidden'),
});
export type TabInputs = z.infer<typeof TabInputs>;

/** What runs of a language were given lately, the last one last. */
export const RecentGivens = z.object({
  args: z.array(z.string()).default([]),
  env: z.array(z.record(z.string(), z.string())).default([]),
});
export type RecentGivens = z.infer<typeof RecentGivens>;
