/** Lets nobody past who should not be, whatever the route. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../contract';
import type { Gatekeeper } from './gatekeeper';
import { RANNA_PREFIX, refuse as refuseAsRanna } from './ranna/ranna-reply';
import { REFUSAL, REFUSAL_REMEDY, writeRefusalPage } from './refusal-page';
import { writeCookie } from './token';

/** Requests without the token from one address in a minute; a person who mistypes makes a few. */
const REFUSALS_PER_MINUTE = 120;

const REFUSAL_CODES = {
  401: 'TOKEN_MISSING',
  403: 'ORIGIN_REFUSED',
  429: 'RATE_LIMITED',
} as const satisfies Record<number, ErrorCode>;

/** Needs the plug-in `@fastify/rate-limit`. */
export function guard(app: FastifyInstance, gatekeeper: Gatekeeper): void {
  app.decorateRequest('caller');
  const countRefusal = app.createRateLimit({ max: REFUSALS_PER_MINUTE, timeWindow: 60_000 });
  app.addHook('onRequest', async (request, reply) => {
    // What came behind the head was no HTTP, and its answer is out: of a closed socket no address is known.
    if (request.socket.destroyed) return reply.hijack();
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
      reply.header('retry-after', String(count.ttlInSeconds));
      return refuse(request, reply, 429, 'Too many requests without the key.', 'Wait a minute.');
    }
    if (verdict.is === 'stranger') return refuse(request, reply, 401, REFUSAL, REFUSAL_REMEDY);
    const [what, remedy] =
      verdict.is === 'wrongHost'
        ? [
            'Runyard is not served under this name.',
            'Open the address that it printed when it started, or add the name to server.allowedHosts.',
          ]
        : [
            'Another site may not use this Runyard.',
            'Open the address that Runyard printed when it started, or add the site to server.allowedOrigins.',
          ];
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

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  status: keyof typeof REFUSAL_CODES,
  message: string,
  remedy: string,
) {
  reply.code(status).header('cache-control', 'no-store');
  if (status === 401 && request.headers.accept?.includes('text/html')) {
    return reply.type('text/html; charset=utf-8').send(writeRefusalPage());
  }
  if (request.url.startsWith(`${RANNA_PREFIX}/`)) {
    return refuseAsRanna(reply, { error: message, code: status, context: remedy });
  }
  return reply.send({ code: REFUSAL_CODES[status], message, remedy, details: {} });
}
