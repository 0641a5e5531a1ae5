/** `/v1`: the API of ranna, so that its clients run here after changing one URL. Auth and limits are ours. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AppInfo, collectRun, RunyardError } from '../../../contract';
import { CallerConnections } from '../../api/caller-connections';
import { encodeError, type ReportError } from '../../api/encode-error';
import type { Engine } from '../../api/engine';
import { streamRun } from '../../api/stream-run';
import { readJsonBody } from '../api-body';
import { keepHeartbeat } from '../heartbeat';
import { ExecutionRequest, readModel } from './ranna-models';
import {
  isFailure,
  METHOD_NOT_ALLOWED,
  RannaError,
  type RannaRefusal,
  refuseError,
  refuseOutcome,
  refuseOutput,
  UNPROCESSABLE,
  UPGRADE_REQUIRED,
} from './ranna-refusal';
import { answer, RANNA_PREFIX, refuse } from './ranna-reply';
import { toRunRequest } from './ranna-request';
import { RannaSession } from './ranna-session';
import { toRannaMap } from './ranna-specs';
import { describeSystem } from './ranna-system';

export interface RannaRouteOptions {
  engine: Pick<Engine, 'runs' | 'specs' | 'status' | 'runtimes'>;
  appInfo: AppInfo;
  /** The largest body. */
  bodyBytes: number;
  heartbeatMs: number;
  /** Of the programs. */
  network: 'off' | 'on';
  reportError: ReportError;
}

/** To be registered with the prefix. */
export async function serveRanna(app: FastifyInstance, options: RannaRouteOptions): Promise<void> {
  const { engine, appInfo, bodyBytes, heartbeatMs, network, reportError } = options;
  const callers = new CallerConnections();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: bodyBytes },
    async (_request: FastifyRequest, body: Buffer) => readJsonBody(body),
  );
  app.setErrorHandler((error, _request, reply) => refuse(reply, describeFailure(error, reportError)));

  app.get('/spec', async (_request, reply) => answer(reply, toRannaMap(engine.specs.list().specs)));
  app.get('/info', async (_request, reply) => answer(reply, await describeSystem(engine, appInfo.version)));
  app.post('/exec', async (request, reply) => {
    if (request.body === undefined) throw new RannaError(UNPROCESSABLE);
    const asked = toRunRequest(readModel(ExecutionRequest, request.body), engine.specs.list().specs, network);
    const gone = new AbortController();
    reply.raw.once('close', () => reply.raw.writableFinished || gone.abort());
    const events = streamRun(engine.runs, callers.of(request.caller.id), asked, gone.signal);
    const { stdout, stderr, outcome, metrics, truncated } = await collectRun(events);
    const refusal = refuseOutcome(outcome) ?? (truncated.length > 0 ? refuseOutput() : null);
    if (refusal) throw new RannaError(refusal);
    return answer(reply, { stdout, stderr, exectimems: Math.round(metrics.runMs ?? metrics.compileMs ?? 0) });
  });
  app.route({
    method: 'GET',
    url: '/ws',
    handler: (_request, reply) => refuse(reply, UPGRADE_REQUIRED),
    wsHandler: (socket, { caller }) => {
      keepHeartbeat(socket, heartbeatMs);
      new RannaSession({ socket, engine, callerId: caller.id, network, replica: appInfo.replica, reportError });
    },
  });
  app.all('/*', (request, reply) => refuseRoute(request, reply));
}

function refuseRoute({ method, url }: FastifyRequest, reply: FastifyReply) {
  const [path = ''] = url.split('?');
  if (method === 'OPTIONS') return reply.code(200).send('OK');
  const isKnown = ['spec', 'info', 'exec', 'ws'].some((name) => path === `${RANNA_PREFIX}/${name}`);
  return refuse(reply, isKnown ? METHOD_NOT_ALLOWED : { error: `Cannot ${method} ${path}`, code: 404 });
}

/** What Fastify notices before a route is asked, in Fiber's words. */
const SERVER_REFUSALS: Record<string, RannaRefusal> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: UNPROCESSABLE,
  FST_ERR_CTP_BODY_TOO_LARGE: { error: 'Request Entity Too Large', code: 413 },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { error: 'Bad Request', code: 400 },
};

function describeFailure(error: unknown, reportError: ReportError): RannaRefusal {
  if (isFailure(error)) return refuseError(error);
  const known = error instanceof Error && 'code' in error ? SERVER_REFUSALS[String(error.code)] : undefined;
  if (known) return known;
  const wire = encodeError(error, 'ranna', reportError);
  return refuseError(new RunyardError(wire.code, { message: wire.message, ...wire.data, cause: error }));
}
