/** How `/api` says no: one shape for every failure, whoever noticed it. */
import { RunyardError, statusOf } from '../../contract';

/** The body of every answer whose status is 400 or more. */
export interface ApiRefusal {
  code: string;
  message: string;
  remedy: string;
  details: Record<string, unknown>;
}

export function describeRefusal({ code, message, remedy, details }: RunyardError): ApiRefusal {
  return { code, message, remedy, details };
}

const DOCS = 'See /api/docs for what can be sent.';

/** What the server itself notices before a request comes to the api, by Fastify's and Node's codes. */
const SERVER_REFUSALS: Record<string, { status: number; message: string; remedy: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    message: 'The body of this request is larger than this server takes.',
    remedy: 'Send less, or let the program make or fetch the data.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    message: 'The body of this request is not said to be JSON.',
    remedy: 'Send JSON with the header Content-Type: application/json.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    message: 'The body is not as long as its Content-Length says.',
    remedy: 'Send the number of bytes that the header announces.',
  },
};

/** @returns null for an error that is no fault of the request */
export function explainServerError(error: unknown): { status: number; refusal: ApiRefusal } | null {
  if (error instanceof RunyardError) return { status: statusOf(error.code), refusal: describeRefusal(error) };
  if (!(error instanceof Error)) return null;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? SERVER_REFUSALS[code] : undefined;
  if (known) return { status: known.status, refusal: refuse(known.message, known.remedy) };
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return null;
  return { status: statusCode, refusal: refuse(`This request cannot be read: ${error.message}.`, DOCS) };
}

export function refuseRoute(method: string, path: string): ApiRefusal {
  return refuse(`There is no ${method} ${path}.`, DOCS);
}

function refuse(message: string, remedy: string): ApiRefusal {
  return { code: 'BAD_REQUEST', message, remedy, details: {} };
}
