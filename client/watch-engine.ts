/** The engine's status, of which a lost connection is one too. */
import type { EngineStatus } from '../contract';
import { followOn } from './follow-on';
import type { Link, Rpc } from './rpc';

/**
 * Where the link reconnects, a lost connection is told as `unavailable`, and the engine's own status follows when it
 * is back. Ends quietly when the signal aborts.
 * @throws RunyardError `CONNECTION_LOST` where the link cannot reconnect
 */
export function watchEngine(rpc: Rpc, link: Link, signal?: AbortSignal): AsyncGenerator<EngineStatus, void, undefined> {
  return followOn(link, () => rpc.engine.watch(undefined, signal ? { signal } : {}), signal, describeLoss);
}

function describeLoss(last: EngineStatus | undefined): EngineStatus {
  const summary = 'Runyard does not answer: it was closed, or the connection to it was lost.';
  const remedy =
    'If it was closed, start it again and open the address that it prints; otherwise this heals by itself.';
  return {
    provider: last?.provider ?? '',
    state: 'unavailable',
    version: null,
    doctor: { ok: false, summary, remedy, attempts: [] },
  };
}
