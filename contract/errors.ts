/** Our own failures: a closed set of codes, each with what happened and what to do next. */
import { z } from 'zod';

export const ErrorCode = z.enum([
  'BAD_REQUEST',
  'CONNECTION_LOST',
  'CONFIG_INVALID',
  'DOCKER_UNREACHABLE',
  'DOCKER_FAILED',
  'IMAGE_MISSING',
  'IMAGE_PULL_FAILED',
  'IMAGE_BUILD_FAILED',
  'RUNTIME_MISSING',
  'RUNTIME_INSTALL_FAILED',
  'EMBEDDED_FAILED',
  'PROVIDER_UNFIT',
  'SPEC_UNKNOWN',
  'SPEC_INVALID',
  'FILE_INVALID',
  'LIMIT_TOO_HIGH',
  'QUEUE_FULL',
  'RATE_LIMITED',
  'RUN_UNKNOWN',
  'WORKSPACE_FAILED',
  'WORKSPACE_TAKEN',
  'HISTORY_UNKNOWN',
  'SETTINGS_BROKEN',
  'SETTINGS_FAILED',
  'SHUTTING_DOWN',
  'TOKEN_MISSING',
  'ORIGIN_REFUSED',
  'INTERNAL',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** What crosses a process border beside the code and the message. */
export const ErrorData = z.object({
  remedy: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
});
export type ErrorData = z.infer<typeof ErrorData>;

export interface RunyardErrorOptions {
  /** What happened, to what: one sentence. */
  message: string;
  /** What to do next: one sentence. */
  remedy: string;
  /** Facts for a program; plain JSON. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

/** The only error that a caller of the engine meets. */
export class RunyardError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, options: RunyardErrorOptions) {
    super(options.message, { cause: options.cause });
    this.name = 'RunyardError';
    this.code = code;
    this.remedy = options.remedy;
    this.details = options.details ?? {};
  }
}
