/** What each of our failures is over HTTP, and when it happens: the one table that server and documentation read. */
import type { ErrorCode } from './errors';

interface ErrorKind {
  status: number;
  /** When it happens: one sentence. */
  meaning: string;
}

export const ERROR_KINDS: Record<ErrorCode, ErrorKind> = {
  BAD_REQUEST: { status: 400, meaning: 'The request is not what the contract asks for; `message` says where.' },
  CONFIG_INVALID: { status: 400, meaning: 'A value of the config cannot be used.' },
  FILE_INVALID: { status: 400, meaning: 'The path of a file is not one that a sandbox takes, or there are too many.' },
  LIMIT_TOO_HIGH: { status: 400, meaning: 'A limit is above what this server allows.' },
  SPEC_INVALID: { status: 400, meaning: 'The file that describes the language cannot be used.' },
  TOKEN_MISSING: { status: 401, meaning: 'No token was sent, or one that does not open this server.' },
  ORIGIN_REFUSED: { status: 403, meaning: 'The name of the server or the site that asks is not one that may.' },
  SPEC_UNKNOWN: { status: 404, meaning: 'There is no such language.' },
  RUN_UNKNOWN: { status: 404, meaning: 'The caller has no such run, or it has ended.' },
  RUN_ELSEWHERE: {
    status: 421,
    meaning: 'Another of the servers behind this address has the run; use the connection that started it.',
  },
  HISTORY_UNKNOWN: { status: 404, meaning: 'There is no such item.' },
  IMAGE_MISSING: { status: 409, meaning: 'The image of the language is not here; it can be pulled or built.' },
  RUNTIME_MISSING: { status: 409, meaning: 'The runtime of the embedded engine is not here.' },
  PROVIDER_UNFIT: { status: 409, meaning: 'The engine that was asked for cannot run this.' },
  WORKSPACE_TAKEN: { status: 409, meaning: 'Another window has taken the workspace over.' },
  SETTINGS_BROKEN: { status: 409, meaning: 'The settings file is no JSON, so it is not overwritten.' },
  QUEUE_FULL: { status: 429, meaning: 'Too many runs are waiting, of all callers or of this one.' },
  RATE_LIMITED: { status: 429, meaning: 'Too many requests in a short time.' },
  INTERNAL: { status: 500, meaning: 'Runyard met an error of its own; its log has more.' },
  WORKSPACE_FAILED: { status: 500, meaning: 'The workspace cannot be read or written.' },
  SETTINGS_FAILED: { status: 500, meaning: 'The settings file cannot be read or written.' },
  EMBEDDED_FAILED: { status: 500, meaning: 'The embedded engine failed.' },
  CONNECTION_LOST: { status: 502, meaning: 'The connection broke off.' },
  VERSION_MISMATCH: { status: 502, meaning: 'Client and server are of different major versions.' },
  DOCKER_FAILED: { status: 502, meaning: 'Docker answered with an error.' },
  IMAGE_PULL_FAILED: { status: 502, meaning: 'The image could not be pulled.' },
  IMAGE_BUILD_FAILED: { status: 502, meaning: 'The image could not be built.' },
  RUNTIME_INSTALL_FAILED: { status: 502, meaning: 'The runtime could not be downloaded or installed.' },
  DOCKER_UNREACHABLE: { status: 503, meaning: 'No Docker answers; `POST /engine/doctor` says why.' },
  SHUTTING_DOWN: { status: 503, meaning: 'The server is closing.' },
};

/** The HTTP status that a failure is answered with. */
export function statusOf(code: ErrorCode): number {
  return ERROR_KINDS[code].status;
}
