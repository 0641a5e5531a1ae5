/** What goes wrong in a window without a test asking: exceptions, rejections that nobody handles, errors on its console. */
import type { BrowserContext } from '@playwright/test';

export class WindowFaults {
  readonly #seen: string[] = [];
  readonly #expected: RegExp[] = [];

  /** Also of windows that the context has not opened yet. */
  watch(context: BrowserContext): void {
    context.on('weberror', (fault) => {
      const error = fault.error();
      this.#seen.push(error.stack ?? String(error));
    });
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      const { url, lineNumber } = message.location();
      this.#seen.push(`${message.text()} (${url}:${lineNumber})`);
    });
  }

  /** Of a test that provokes them: those whose text matches are no failure, whenever they came. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** @throws Error with all that was not expected */
  expectNone(): void {
    const faults = this.#seen.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)));
    if (faults.length > 0) throw new Error(`Faults in the window that no test expects:\n${faults.join('\n')}`);
  }
}
