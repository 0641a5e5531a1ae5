/** Draw clocks for tests. */
import type { DrawClock } from './draw-clock';

export const immediateClock: DrawClock = {
  atFrame: (callback) => callback(),
  after: (_timeMs, callback) => callback(),
};

/** Time passes when the test says so. */
export class ManualClock implements DrawClock {
  readonly frames: Array<() => void> = [];
  readonly rests: Array<{ timeMs: number; callback: () => void }> = [];

  atFrame(callback: () => void): void {
    this.frames.push(callback);
  }

  after(timeMs: number, callback: () => void): void {
    this.rests.push({ timeMs, callback });
  }
}
