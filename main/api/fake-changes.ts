/** What test doubles tell of again and again: a value now, and once more after each change. */
import { abortOf } from './fake-runs';

export class FakeChanges {
  readonly #watchers = new Set<() => void>();

  tell(): void {
    for (const wake of this.#watchers) wake();
  }

  async *watch<T>(read: () => T | Promise<T>, signal: AbortSignal): AsyncGenerator<T, void, undefined> {
    const aborted = abortOf(signal);
    while (!signal.aborted) {
      let wake = () => {};
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.#watchers.add(wake);
      try {
        yield await read();
        await Promise.race([changed, aborted]);
      } finally {
        this.#watchers.delete(wake);
      }
    }
  }
}
