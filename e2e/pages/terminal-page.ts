/** The terminal of the active tab, as a person sees it and types into it. */
import { expect, type Locator, type Page } from '@playwright/test';

export class TerminalPage {
  readonly frame: Locator;
  /** What is on the screen now. */
  readonly screen: Locator;
  readonly cursor: Locator;
  readonly toggle: Locator;

  constructor(readonly page: Page) {
    this.frame = page.getByRole('application', { name: 'Terminal' });
    this.screen = this.frame.locator('.xterm-rows');
    this.cursor = this.screen.locator('.xterm-cursor');
    this.toggle = page.getByRole('button', { name: /^Run (in a|without a) terminal$/ });
  }

  /** The focus must be in the terminal. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
  }

  async see(text: string | RegExp): Promise<void> {
    await expect(this.screen).toContainText(text, { timeout: 20_000 });
  }

  hasFocus(): Promise<boolean> {
    return this.frame.evaluate((frame) => frame.contains(document.activeElement));
  }
}
