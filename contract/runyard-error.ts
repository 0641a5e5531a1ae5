/** Our own failures as whoever calls the engine meets them. Without schemas: the client package carries it. */
import { type ErrorCode, isErrorCode } from './error-codes';

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

/** By its shape: one that came from another copy of this package is of another class of that name. */
export function isRunyardError(error: unknown): error is RunyardError {
  if (error instanceof RunyardError) return true;
  return error instanceof Error && error.name === 'RunyardError' && 'code' in error && isErrorCode(error.code);
}
