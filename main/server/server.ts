/** The browser door: the window's files over HTTP and the contract over a WebSocket, for whoever has the token. */
import { sep } from 'node:path';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import serveFiles from '@fastify/static';
import websocket from '@fastify/websocket';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { DestinationStream } from 'pino';
import { type AppInfo, MAX_MESSAGE_BYTES, RunyardError, SOCKET_PROTOCOL } from '../../contract';
import { createApi, logError } from '../api/api';
import type { ReportError } from '../api/encode-error';
import type { Engine } from '../api/engine';
import { HttpApi } from '../api/http-api';
import { ServerConfig } from '../config/config';
import { explainServerError } from './api-refusal';
import { API_PREFIX, serveApi } from './api-routes';
import { refuseClientError } from './client-error';
import { HELMET } from './content-security';
import { Gatekeeper } from './gatekeeper';
import { guard } from './guard';
import { keepHeartbeat } from './heartbeat';
import { KeyRing } from './key-ring';
import { observe } from './observation';
import { RANNA_PREFIX, refuse as refuseAsRanna } from './ranna/ranna-reply';
import { serveRanna } from './ranna/ranna-routes';
import { ServedRuns } from './served-runs';
import { limitBacklog } from './socket-backlog';
import { createToken } from './token';

/** Nothing but the socket and the api takes a body of any size. */
const BODY_LIMIT_BYTES = 64 * 1024;
/** How much later than its time limit a request may be noticed. */
const TARDINESS_MS = 5_000;
const HEARTBEAT_MS = 15_000;
/** How long a client may take to answer that the server closes. */
const CLOSE_GRACE_MS = 300;

export interface ServerOptions {
  /** Stays the caller's: closing the server ends its runs, not the engine. */
  engine: Engine;
  appInfo: AppInfo;
  /** The built window. */
  rendererDir: string;
  /** What is not given has the config's default; without a token there is a new one. */
  config?: Partial<ServerConfig>;
  heartbeatMs?: number;
  reportError?: ReportError;
  /** Where the access log goes; by default to stdout. */
  accessLog?: DestinationStream;
}

export interface Server extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:4000`, without the token. */
  readonly origin: string;
  /** The address that lets a browser in. */
  readonly address: string;
  readonly token: string;
  /** Takes no more runs and lets those that there are end within `shutdownGraceMs`; what is left then is ended. */
  drain(): Promise<void>;
}

/** @throws RunyardError `CONFIG_INVALID` when it cannot listen there */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { engine, appInfo, rendererDir, heartbeatMs = HEARTBEAT_MS, reportError = logError } = options;
  const config = ServerConfig.parse(options.config ?? {});
  const { host } = config;
  const token = config.token || createToken();
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: config.requestTimeoutMs,
    http: {
      // Node takes the smaller of the two for the head alone, so that a body would have the other's minute.
      headersTimeout: config.requestTimeoutMs,
      requestTimeout: config.requestTimeoutMs,
      // Its own half minute would let late requests be later by that.
      connectionsCheckingInterval: Math.min(Math.ceil(config.requestTimeoutMs / 2), TARDINESS_MS),
    },
    clientErrorHandler: refuseClientError,
    frameworkErrors: refuseAddress,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    forceCloseConnections: true,
  });
  const { runsPerClient, runsPerMinute } = config;
  const observed = observe(config.accessLog, engine, options.accessLog);
  const runs = new ServedRuns({ runs: engine.runs, runsPerClient, runsPerMinute, onEnd: observed.onRunEnd });
  const served = { engine: withRuns(engine, runs), appInfo, reportError };
  const api = createApi(served);

  await app.register(websocket, {
    // A call and its abort must not be handed over in one tick: see `Api.serveSocket`.
    options: {
      maxPayload: MAX_MESSAGE_BYTES,
      allowSynchronousEvents: false,
      // Never the first that is offered, which may be somebody's token.
      handleProtocols: (offered) => offered.has(SOCKET_PROTOCOL) && SOCKET_PROTOCOL,
    },
    // A socket that breaks is closed, and that is all there is to say of it.
    errorHandler: (_error, socket) => socket.terminate(),
    preClose: (done) => closeSockets(app, done),
  });
  await app.register(helmet, HELMET);
  await app.register(rateLimit, { global: false });
  observed.watch(app, () => runs.open);
  guard(app, new Gatekeeper({ keys: new KeyRing(token, config.tokens), ...config }));
  await app.register(serveFiles, {
    root: rendererDir,
    decorateReply: false,
    cacheControl: false,
    setHeaders: setCaching,
  });
  // Who comes again is to be led elsewhere.
  app.addHook('onSend', async (_request, reply) => void (runs.isDraining && reply.header('connection', 'close')));
  // A balancer is to look elsewhere while this one closes.
  app.get('/healthz', async (_request, reply) =>
    reply.code(runs.isDraining ? 503 : 200).send({ ok: !runs.isDraining }),
  );
  app.get('/ws', { websocket: true }, (socket, request) => {
    keepHeartbeat(socket, heartbeatMs);
    limitBacklog(socket);
    api.serveSocket(socket, request.caller.id);
  });

  const { bodyBytes, rannaNetwork: network } = config;
  await app.register(serveApi, { prefix: API_PREFIX, api: new HttpApi(served), bodyBytes, reportError });
  await app.register(serveRanna, { prefix: RANNA_PREFIX, ...served, bodyBytes, heartbeatMs, network });

  await listen(app, host, config.port);
  const address = app.server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : config.port;
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`;
  let closing: Promise<void> | undefined;
  return {
    port: actualPort,
    origin,
    address: `${origin}/?token=${token}`,
    token,
    drain: () => runs.drain(config.shutdownGraceMs),
    [Symbol.asyncDispose]: () => {
      closing ??= app.close();
      return closing;
    },
  };
}

/** The engine with other runs: what is asked of it otherwise it answers itself. */
function withRuns(engine: Engine, runs: Engine['runs']): Engine {
  return Object.create(engine, { runs: { value: runs } });
}

/** Built assets have their content's hash in their name; the page that names them must always be asked for. */
function setCaching(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  const isHashed = path.includes(`${sep}assets${sep}`);
  response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new RunyardError('CONFIG_INVALID', {
      message: `Runyard cannot listen on ${host}, port ${port} (${code}).`,
      remedy: code === 'EADDRINUSE' ? 'Pick another port with --port, or leave it out.' : 'Pick another host or port.',
      details: { host, port },
      cause,
    });
  }
}

/** What Fastify notices before any route is looked for: a path that cannot be read, or is too long. */
function refuseAddress(error: FastifyError, { url }: FastifyRequest, reply: FastifyReply): void {
  const { status, refusal } = explainServerError(error) ?? { status: 500, refusal: error };
  if (url.startsWith(`${RANNA_PREFIX}/`)) refuseAsRanna(reply, { error: 'Bad Request', code: status });
  else reply.code(status).header('cache-control', 'no-store').send(refusal);
}

/** Says goodbye, and does not wait for those that do not answer. */
function closeSockets(app: FastifyInstance, done: () => void): void {
  const { websocketServer } = app;
  for (const socket of websocketServer.clients) socket.close(1001, 'Runyard is closing');
  const timer = setTimeout(() => {
    for (const socket of websocketServer.clients) socket.terminate();
  }, CLOSE_GRACE_MS);
  websocketServer.close(() => {
    clearTimeout(timer);
    done();
  });
}
