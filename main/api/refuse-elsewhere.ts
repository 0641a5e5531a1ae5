/** Of several servers behind one address only one has a run. */
import { RunyardError } from '../../contract';
import { readReplica } from '../sandbox/namespace';

/**
 * @param replica the name of this one; empty where it has none
 * @throws RunyardError `RUN_ELSEWHERE` for a run whose id names another one
 */
export function refuseElsewhere(runId: string, replica = ''): void {
  const other = readReplica(runId);
  if (other === replica || other === '') return;
  throw new RunyardError('RUN_ELSEWHERE', {
    message: `The run is at ${other}, and this is ${replica || 'a server without a name'}.`,
    remedy: 'Use a WebSocket to run, stop and write: all of a connection reaches one server.',
    details: { replica: other },
  });
}
