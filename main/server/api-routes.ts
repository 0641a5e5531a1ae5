/** `/api`: the whole contract over HTTP, for programs that hold the token. `/api/openapi.json` describes it. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { collectRun, type RunEvent, RunyardError } from '../../contract';
import type { ReportError } from '../api/encode-error';
import type { HttpAnswer, HttpApi } from '../api/http-api';
import { readJsonBody } from './api-body';
import { explainServerError, refuseRoute } from './api-refusal';
import { chooseForm, orAfter, STREAM_TYPES, writeFrames } from './api-stream';

export const API_PREFIX = '/api';

/** A stream whose first item fails sooner is answered with the failure's status; then its head goes out. */
const HEAD_AFTER_MS = 1_000;
const KEEP_ALIVE_MS = 15_000;
/** A caller who takes nothing for so long has been forgotten by its owner. */
const STALLED_MS = 5 * 60_000;

const UNFORESEEN = {
  message: 'Runyard met an error of its own.',
  remedy: 'Try again; if it stays, restart Runyard and report what its log says.',
};

export interface ApiRouteOptions {
  api: HttpApi;
  /** The largest body. */
  bodyBytes: number;
  /** Told of what nobody foresaw. */
  reportError: ReportError;
  keepAliveMs?: number;
  stalledMs?: number;
}

/** To be registered with the prefix. */
export async function serveApi(app: FastifyInstance, options: ApiRouteOptions): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: options.bodyBytes },
    async (_request: FastifyRequest, body: Buffer) => readJsonBody(body),
  );
  app.setNotFoundHandler((request, reply) => refuseUnknown(request, reply));
  app.setErrorHandler((error, request, reply) => {
    const explained = explainServerError(error) ?? explainServerError(new RunyardError('INTERNAL', UNFORESEEN));
    if (!explained) throw error;
    if (explained.status === 500 && !(error instanceof RunyardError)) options.reportError(error, request.url);
    const { retryAfterMs } = explained.refusal.details;
    if (typeof retryAfterMs === 'number') reply.header('retry-after', String(Math.ceil(retryAfterMs / 1000)));
    return reply.code(explained.status).header('cache-control', 'no-store').send(explained.refusal);
  });
  const readDocs = createDocs(options.api.version);
  app.get('/openapi.json', async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send((await readDocs()).document),
  );
  app.get('/docs', async (request, reply) => {
    const { document, writeDocsPage } = await readDocs();
    const base = `${request.protocol}://${request.host}${API_PREFIX}`;
    return reply
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(writeDocsPage(document, base));
  });
  app.get('/', async (_request, reply) => reply.redirect(`${API_PREFIX}/docs`));
  app.route({
    method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/*',
    handler: (request, reply) => answer(request, reply, options),
  });
}

/** Loads and makes the documentation when it is first asked for, and once. */
function createDocs(version: string) {
  let made: ReturnType<typeof make> | undefined;
  async function make() {
    const [{ generateDocument }, { writeDocsPage }] = await Promise.all([
      import('../api/openapi/document'),
      import('./docs/page'),
    ]);
    return { document: await generateDocument(version), writeDocsPage };
  }
  return () => {
    made ??= make();
    return made;
  };
}

async function answer(request: FastifyRequest, reply: FastifyReply, options: ApiRouteOptions) {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const url = new URL(`http://local${request.url}`);
  const given = await options.api.answer({
    // Node sends no body to whoever asked for the head alone.
    method: request.method === 'HEAD' ? 'GET' : request.method,
    path: url.pathname.slice(API_PREFIX.length),
    query: url.searchParams,
    body: request.body,
    signal: gone.signal,
    callerId: request.caller.id,
  });
  if (given === null) return refuseUnknown(request, reply);
  reply.header('cache-control', 'no-store');
  if (given.is === 'stream') return stream(request, reply, given, options);
  return given.value === undefined ? reply.code(204).send() : reply.send(given.value);
}

async function stream(
  request: FastifyRequest,
  reply: FastifyReply,
  { items, whole }: Extract<HttpAnswer, { is: 'stream' }>,
  { keepAliveMs = KEEP_ALIVE_MS, stalledMs = STALLED_MS }: ApiRouteOptions,
) {
  const form = chooseForm(request.headers.accept);
  if (request.method === 'HEAD') {
    await items.return();
    return reply.type(form === 'whole' ? 'application/json; charset=utf-8' : STREAM_TYPES[form]).send();
  }
  if (form === 'whole') return reply.send(await takeWhole(items, whole));
  const first = items.next();
  await orAfter(first, HEAD_AFTER_MS);
  const onStalled = () => void reply.raw.destroy();
  const frames = writeFrames(items, first, { form, keepAliveMs, stalledMs, onStalled });
  // Proxies must not gather what is to be seen at once.
  reply.type(STREAM_TYPES[form]).header('x-accel-buffering', 'no');
  return reply.send(Readable.from(frames, { highWaterMark: 1 }));
}

async function takeWhole(
  items: AsyncGenerator<unknown, void, undefined>,
  whole: Extract<HttpAnswer, { is: 'stream' }>['whole'],
): Promise<unknown> {
  if (whole === 'result') return collectRun(items as AsyncGenerator<RunEvent, void, undefined>);
  let taken: unknown;
  for await (const item of items) {
    taken = item;
    if (whole === 'first') break;
  }
  return taken;
}

function refuseUnknown(request: FastifyRequest, reply: FastifyReply) {
  const [path = ''] = request.url.split('?');
  return reply.code(404).header('cache-control', 'no-store').send(refuseRoute(request.method, path));
}
