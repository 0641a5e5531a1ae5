/** A tenth of a second, as all that counts or turns on the screen has it: what changes together is drawn together. */
const TICK_MS = 100;

/** Calls back at each tick, until what it returns is called. */
export function everyTick(callback: (tick: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    const now = performance.now();
    timer = setTimeout(
      () => {
        callback(Math.round(performance.now() / TICK_MS));
        wait();
      },
      TICK_MS - (now % TICK_MS),
    );
  };
  wait();
  return () => clearTimeout(timer);
}
