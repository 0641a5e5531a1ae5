/** The draw clock of a window: whoever types goes before what a program floods, and what counts or turns. */
import type { DrawClock } from './draw-clock';
import { scheduleFrame } from './frame-clock';

/** Between the keys of somebody who types on. Drawing takes the thread for longer than a frame, and keys would wait. */
const TYPING_MS = 100;
/** So that a person who never stops typing still sees the program go on. */
const LONGEST_WAIT_MS = 2000;

export class WindowClock implements DrawClock {
  private readonly disposal = new AbortController();
  private keyAt = Number.NEGATIVE_INFINITY;

  constructor(keys: EventTarget) {
    const note = () => {
      this.keyAt = performance.now();
    };
    keys.addEventListener('keydown', note, { capture: true, passive: true, signal: this.disposal.signal });
  }

  atFrame(callback: () => void): void {
    scheduleFrame(callback);
  }

  after(timeMs: number, callback: () => void): void {
    const latest = performance.now() + LONGEST_WAIT_MS;
    const wait = (forMs: number): void => {
      setTimeout(() => {
        const now = performance.now();
        const typingMs = Math.min(this.keyAt + TYPING_MS, latest) - now;
        if (typingMs > 0) wait(typingMs);
        else callback();
      }, forMs);
    };
    wait(timeMs);
  }

  dispose(): void {
    this.disposal.abort();
  }
}
