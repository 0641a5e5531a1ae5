/** The engine's status for as long as somebody looks, over every connection that comes after a lost one. */
import type { EngineStatus } from '../contract';
import { connectionLost, decodeError } from './decode-error';
import { follow, type Link, type Rpc } from './rpc';

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

/**
 * Where the link reconnects, a lost connection is a status too (`unavailable`), and the engine's own follows when it
 * is back. Ends quietly when the signal aborts.
 * @throws RunyardError `CONNECTION_LOST` where the link cannot reconnect
 */
export async function* watchEngine(
  rpc: Rpc,
  link: Link,
  signal?: AbortSignal,
): AsyncGenerator<EngineStatus, void, undefined> {
  let retryMs = FIRST_RETRY_MS;
  let provider = '';
  let isLossTold = false;
  while (!signal?.aborted) {
    try {
      for await (const status of follow(() => rpc.engine.watch(undefined, signal ? { signal } : {}), signal)) {
        retryMs = FIRST_RETRY_MS;
        isLossTold = false;
        provider = status.provider;
        yield status;
      }
      if (signal?.aborted) return;
      throw connectionLost();
    } catch (error) {
      const decoded = decodeError(error);
      if (decoded.code !== 'CONNECTION_LOST' || !link.reconnects) throw decoded;
    }
    if (!isLossTold) yield describeLoss(provider);
    isLossTold = true;
    await wait(retryMs, signal);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }
}

function describeLoss(provider: string): EngineStatus {
  const summary = 'Runyard does not answer: it was closed, or the connection to it was lost.';
  const remedy =
    'If it was closed, start it again and open the address that it prints; otherwise this heals by itself.';
  return {
    provider,
    state: 'unavailable',
    version: null,
    doctor: { ok: false, summary, remedy, attempts: [] },
  };
}

function wait(timeMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, timeMs);
    signal?.addEventListener('abort', end, { once: true });
  });
}
