/** The desktop's window, of the size of a picture and in a theme that is asked for. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { DesktopDoor } from '../../e2e/doors/desktop-door';
import { PlaygroundPage } from '../../e2e/pages/playground-page';

export const themes = ['dark', 'light', 'contrast'] as const;
export type Theme = (typeof themes)[number];

/** Of the page, in pixels. */
export interface PictureSize {
  width: number;
  height: number;
}

const DOCKER_TIMEOUT_MS = 30_000;

export class PicturedWindow {
  readonly page: Page;
  readonly playground: PlaygroundPage;
  readonly #settingsFile: string;

  private constructor(
    door: DesktopDoor,
    private readonly size: PictureSize,
  ) {
    this.page = door.page;
    this.playground = new PlaygroundPage(door.page);
    this.#settingsFile = join(door.dataDir, 'settings.json');
  }

  static async open(door: DesktopDoor, size: PictureSize): Promise<PicturedWindow> {
    const window = new PicturedWindow(door, size);
    await door.page.emulateMedia({ reducedMotion: 'reduce' });
    await window.playground.waitUntilReady();
    await expect(window.playground.engine).toContainText('Docker', { timeout: DOCKER_TIMEOUT_MS });
    await door.electron.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, size);
    await expect.poll(() => door.page.evaluate(() => [innerWidth, innerHeight])).toEqual([size.width, size.height]);
    return window;
  }

  /** Through the settings file, which the window follows, so that what is shown stays as it is. */
  async setTheme(theme: Theme): Promise<void> {
    const settings: object = JSON.parse(await readFile(this.#settingsFile, 'utf8').catch(() => '{}'));
    await writeFile(this.#settingsFile, JSON.stringify({ ...settings, theme }));
    await expect(this.page.locator('html')).toHaveAttribute('data-theme', theme);
  }

  /** Leaves a single tab of the language, with nothing in the output. */
  async startAfresh(language: string): Promise<void> {
    await this.closeTabs();
    await this.playground.newTab(language);
    await this.page.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await this.restPointer();
  }

  async closeTabs(): Promise<void> {
    for (let left = await this.playground.tabs.count(); left > 0; left--) {
      await this.page.keyboard.press('Alt+W');
      await expect(this.playground.tabs).toHaveCount(left - 1);
    }
  }

  /** Where it points at nothing. */
  async restPointer(): Promise<void> {
    await this.page.mouse.move(this.size.width - 1, 1);
  }

  /** `title` as the palette has it. */
  async choose(title: string): Promise<void> {
    const palette = await this.openPalette(title);
    await palette.getByText(title, { exact: true }).first().click();
    await expect(palette).toBeHidden();
    await this.restPointer();
  }

  async openPalette(search: string): Promise<Locator> {
    await this.page.keyboard.press('ControlOrMeta+Shift+P');
    const palette = this.page.getByRole('dialog', { name: 'Command palette', exact: true });
    await palette.getByRole('combobox').fill(search);
    return palette;
  }

  async closeDialog(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('dialog')).toBeHidden();
  }

  async shoot(path: string): Promise<void> {
    await this.page.screenshot({ path, scale: 'css', animations: 'disabled' });
  }
}
