/** Figures in Prometheus' format, with labels whose values are few whatever clients send. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { LoggedRequest } from './access-log';
import type { ServedRun } from './served-runs';

/** Seconds; from a warm sandbox to the longest run that is allowed. */
const RUN_BUCKETS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 600, 3600];
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 60];

export interface MetricsOptions {
  /** Runs that are not over. */
  countOpenRuns: () => number;
  /** Whether a language of that name is known: others count as `unknown`. */
  isSpec: (name: string) => boolean;
}

export class Metrics {
  readonly #registry = new Registry();
  readonly #isSpec: (name: string) => boolean;
  readonly #runs: Counter<'spec' | 'provider' | 'outcome'>;
  readonly #runSeconds: Histogram<'spec'>;
  readonly #requests: Counter<'route' | 'method' | 'status'>;
  readonly #requestSeconds: Histogram<'route'>;

  constructor({ countOpenRuns, isSpec }: MetricsOptions) {
    this.#isSpec = isSpec;
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#runs = new Counter({
      name: 'runyard_runs_total',
      help: 'Runs that are over, by language, engine and how they ended.',
      labelNames: ['spec', 'provider', 'outcome'],
      registers,
    });
    this.#runSeconds = new Histogram({
      name: 'runyard_run_duration_seconds',
      help: 'From the request to the end of a run, waiting included.',
      labelNames: ['spec'],
      buckets: RUN_BUCKETS,
      registers,
    });
    this.#requests = new Counter({
      name: 'runyard_http_requests_total',
      help: 'Requests that were answered.',
      labelNames: ['route', 'method', 'status'],
      registers,
    });
    this.#requestSeconds = new Histogram({
      name: 'runyard_http_request_duration_seconds',
      help: 'From a request to the end of its answer.',
      labelNames: ['route'],
      buckets: REQUEST_BUCKETS,
      registers,
    });
    new Gauge({
      name: 'runyard_runs_open',
      help: 'Runs that are not over, waiting ones included.',
      registers,
      collect() {
        this.set(countOpenRuns());
      },
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** @param route as it was registered, so that it has no values of a client in it */
  countRequest(route: string, { method, status, durationMs }: LoggedRequest): void {
    this.#requests.inc({ route, method, status });
    this.#requestSeconds.observe({ route }, durationMs / 1000);
  }

  countRun({ request, provider, outcome, failure, durationMs }: ServedRun): void {
    const spec = this.#isSpec(request.spec) ? request.spec.toLowerCase() : 'unknown';
    this.#runs.inc({ spec, provider: provider ?? 'none', outcome: outcome?.type ?? failure ?? 'left' });
    this.#runSeconds.observe({ spec }, durationMs / 1000);
  }

  write(): Promise<string> {
    return this.#registry.metrics();
  }
}
