/** One run as a stream to one connection, never further ahead of it than `UNACKNOWLEDGED_LIMIT`. */
import { type RunEvent, type RunRequest, UNACKNOWLEDGED_LIMIT } from '../../contract';
import type { Connection } from './connection';
import type { RunRoom } from './engine';
import { FlowControl } from './flow-control';

/**
 * Aborting `callSignal` means that nobody listens any more: the program is killed and nothing more is said.
 * A `stop` of the connection ends the program only, and the stream goes on to `finished`.
 */
export async function* streamRun(
  runs: RunRoom,
  connection: Connection,
  request: RunRequest,
  callSignal: AbortSignal,
): AsyncGenerator<RunEvent, void, undefined> {
  if (callSignal.aborted) return;
  const givePlaceBack = connection.takePlace();
  const flow = new FlowControl(UNACKNOWLEDGED_LIMIT);
  const program = new AbortController();
  const stop = () => program.abort();
  // The engine may be waiting for a silent program: only its own signal makes it give up that wait.
  callSignal.addEventListener('abort', stop, { once: true });
  let runId: string | undefined;
  try {
    for await (const event of runs.run(request, { signal: program.signal, client: connection.client })) {
      if (callSignal.aborted) return;
      if (event.type === 'started') {
        runId = event.runId;
        connection.own(runId, { flow, stop });
      }
      if (event.type === 'output') flow.countSent(event.text.length);
      yield event;
      if (event.type === 'output' && connection.acknowledgement === 'pulled') flow.acknowledge(event.text.length);
      await flow.untilOpen(callSignal);
      if (callSignal.aborted) return;
    }
  } finally {
    callSignal.removeEventListener('abort', stop);
    if (runId !== undefined) connection.forget(runId);
    givePlaceBack();
  }
}
