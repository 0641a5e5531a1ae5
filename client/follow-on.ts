/** Streams that say how things are now, for as long as somebody looks: over every connection that comes after a lost one. */
import { connectionLost, decodeError } from './decode-error';
import { follow, type Link } from './rpc';
import { wait } from './wait';

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

/**
 * Ends quietly when the signal aborts.
 * @param describeLoss what a lost connection is told as, once, however long it lasts; without it nothing is said of it
 * @throws RunyardError `CONNECTION_LOST` where the link cannot reconnect, or nothing ever came and no loss can be told
 */
export async function* followOn<T>(
  link: Link,
  open: () => Promise<AsyncIterable<T>>,
  signal?: AbortSignal,
  describeLoss?: (last: T | undefined) => T,
): AsyncGenerator<T, void, undefined> {
  let retryMs = FIRST_RETRY_MS;
  let last: T | undefined;
  let isLossTold = false;
  while (!signal?.aborted) {
    try {
      for await (const item of follow(open, signal)) {
        retryMs = FIRST_RETRY_MS;
        isLossTold = false;
        last = item;
        yield item;
      }
      if (signal?.aborted) return;
      throw connectionLost();
    } catch (error) {
      const decoded = decodeError(error);
      if (!link.reconnects || !mayHeal(decoded.code, last !== undefined, describeLoss !== undefined)) throw decoded;
    }
    if (describeLoss && !isLossTold) yield describeLoss(last);
    isLossTold = true;
    await wait(retryMs, signal);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }
}

/** A server that was started again may ask for another token, which the page's cookie has once somebody opens it anew. */
function mayHeal(code: string, wasThere: boolean, canTell: boolean): boolean {
  if (code === 'CONNECTION_LOST') return wasThere || canTell;
  return wasThere && canTell && ['TOKEN_MISSING', 'ORIGIN_REFUSED', 'VERSION_MISMATCH'].includes(code);
}
