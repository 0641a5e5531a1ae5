/** How the lines of a file that the engine made lie on those of the person's file that it was made of. */
import { z } from 'zod';

/** Lines that follow each other in both files; they count from 1. */
export const LineSpan = z.object({
  line: z.number().int(),
  count: z.number().int(),
  sourceLine: z.number().int(),
  /** Characters that stand before each line of the person's. */
  indent: z.number().int(),
});
export type LineSpan = z.infer<typeof LineSpan>;

/** In the order of `line`; never empty. */
export const LineMap = z.object({ file: z.string(), spans: z.array(LineSpan).min(1) });
export type LineMap = z.infer<typeof LineMap>;
