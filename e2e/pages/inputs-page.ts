/** What starts the runs of a tab and what they are given, as a person sees it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { PlaygroundPage } from './playground-page';

export class InputsPage {
  readonly playground: PlaygroundPage;
  /** Opens the menu beside the Run button. */
  readonly ways: Locator;
  /** Says and chooses which saved input runs get. */
  readonly choice: Locator;
  readonly inputText: Locator;
  /** The window's words on what ran. */
  readonly origin: Locator;

  constructor(page: Page) {
    this.playground = new PlaygroundPage(page);
    this.ways = page.getByRole('button', { name: /^Ways to run/ });
    this.choice = page.getByRole('button', { name: /^Choose an input/ });
    this.inputText = page.getByRole('textbox', { name: 'Text of the input' });
    this.origin = this.playground.output.locator('[data-system="origin"]');
  }

  /** `name` as the menu has it. */
  async chooseTrigger(name: string): Promise<void> {
    await this.ways.click();
    await this.playground.page.getByRole('menuitemradio', { name }).click();
    await expect(this.playground.page.getByRole('menu')).toBeHidden();
  }

  async openEnvironment(): Promise<void> {
    await this.playground.page.getByRole('button', { name: /environment variables?$/i }).click();
    await expect(this.variable('Name', 1)).toBeFocused();
  }

  /** The fields of the environment count from 1. */
  variable(field: 'Name' | 'Value', number: number): Locator {
    return this.playground.page.getByRole('textbox', { name: `${field} of variable ${number}`, exact: true });
  }

  async paste(field: Locator, text: string): Promise<void> {
    await field.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }
}
