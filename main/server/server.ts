/** The browser door: the window's files over HTTP and the contract over a WebSocket, for whoever has the token. */
import { sep } from 'node:path';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import serveFiles from '@fastify/static';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type AppInfo, MAX_MESSAGE_BYTES, RunyardError } from '../../contract';
import { createApi, logError } from '../api/api';
import type { ReportError } from '../api/encode-error';
import type { Engine } from '../api/engine';
import { HttpApi } from '../api/http-api';
import { API_PREFIX, serveApi } from './api-routes';
import { HELMET } from './content-security';
import { Gatekeeper } from './gatekeeper';
import { keepHeartbeat } from './heartbeat';
import { KeyRing } from './key-ring';
import { REFUSAL, REFUSAL_REMEDY, writeRefusalPage } from './refusal-page';
import { createToken, writeCookie } from './token';

/** Nothing but the socket takes a body of any size. */
const BODY_LIMIT_BYTES = 64 * 1024;
/** Files and input of a program. */
const API_BODY_BYTES = 16 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;
/** How long a client may take to answer that the server closes. */
const CLOSE_GRACE_MS = 300;
/** Requests without the token from one address in a minute; a person who mistypes makes a few. */
const REFUSALS_PER_MINUTE = 120;

export interface ServerOptions {
  /** Stays the caller's: closing the server ends its runs, not the engine. */
  engine: Engine;
  appInfo: AppInfo;
  /** The built window. */
  rendererDir: string;
  /** Default 127.0.0.1. */
  host?: string;
  /** 0, the default, takes any free one. */
  port?: number;
  /** Everybody's; by default a new one. */
  token?: string;
  /** Of callers that are counted apart, by name. */
  tokens?: Record<string, string>;
  /** Names besides its own under which it may be asked for. */
  allowedHosts?: readonly string[];
  /** Other sites' pages that may use it. */
  allowedOrigins?: readonly string[];
  heartbeatMs?: number;
  reportError?: ReportError;
}

export interface Server extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:4000`, without the token. */
  readonly origin: string;
  /** The address that lets a browser in. */
  readonly address: string;
  readonly token: string;
}

/** @throws RunyardError `CONFIG_INVALID` when it cannot listen there */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { engine, appInfo, rendererDir, host = '127.0.0.1', port = 0, token = createToken() } = options;
  const { heartbeatMs = HEARTBEAT_MS, reportError = logError } = options;
  const api = createApi({ engine, appInfo, reportError });
  const app = fastify({ bodyLimit: BODY_LIMIT_BYTES, forceCloseConnections: true });

  await app.register(websocket, {
    // A call and its abort must not be handed over in one tick: see `Api.serveSocket`.
    options: { maxPayload: MAX_MESSAGE_BYTES, allowSynchronousEvents: false },
    // A socket that breaks is closed, and that is all there is to say of it.
    errorHandler: (_error, socket) => socket.terminate(),
    preClose: (done) => closeSockets(app, done),
  });
  await app.register(helmet, HELMET);
  await app.register(rateLimit, { global: false });
  const { allowedHosts = [], allowedOrigins = [] } = options;
  guard(app, new Gatekeeper({ keys: new KeyRing(token, options.tokens), host, allowedHosts, allowedOrigins }));
  await app.register(serveFiles, {
    root: rendererDir,
    decorateReply: false,
    cacheControl: false,
    setHeaders: setCaching,
  });
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/ws', { websocket: true }, (socket, request) => {
    keepHeartbeat(socket, heartbeatMs);
    api.serveSocket(socket, request.caller.id);
  });

  await app.register(serveApi, {
    prefix: API_PREFIX,
    api: new HttpApi({ engine, appInfo, reportError }),
    bodyBytes: API_BODY_BYTES,
  });

  await listen(app, host, port);
  const address = app.server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`;
  let closing: Promise<void> | undefined;
  return {
    port: actualPort,
    origin,
    address: `${origin}/?token=${token}`,
    token,
    [Symbol.asyncDispose]: () => {
      closing ??= app.close();
      return closing;
    },
  };
}

/** Lets nobody past who should not be, whatever the route. */
function guard(app: FastifyInstance, gatekeeper: Gatekeeper): void {
  app.decorateRequest('caller');
  const countRefusal = app.createRateLimit({ max: REFUSALS_PER_MINUTE, timeWindow: 60_000 });
  app.addHook('onRequest', async (request, reply) => {
    const verdict = gatekeeper.judge(request);
    const { origin } = request.headers;
    if (gatekeeper.isAllowedSite(origin)) allowSite(reply, origin ?? '');
    if (verdict.is === 'welcome') {
      request.caller = verdict.caller;
      return;
    }
    if (verdict.is === 'preflight') return reply.code(204).send();
    if (verdict.is === 'arriving') {
      return reply.header('set-cookie', writeCookie(request.socket.localPort ?? 0, verdict.token)).redirect('/', 303);
    }
    const count = await countRefusal(request);
    if (!count.isAllowed && count.isExceeded) {
      return refuse(request, reply, 429, 'Too many requests without the key.', 'Wait a minute.');
    }
    if (verdict.is === 'stranger') return refuse(request, reply, 401, REFUSAL, REFUSAL_REMEDY);
    const [what, remedy] =
      verdict.is === 'wrongHost'
        ? ['Runyard is not served under this name.', 'Open the address that it printed when it started.']
        : ['Another site may not use this Runyard.', 'Open the address that Runyard printed when it started.'];
    return refuse(request, reply, 403, what, remedy);
  });
}

/** Without credentials: such a page sends its token itself, and never a person's cookie. */
function allowSite(reply: FastifyReply, origin: string): void {
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': 'authorization, content-type, accept, last-event-id',
    'access-control-max-age': '600',
    vary: 'origin',
    'cross-origin-resource-policy': 'cross-origin',
  });
}

function refuse(request: FastifyRequest, reply: FastifyReply, status: number, message: string, remedy: string) {
  reply.code(status).header('cache-control', 'no-store');
  if (status === 401 && request.headers.accept?.includes('text/html')) {
    return reply.type('text/html; charset=utf-8').send(writeRefusalPage());
  }
  return reply.send({ message, remedy });
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
