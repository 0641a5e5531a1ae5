/** The closed set of our own failures; a plain list, so that a client needs no schema to know them. */
export const ERROR_CODES = [
  'BAD_REQUEST',
  'CONNECTION_LOST',
  'VERSION_MISMATCH',
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
  'RUN_ELSEWHERE',
  'WORKSPACE_FAILED',
  'WORKSPACE_TAKEN',
  'HISTORY_UNKNOWN',
  'SETTINGS_BROKEN',
  'SETTINGS_FAILED',
  'SHUTTING_DOWN',
  'TOKEN_MISSING',
  'ORIGIN_REFUSED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export function isErrorCode(value: unknown): value is ErrorCode {
  return ERROR_CODES.some((code) => code === value);
}
