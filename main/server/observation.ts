/** What a server tells of its requests and runs: a line in the access log, and a figure at `/metrics`. */
import type { FastifyInstance } from 'fastify';
import type { DestinationStream } from 'pino';
import type { Engine } from '../api/engine';
import type { ServerConfig } from '../config/config';
import { createAccessLog } from './access-log';
import { Metrics } from './metrics';
import type { ServedRun } from './served-runs';

export interface Observation {
  onRunEnd(run: ServedRun): void;
  /** @param countOpenRuns runs that are not over */
  watch(app: FastifyInstance, countOpenRuns: () => number): void;
}

/** @param destination of the log; by default the process's stdout */
export function observe(
  level: ServerConfig['accessLog'],
  engine: Engine,
  destination: DestinationStream | undefined,
): Observation {
  const log = createAccessLog(level, destination);
  let countOpenRuns = () => 0;
  const metrics = new Metrics({
    countOpenRuns: () => countOpenRuns(),
    isSpec: (name) => {
      const asked = name.toLowerCase();
      return engine.specs.list().specs.some(({ id, aliases }) => id === asked || aliases.includes(asked));
    },
  });
  return {
    onRunEnd(run) {
      log.logRun(run);
      metrics.countRun(run);
    },
    watch(app, count) {
      countOpenRuns = count;
      app.addHook('onResponse', async (request, reply) => {
        const length = Number(reply.getHeader('content-length'));
        const logged = {
          caller: request.caller?.id ?? null,
          method: request.method,
          path: request.url.split('?', 1)[0] ?? '',
          status: reply.statusCode,
          durationMs: reply.elapsedTime,
          bytes: Number.isNaN(length) ? null : length,
        };
        // Balancers ask each few seconds, and what they hear is news only when it is bad.
        if (logged.path !== '/healthz' || logged.status !== 200) log.logRequest(logged);
        metrics.countRequest(request.routeOptions.url ?? 'none', logged);
      });
      app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.write()));
    },
  };
}
