/** Work that the engine does by itself at set times. */
import { z } from 'zod';

/** `specReload` asks every source of specs anew; `imageRefresh` pulls or builds anew the images that are there. */
export const JobName = z.enum(['specReload', 'imageRefresh']);
export type JobName = z.infer<typeof JobName>;

export const ScheduledJob = z.object({
  job: JobName,
  /** The expression, as it was configured. */
  cron: z.string(),
  /** In which the expression is read, such as `Europe/Berlin`. */
  timeZone: z.string(),
  state: z.enum(['waiting', 'running']),
  /** Milliseconds since 1970; null where the expression never comes again. */
  nextAt: z.number().nullable(),
  /** When it began last, in this process or an earlier one; null where it never did. */
  lastAt: z.number().nullable(),
  lastResult: z
    .discriminatedUnion('kind', [
      /** `summary`: what it did, in a sentence. */
      z.object({ kind: z.literal('done'), summary: z.string() }),
      z.object({ kind: z.literal('failed'), message: z.string() }),
    ])
    .nullable(),
});
export type ScheduledJob = z.infer<typeof ScheduledJob>;
