/** What the scheduler knows of time. */
export interface Clock {
  /** Milliseconds since 1970, as this machine's clock has it: it may jump either way. */
  now(): number;
  /** Settles after the time, or at once when the signal aborts. A machine that sleeps may stretch it. */
  wait(timeMs: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  wait: (timeMs, signal) =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, timeMs);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    }),
};
