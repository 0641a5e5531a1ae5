/** A run's events as one result, for a caller who waits for its end. */
import { GatheredOutput } from './gathered-output';
import type { RunEvent } from './run';
import type { RunResult } from './run-result';
import { RunyardError } from './runyard-error';

/** Characters of output that a result carries; what is over it is dropped and counted in `truncated`. */
export const RESULT_LIMIT_CHARACTERS = 16 * 1024 * 1024;

type Result = Pick<RunResult, 'runId' | 'truncated' | 'diagnostics' | 'unsupported'>;

/** @throws RunyardError what the stream throws, and `CONNECTION_LOST` when it ends without saying how the run did */
export async function collectRun(
  events: AsyncIterable<RunEvent>,
  limitCharacters = RESULT_LIMIT_CHARACTERS,
): Promise<RunResult> {
  const result: Result = { runId: null, truncated: [], diagnostics: [], unsupported: [] };
  const output = new GatheredOutput(limitCharacters);
  for await (const event of events) {
    if (event.type === 'started') result.runId = event.runId;
    if (event.type === 'output') countDropped(result, event.stream, output.add(event));
    if (event.type === 'truncated') countDropped(result, event.stream, event.droppedBytes);
    if (event.type === 'diagnostics') result.diagnostics.push(...event.items);
    if (event.type === 'unsupported') result.unsupported.push(event.message);
    if (event.type === 'finished') {
      return { ...result, ...output.finish(), outcome: event.outcome, metrics: event.metrics };
    }
  }
  throw new RunyardError('CONNECTION_LOST', {
    message: 'The run broke off before it had ended.',
    remedy: 'Run it again.',
  });
}

function countDropped(result: Result, stream: 'stdout' | 'stderr', droppedBytes: number): void {
  if (droppedBytes === 0) return;
  const counted = result.truncated.find((one) => one.stream === stream);
  if (counted) counted.droppedBytes += droppedBytes;
  else result.truncated.push({ stream, droppedBytes });
}
