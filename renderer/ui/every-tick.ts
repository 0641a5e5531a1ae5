/** A tenth of a second, as all that counts or turns on the screen has it: what changes together is drawn together. */
const TICK_MS = 100;

export interface TickClock {
  /** Calls back once, after the time; later where a person types meanwhile. */
  after(timeMs: number, callback: () => void): void;
}

/** Calls back at each tick, until what it returns is called. */
export function everyTick(clock: TickClock, callback: (tick: number) => void): () => void {
  let isOver = false;
  const wait = (): void =>
    clock.after(TICK_MS - (performance.now() % TICK_MS), () => {
      if (isOver) return;
      callback(Math.round(performance.now() / TICK_MS));
      wait();
    });
  wait();
  return () => {
    isOver = true;
  };
}
