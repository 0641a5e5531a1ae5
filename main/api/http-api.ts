/** The contract as requests and answers of HTTP, whatever server carries them. */
import { StandardOpenAPIMatcher } from '@orpc/openapi/standard';
import { createProcedureClient } from '@orpc/server';
import { type AppInfo, type ProcedureRoute, RunyardError } from '../../contract';
import { routes } from '../../contract/routes';
import { CallerConnections } from './caller-connections';
import { encodeError, type ReportError } from './encode-error';
import type { Engine } from './engine';
import { type ApiContext, createRouter } from './router';

export interface HttpCall {
  method: string;
  /** Without the prefix under which the api is served: `/runs`. */
  path: string;
  query: URLSearchParams;
  /** Parsed JSON; undefined for none. */
  body: unknown;
  /** Aborts when the caller has gone; runs that it reads end then. */
  signal: AbortSignal;
  /** Whose runs may be touched. */
  callerId: string;
}

/** `whole`: what of a stream a caller gets who asks for one answer. */
export type HttpAnswer =
  | { is: 'value'; value: unknown }
  | { is: 'stream'; items: AsyncGenerator<unknown, void, undefined>; whole: NonNullable<ProcedureRoute['whole']> };

export interface HttpApiOptions {
  engine: Engine;
  appInfo: AppInfo;
  reportError: ReportError;
}

type Failures = Pick<HttpApiOptions, 'reportError'> & { procedure: string; signal: AbortSignal };

export class HttpApi {
  readonly #matcher = new StandardOpenAPIMatcher();
  readonly #connections = new CallerConnections();
  readonly #reportError: ReportError;
  /** Of this Runyard. */
  readonly version: string;

  constructor({ engine, appInfo, reportError }: HttpApiOptions) {
    this.version = appInfo.version;
    this.#matcher.init(createRouter(engine, appInfo));
    this.#reportError = reportError;
  }

  /**
   * The stream throws `RunyardError` and nothing else, too. Each item is taken when the one before has been used.
   * @returns null where nothing is at that path
   * @throws RunyardError and nothing else
   */
  async answer({ method, path, query, body, signal, callerId }: HttpCall): Promise<HttpAnswer | null> {
    const match = await this.#matcher.match(method, `/${path.replace(/^\/|\/$/g, '')}`);
    if (!match) return null;
    const failures: Failures = { reportError: this.#reportError, procedure: match.path.join('.'), signal };
    const context: ApiContext = { connection: this.#connections.of(callerId) };
    const call = createProcedureClient(match.procedure, { context, path: match.path });
    const input = method === 'GET' ? Object.fromEntries(query) : body;
    try {
      const output: unknown = await call(joinInput(input, match.params), { signal });
      if (!isGenerator(output)) return { is: 'value', value: output };
      return {
        is: 'stream',
        items: translateFailures(output, failures),
        whole: findRoute(match.path)?.whole ?? 'last',
      };
    } catch (error) {
      throw toRunyardError(error, failures);
    }
  }
}

/** Names in the path win, so that nobody says one thing there and another in the body. */
function joinInput(input: unknown, params: Record<string, string> = {}): unknown {
  if (Object.keys(params).length === 0) return input;
  if (input === undefined) return params;
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? { ...input, ...params } : input;
}

function findRoute([room = '', name = '']: readonly string[]): ProcedureRoute | undefined {
  const rooms: Record<string, Record<string, ProcedureRoute>> = routes;
  return rooms[room]?.[name];
}

async function* translateFailures(
  items: AsyncGenerator<unknown, unknown, void>,
  failures: Failures,
): AsyncGenerator<unknown, void, undefined> {
  try {
    for await (const item of items) yield item;
  } catch (error) {
    throw toRunyardError(error, failures);
  }
}

function toRunyardError(error: unknown, { reportError, procedure, signal }: Failures): RunyardError {
  const wire = encodeError(error, procedure, (unforeseen) => {
    // A call that was aborted has nobody to tell, and its error is the abort.
    if (!signal.aborted) reportError(unforeseen, procedure);
  });
  return new RunyardError(wire.code, { message: wire.message, ...wire.data, cause: error });
}

function isGenerator(value: unknown): value is AsyncGenerator<unknown, unknown, void> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;
}
