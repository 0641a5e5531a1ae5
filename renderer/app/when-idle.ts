/** Idle time, in which the page draws nothing and answers nobody. */

/** A page that is never idle, or hidden, goes on all the same. */
const LONGEST_WAIT_MS = 1000;

/** Settles when the page has done what it has to, or after a second. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has none.
    if (!('requestIdleCallback' in globalThis)) return void setTimeout(resolve);
    requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS });
  });
}
