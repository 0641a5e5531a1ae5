/** When output is drawn. */
export interface DrawClock {
  /** Calls back once, soon: at an animation frame in a window. */
  atFrame(callback: () => void): void;
  /** Calls back once, after the time and at no frame: where frames are asked for, a key waits for the next of them. */
  after(timeMs: number, callback: () => void): void;
}

/** For an output that nobody watches. */
export const stoppedClock: DrawClock = { atFrame: () => {}, after: () => {} };
