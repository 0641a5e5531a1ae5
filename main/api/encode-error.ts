/** The one place where an error becomes what crosses the wire; `client/decode-error.ts` is its other half. */
import { ORPCError } from '@orpc/client';
import { ValidationError } from '@orpc/contract';
import { type ErrorCode, type ErrorData, RunyardError, statusOf } from '../../contract';

/** Told of each error that is ours and not the caller's, once. `procedure` is such as `run.start`. */
export type ReportError = (error: unknown, procedure: string) => void;

type WireError = ORPCError<ErrorCode, ErrorData>;
type Issue = ValidationError['issues'][number];

/** Gives the error for the wire; one that nobody foresaw is reported and crosses without its words. */
export function encodeError(error: unknown, procedure: string, report: ReportError): WireError {
  if (error instanceof RunyardError) {
    return toWire(error.code, error.message, { remedy: error.remedy, details: error.details }, error);
  }
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return describeBadInput(error, procedure);
  report(error, procedure);
  const remedy = 'Try again; if it stays, restart Runyard and report what its log says.';
  return toWire('INTERNAL', 'Runyard met an error of its own.', { remedy, details: {} }, error);
}

function describeBadInput(error: ORPCError<string, unknown>, procedure: string): WireError {
  const issue = error.cause instanceof ValidationError ? error.cause.issues[0] : undefined;
  const path = issue ? writePath(issue.path) : '';
  if (!issue || path === '') {
    const remedy = 'Send what the contract of this call asks for.';
    const reason = issue ? `: ${issue.message}` : '';
    const message = `The input of ${procedure} is not valid${reason}.`;
    return toWire('BAD_REQUEST', message, { remedy, details: { procedure } }, error);
  }
  return toWire(
    'BAD_REQUEST',
    `The input of ${procedure} is not valid at "${path}": ${issue.message}.`,
    { remedy: `Correct "${path}" and try again.`, details: { procedure, path } },
    error,
  );
}

/** `files[0].path` */
function writePath(path: Issue['path']): string {
  let written = '';
  for (const segment of path ?? []) {
    const key = typeof segment === 'object' ? segment.key : segment;
    if (typeof key === 'number') written += `[${key}]`;
    else written += written === '' ? String(key) : `.${String(key)}`;
  }
  return written;
}

function toWire(code: ErrorCode, message: string, data: ErrorData, cause: unknown): WireError {
  return new ORPCError(code, { status: statusOf(code), message, data, cause });
}
