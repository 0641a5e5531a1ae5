/** The access log: a line of JSON for each request and each run, without what was run unless that was asked for. */
import { type DestinationStream, pino } from 'pino';
import type { ServerConfig } from '../config/config';
import type { ServedRun } from './served-runs';

export interface LoggedRequest {
  caller: string | null;
  method: string;
  /** Without the query, in which a token may be. */
  path: string;
  status: number;
  durationMs: number;
  /** Of the answer's body, where it is known. */
  bytes: number | null;
}

export interface AccessLog {
  logRequest(request: LoggedRequest): void;
  logRun(run: ServedRun): void;
}

/** @param destination by default the process's stdout */
export function createAccessLog(level: ServerConfig['accessLog'], destination?: DestinationStream): AccessLog {
  if (level === 'off') return { logRequest: () => {}, logRun: () => {} };
  const options = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
  };
  const logger = destination ? pino(options, destination) : pino(options);
  return {
    logRequest: ({ durationMs, ...request }) => logger.info({ event: 'request', ...request, ms: round(durationMs) }),
    logRun: ({ client, request, provider, outcome, failure, durationMs }) =>
      logger.info({
        event: 'run',
        caller: client,
        spec: request.spec,
        provider,
        outcome: outcome ?? { type: failure === null ? 'left' : 'failed' },
        ...(failure === null ? {} : { failure }),
        ms: round(durationMs),
        ...(level === 'code' ? { files: request.files, args: request.args } : {}),
      }),
  };
}

function round(timeMs: number): number {
  return Math.round(timeMs * 10) / 10;
}
