/** One of the tabs that are shown, by its title: its own editor, output and buttons. */
import { expect, type Locator, type Page } from '@playwright/test';
import { replaceCode } from './replace-code';

export class ShownTab {
  readonly panel: Locator;
  readonly editor: Locator;
  readonly output: Locator;
  /** What stays above the newest output. */
  readonly pinned: Locator;
  readonly comparison: Locator;
  /** Says that an output is not the newest. */
  readonly head: Locator;

  constructor(
    readonly page: Page,
    title: string,
  ) {
    this.panel = page.getByRole('tabpanel', { name: title, exact: true });
    this.editor = this.panel.getByRole('region', { name: 'Editor' }).locator('.monaco-editor').first();
    this.output = this.panel.getByRole('log', { name: 'Program output' });
    this.pinned = this.panel.getByRole('log', { name: 'pinned' });
    this.comparison = this.panel.getByRole('region', { name: 'Comparison' });
    this.head = this.panel.locator('.run-head');
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  /** Replaces the text. */
  type(code: string): Promise<void> {
    return replaceCode(this.editor, code);
  }

  /** Runs what is typed and waits for the words that say how it ended. */
  async run(outcome = 'exited with 0'): Promise<void> {
    await this.button('Run').click();
    await expect(this.output.locator('[data-system="outcome"]')).toContainText(outcome, { timeout: 30_000 });
  }

  /** The words of each earlier run, the newest first; the list stays open. */
  async listRuns(): Promise<Locator> {
    await this.button('Earlier runs').click();
    return this.page.getByRole('menu').getByRole('menuitem');
  }
}
