/** Runs of the embedded bench: one program to its end, timed, or until it is stopped. */
import { RunRequest, type RunRequestInput } from '../../contract';
import type { Engine } from '../../main/api/engine';

export interface TimedRun {
  firstOutputMs: number;
  warm: boolean;
  outcome: string;
  outputBytes: number;
  totalMs: number;
}

/** @throws Error when nothing is printed */
export async function timeRun(
  engine: Engine,
  specId: string,
  code: string,
  changes: Partial<RunRequestInput> = {},
): Promise<TimedRun> {
  const started = performance.now();
  let firstOutputMs: number | null = null;
  let warm = false;
  let outputBytes = 0;
  for await (const event of engine.runs.run(requestOf(engine, specId, code, changes), { signal: NEVER })) {
    if (event.type === 'started') warm = event.warm;
    if (event.type === 'output') {
      firstOutputMs ??= performance.now() - started;
      outputBytes += event.text.length;
    }
    if (event.type === 'finished' && firstOutputMs !== null) {
      const totalMs = performance.now() - started;
      return { firstOutputMs, warm, outcome: describeOutcome(event.outcome), outputBytes, totalMs };
    }
  }
  throw new Error(`${specId} printed nothing.`);
}

/** Milliseconds from asking an endless program to stop until its outcome. */
export async function timeStop(engine: Engine, specId: string, code: string): Promise<number> {
  const abort = new AbortController();
  let askedAt = 0;
  for await (const event of engine.runs.run(requestOf(engine, specId, code), { signal: abort.signal })) {
    if (event.type === 'output' && askedAt === 0) {
      askedAt = performance.now();
      abort.abort();
    }
    if (event.type !== 'finished') continue;
    if (event.outcome.type !== 'stopped')
      throw new Error(`${specId} was not stopped: ${describeOutcome(event.outcome)}.`);
    return performance.now() - askedAt;
  }
  throw new Error(`${specId} did not end.`);
}

const NEVER = new AbortController().signal;

function requestOf(engine: Engine, specId: string, code: string, changes: Partial<RunRequestInput> = {}): RunRequest {
  const spec = engine.specs.list().specs.find(({ id }) => id === specId);
  if (!spec) throw new Error(`There is no language ${specId}.`);
  return RunRequest.parse({ spec: specId, files: [{ path: spec.file, content: code }], ...changes });
}

function describeOutcome(outcome: { type: string; code?: number }): string {
  return outcome.type === 'exited' ? `exited ${outcome.code}` : outcome.type;
}
