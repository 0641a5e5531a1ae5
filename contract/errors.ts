/** Our own failures as they cross a process border: a closed set of codes, each with what happened and what to do next. */
import { z } from 'zod';
import { ERROR_CODES } from './error-codes';

export { isRunyardError, RunyardError, type RunyardErrorOptions } from './runyard-error';

export const ErrorCode = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** What crosses a process border beside the code and the message. */
export const ErrorData = z.object({
  remedy: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
});
export type ErrorData = z.infer<typeof ErrorData>;
