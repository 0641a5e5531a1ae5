/** The one place where what crossed the wire becomes a `RunyardError` again; `main/api/encode-error.ts` is its other half. */
import { ORPCError } from '@orpc/client';
import { ErrorCode, ErrorData, RunyardError } from '../contract';

export function decodeError(error: unknown): RunyardError {
  if (error instanceof RunyardError) return error;
  if (!(error instanceof ORPCError)) return connectionLost(error);
  const code = ErrorCode.safeParse(error.code);
  const data = ErrorData.safeParse(error.data);
  if (code.success && data.success) {
    return new RunyardError(code.data, { message: error.message, ...data.data, cause: error });
  }
  if (error.code === 'BAD_REQUEST') {
    return new RunyardError('BAD_REQUEST', {
      message: error.message,
      remedy: 'Send what the contract of this call asks for.',
      cause: error,
    });
  }
  return new RunyardError('INTERNAL', {
    message: `Runyard gave an answer that this client does not know (${error.code}).`,
    remedy: 'Reload or restart, so that the client and Runyard are of one version.',
    cause: error,
  });
}

/** The port or socket under a call has gone, or cannot be had. */
export function connectionLost(cause?: unknown): RunyardError {
  return new RunyardError('CONNECTION_LOST', {
    message: 'The connection to Runyard was lost.',
    remedy: 'See that Runyard is still running, start it again if not, and run again.',
    cause,
  });
}
