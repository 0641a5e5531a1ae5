/** The window as a person uses it: by roles and names, the same in the desktop and in a browser. */
import { expect, type Locator, type Page } from '@playwright/test';
import { replaceCode } from './replace-code';

/** Of the tab that a first start opens, which is in Python. */
export const FIRST_TAB = 'Welcome';

export class PlaygroundPage {
  readonly editor: Locator;
  readonly output: Locator;
  readonly status: Locator;
  readonly stdin: Locator;
  readonly args: Locator;
  readonly tabs: Locator;
  readonly runButton: Locator;
  readonly stopButton: Locator;
  readonly engineBanner: Locator;
  readonly tour: Locator;
  /** In the status line: names the engine and opens the menu that chooses it. */
  readonly engine: Locator;

  constructor(readonly page: Page) {
    this.editor = page.getByRole('region', { name: 'Editor' }).locator('.monaco-editor').first();
    this.output = page.getByRole('log', { name: 'Program output' });
    this.status = page.getByTestId('status-outcome');
    this.stdin = page.getByLabel('Program input');
    this.args = page.getByLabel('Arguments');
    this.tabs = page.getByRole('tab');
    this.runButton = page.getByRole('button', { name: 'Run', exact: true });
    this.stopButton = page.getByRole('button', { name: 'Stop', exact: true });
    this.tour = page.getByRole('complementary', { name: 'Tour' });
    this.engineBanner = page.getByRole('status', { name: 'Engine' });
    this.engine = page.getByRole('button', { name: /^Engine:/ });
  }

  /** Waits until the first tab can be typed in. Leaves out the tour of a first start, which is there before the editor. */
  async waitUntilReady(): Promise<void> {
    await this.editor.locator('.view-line').first().waitFor();
    if (await this.tour.isVisible()) await this.tour.getByRole('button', { name: 'Skip' }).click();
  }

  /** `language`: what a person types into the search, such as a title. */
  async newTab(language: string): Promise<void> {
    const count = await this.tabs.count();
    await this.page.getByRole('button', { name: 'New tab' }).first().click();
    const dialog = this.page.getByRole('dialog', { name: 'New tab' });
    await dialog.getByRole('combobox').fill(language);
    await expect(dialog.getByRole('option', { selected: true })).toContainText(language, { ignoreCase: true });
    await this.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(this.tabs).toHaveCount(count + 1);
    await this.waitUntilReady();
  }

  /** `name` as the menu has it, such as `Docker`. */
  async chooseEngine(of: 'this tab' | 'all tabs', name: string): Promise<void> {
    await this.engine.click();
    const group = this.page.getByRole('group', { name: `Engine of ${of}` });
    await group.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click();
    await expect(group).toBeHidden();
  }

  async openLanguages(): Promise<Locator> {
    await this.engine.click();
    await this.page.getByRole('menuitem', { name: 'Languages' }).click();
    return this.page.getByRole('dialog', { name: 'Languages' });
  }

  tab(title: string): Locator {
    return this.page.locator('[role="tab"]', { hasText: new RegExp(`^${title}$`) });
  }

  titles(): Promise<string[]> {
    return this.tabs.locator('.tab-title').allTextContents();
  }

  /** Waits until the tabs are these, in their order. */
  async expectTitles(titles: string[]): Promise<void> {
    await expect.poll(() => this.titles()).toEqual(titles);
  }

  /** Replaces the text of the active tab. */
  type(code: string): Promise<void> {
    return replaceCode(this.editor, code);
  }

  run(): Promise<void> {
    return this.page.keyboard.press('ControlOrMeta+Enter');
  }

  stop(): Promise<void> {
    return this.page.keyboard.press('ControlOrMeta+.');
  }

  /** Types a program, runs it and waits for the words that say how it ended. */
  async runToEnd(code: string, outcome: string | RegExp): Promise<void> {
    await this.type(code);
    await this.run();
    await expect(this.status).toHaveText(outcome, { timeout: 30_000 });
  }

  rows(source: 'stdout' | 'stderr' | 'stdin'): Locator {
    return this.output.locator(`[data-source="${source}"]`);
  }

  /** What of the output is on screen, a line a row, without the window's own words. */
  outputText(): Promise<string> {
    return this.output.evaluate((list) =>
      [...list.querySelectorAll<HTMLElement>('[data-line] .output-text')].map((row) => row.textContent).join('\n'),
    );
  }

  /** What `outputText` gives once it has been the same twice, as when scrolling has come to rest. */
  async stillOutputText(): Promise<string> {
    let text = '';
    await expect
      .poll(async () => {
        const former = text;
        text = await this.outputText();
        return text !== '' && text === former;
      })
      .toBe(true);
    return text;
  }

  /** Waits until this is what `outputText` gives, or what it matches: it is drawn after the outcome is said. */
  async expectOutput(text: string | RegExp): Promise<void> {
    const shown = expect.poll(() => this.outputText());
    await (typeof text === 'string' ? shown.toBe(text) : shown.toMatch(text));
  }

  async sendStdin(line: string): Promise<void> {
    await this.stdin.click();
    await this.page.keyboard.insertText(line);
    await this.page.keyboard.press('Enter');
  }

  /** Takes what is copied instead of the system's clipboard, which other tests and programs write to. */
  async catchClipboard(): Promise<() => Promise<string>> {
    await this.page.evaluate(() => {
      const copied = { text: '' };
      Object.assign(window, { copied });
      navigator.clipboard.writeText = async (text) => {
        copied.text = text;
      };
      document.addEventListener('copy', (event) => {
        copied.text = event.clipboardData?.getData('text/plain') ?? '';
      });
    });
    return () => this.page.evaluate(() => (window as unknown as { copied: { text: string } }).copied.text);
  }
}
