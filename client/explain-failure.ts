/** Why a socket did not open: sockets do not say, so the server is asked over HTTP. */
import type { ErrorCode } from '../contract/error-codes';
import { PROTOCOL_VERSION } from '../contract/protocol';
import { RunyardError, type RunyardErrorOptions } from '../contract/runyard-error';
import type { ServerAddress } from './server-address';

/** Never throws. What may heal by itself is `CONNECTION_LOST`. */
export async function explainFailure({ http, token }: ServerAddress, patienceMs: number): Promise<RunyardError> {
  const at = http.href;
  let response: Response;
  try {
    response = await fetch(new URL('api/info', http), {
      headers: { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    return new RunyardError('CONNECTION_LOST', {
      message: `Runyard does not answer at ${at}${nameReason(error)}.`,
      remedy: 'See that it is running there, with `runyard serve`, and that the address is right.',
      details: { address: at },
      cause: error,
    });
  }
  const body: unknown = await response.json().catch(() => null);
  return explainAnswer(at, token, response.status, body);
}

function explainAnswer(at: string, token: string | undefined, status: number, body: unknown): RunyardError {
  const details = { address: at, status };
  const fail = (code: ErrorCode, words: Omit<RunyardErrorOptions, 'details'>) =>
    new RunyardError(code, { ...words, details });
  if (status === 401) {
    return fail('TOKEN_MISSING', {
      message: `Runyard at ${at} ${token === undefined ? 'asks for a token' : 'does not know this token'}.`,
      remedy: 'Pass the `token` of the address that it printed when it started; a restart may have made a new one.',
    });
  }
  if (status === 403) {
    return fail('ORIGIN_REFUSED', {
      message: readText(body, 'message') ?? `Runyard at ${at} lets this site or name not in.`,
      remedy: readText(body, 'remedy') ?? 'Use the address that it printed when it started.',
    });
  }
  const version = readText(body, 'version');
  if (status === 200 && version !== undefined) return explainVersion(at, version);
  if (status === 429 || status >= 500) {
    return fail(status === 429 ? 'RATE_LIMITED' : 'CONNECTION_LOST', {
      message: readText(body, 'message') ?? `Runyard at ${at} opens no connection now (status ${status}).`,
      remedy: readText(body, 'remedy') ?? 'Try again in a minute.',
    });
  }
  return fail('CONNECTION_LOST', {
    message: `What answers at ${at} is no Runyard (status ${status}).`,
    remedy: 'Use the address that `runyard serve` printed.',
  });
}

function explainVersion(at: string, version: string): RunyardError {
  const details = { address: at, version };
  if (Number.parseInt(version, 10) !== PROTOCOL_VERSION) {
    return new RunyardError('VERSION_MISMATCH', {
      message: `Runyard at ${at} is version ${version}, and this client is for version ${PROTOCOL_VERSION}.`,
      remedy: 'Use the client package of the same major version as the server; a page is reloaded.',
      details,
    });
  }
  return new RunyardError('CONNECTION_LOST', {
    message: `Runyard at ${at} answers, but no WebSocket to it opens.`,
    remedy: 'See that what stands between, such as a proxy, lets WebSockets through.',
    details,
  });
}

/** ` (ECONNREFUSED)`, where the platform tells. */
function nameReason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? ` (${String(cause.code)})` : '';
}

function readText(body: unknown, key: string): string | undefined {
  const value = typeof body === 'object' && body !== null ? Object.entries(body).find(([name]) => name === key) : null;
  return typeof value?.[1] === 'string' ? value[1] : undefined;
}
