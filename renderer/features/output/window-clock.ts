/** The draw clock of a window: whoever types goes before what a program floods, and what counts or turns. */
import type { DrawClock } from './draw-clock';
import { scheduleFrame } from './frame-clock';

/** Between the keys of somebody who types on. Drawing takes the thread for longer than a frame, and keys would wait. */
const TYPING_MS = 100;
/** So that a person who never stops typing still sees the program go on. */
const LONGEST_WAIT_MS = 2000;

interface Waiting {
  /** When it is called back even if somebody types. */
  latest: number;
  callback: () => void;
}

export class WindowClock implements DrawClock {
  private readonly disposal = new AbortController();
  private keyAt = Number.NEGATIVE_INFINITY;
  /** What is due and waits for whoever types: called back together, so that few keys meet what it draws. */
  private waiting: Waiting[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(keys: EventTarget) {
    keys.addEventListener('keydown', () => this.noteKey(), {
      capture: true,
      passive: true,
      signal: this.disposal.signal,
    });
  }

  atFrame(callback: () => void): void {
    scheduleFrame(callback);
  }

  after(timeMs: number, callback: () => void): void {
    const latest = performance.now() + LONGEST_WAIT_MS;
    setTimeout(() => {
      if (performance.now() >= Math.min(this.keyAt + TYPING_MS, latest)) {
        callback();
        return;
      }
      this.waiting.push({ latest, callback });
      this.wait();
    }, timeMs);
  }

  dispose(): void {
    this.disposal.abort();
    clearTimeout(this.timer);
  }

  private get latest(): number {
    return Math.min(...this.waiting.map(({ latest }) => latest));
  }

  private noteKey(): void {
    this.keyAt = performance.now();
    if (!this.isAlmostLate()) return;
    // Between this key's frame and the next key is the most time for it.
    scheduleFrame(() => setTimeout(() => this.isAlmostLate() && this.callBack(), 0));
  }

  private isAlmostLate(): boolean {
    return this.latest - performance.now() <= TYPING_MS;
  }

  private wait(): void {
    const until = () => Math.min(this.keyAt + TYPING_MS, this.latest);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (performance.now() < until()) this.wait();
      else this.callBack();
    }, until() - performance.now());
  }

  private callBack(): void {
    clearTimeout(this.timer);
    const { waiting } = this;
    this.waiting = [];
    for (const { callback } of waiting) callback();
  }
}
