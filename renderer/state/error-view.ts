/** Brings whatever was thrown into the shape that the window shows. */
import { ErrorCode } from '../../contract/errors';
import type { ErrorView } from './run-status';

/** Reads a `RunyardError` by its shape, since one that crossed a process may be of another class of that name. */
export function describeError(error: unknown): ErrorView {
  if (error instanceof Error && 'code' in error && 'remedy' in error && typeof error.remedy === 'string') {
    const code = ErrorCode.safeParse(error.code);
    if (code.success) return { code: code.data, message: error.message, remedy: error.remedy };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'INTERNAL',
    message: `Something went wrong that Runyard did not expect: ${message}`,
    remedy: 'Try again; if it stays, restart Runyard and report it with this message.',
  };
}
