/** The one place where what crossed the wire becomes a `RunyardError` again; `main/api/encode-error.ts` is its other half. */
import { ORPCError } from '@orpc/client';
import { type ErrorCode, isErrorCode } from '../contract/error-codes';
import { RunyardError } from '../contract/runyard-error';

export function decodeError(error: unknown): RunyardError {
  if (error instanceof RunyardError) return error;
  if (!(error instanceof ORPCError)) return connectionLost(error);
  const known = readData(error.code, error.data);
  if (known) return new RunyardError(known.code, { ...known, message: error.message, cause: error });
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

/** Null for what another version of Runyard says. By hand: schemas would be most of the client's weight. */
function readData(
  code: string,
  data: unknown,
): { code: ErrorCode; remedy: string; details: Record<string, unknown> } | null {
  if (!isErrorCode(code) || typeof data !== 'object' || data === null || !('remedy' in data)) return null;
  const { remedy } = data;
  const details = 'details' in data ? data.details : {};
  if (typeof remedy !== 'string' || typeof details !== 'object' || details === null) return null;
  return { code, remedy, details: { ...details } };
}
