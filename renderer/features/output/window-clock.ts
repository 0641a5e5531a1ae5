/** The draw clock of a window: whoever types goes before what a program floods, and what counts or turns. */
import type { DrawClock } from './draw-clock';
import { scheduleFrame } from './frame-clock';

/** Between the keys of somebody who types on, at fifty words a minute. What is drawn makes the next keys wait. */
const TYPING_MS = 250;
/** So that a person who never stops typing still sees the program go on. */
const LONGEST_WAIT_MS = 1000;

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
    const options = { capture: true, passive: true, signal: this.disposal.signal };
    keys.addEventListener('keydown', (event) => isText(event as KeyboardEvent) && this.noteKey(), options);
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

/** Neither a shortcut nor Enter: after these a person waits for what comes of them. */
function isText({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return (key.length === 1 && !ctrlKey && !metaKey) || key === 'Backspace' || key === 'Delete';
}
