/** How much stack QuickJS may use. */

/**
 * QuickJS measures its own stack only; at the end of V8's, which its calls use too, all of it breaks. So it gets what
 * V8's own allows: 256 KiB with the usual 984 KiB, more where the process was started with more.
 */
const LEAST_STACK_BYTES = 256 * 1024;
const MOST_STACK_BYTES = 2048 * 1024;
/** Of QuickJS's stack for a call that V8's has room for; with 984 KiB there is room for some 10,000. */
const STACK_BYTES_PER_CALL = 20;

export function measureStack(): number {
  let calls = 0;
  const descend = (): void => {
    calls++;
    descend();
  };
  try {
    descend();
  } catch {}
  return Math.min(Math.max(calls * STACK_BYTES_PER_CALL, LEAST_STACK_BYTES), MOST_STACK_BYTES);
}
