/** Views that stand over the window, and the window without a tab. */
import { expect } from '@playwright/test';
import { commands } from '../../renderer/words/en/commands';
import type { PicturedWindow } from './pictured-window';
import type { Scene } from './scene';

const close = (window: PicturedWindow): Promise<void> => window.closeDialog();

/** A dialog that a command opens. */
function sceneOf(name: string, command: keyof typeof commands, more: Partial<Scene> = {}): Scene {
  return {
    name,
    async arrange(window) {
      await window.choose(commands[command]);
      await expect(window.page.getByRole('dialog')).toBeVisible();
    },
    leave: close,
    ...more,
  };
}

/** A menu, by the name of the button that opens it. */
function menuOf(name: string, button: string | RegExp): Scene {
  return {
    name,
    async arrange({ page }) {
      await page.getByRole('button', { name: button, exact: true }).click();
      await expect(page.getByRole('menu')).toBeVisible();
    },
    async leave({ page }) {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menu')).toBeHidden();
    },
  };
}

export const dialogScenes: readonly Scene[] = [
  {
    name: 'palette',
    readmeTheme: 'contrast',
    async arrange(window) {
      const palette = await window.openPalette('run');
      await expect(palette.getByRole('option').first()).toContainText('Run');
    },
    leave: close,
  },
  {
    name: 'languages',
    readmeTheme: 'dark',
    async arrange(window) {
      const dialog = await window.playground.openLanguages();
      await expect(dialog.getByRole('status', { name: 'Disk use' })).toContainText('on disk');
    },
    leave: close,
  },
  sceneOf('settings', 'showSettings'),
  sceneOf('settings-keys', 'changeKeys'),
  sceneOf('settings-json', 'editSettingsText'),
  sceneOf('keys', 'showKeys'),
  sceneOf('history', 'showHistory'),
  sceneOf('open-link', 'openLink'),
  sceneOf('doctor', 'showDoctor'),
  sceneOf('library', 'showLibrary'),
  sceneOf('save-template', 'saveTemplate'),
  sceneOf('new-tab', 'newTab'),
  {
    name: 'environment',
    async arrange(window) {
      await window.choose(commands.editEnvironment);
      await expect(window.page.getByPlaceholder('Name', { exact: true })).toBeFocused();
    },
    async leave({ page }) {
      await page.keyboard.press('Escape');
      await expect(page.getByPlaceholder('Name', { exact: true })).toBeHidden();
    },
  },
  menuOf('menu', 'Menu'),
  menuOf('run-menu', 'Ways to run'),
  menuOf('earlier-runs', 'Earlier runs'),
  menuOf('engine-menu', /^Engine:/),
  {
    name: 'tour',
    async arrange(window) {
      await window.choose(commands.takeTour);
      await expect(window.playground.tour).toBeVisible();
    },
    async leave({ playground }) {
      await playground.tour.getByRole('button', { name: 'Skip' }).click();
    },
  },
  {
    name: 'no-tab',
    async arrange(window) {
      await window.closeTabs();
      await expect(window.page.getByRole('heading', { name: 'No tab is open' })).toBeVisible();
    },
  },
];
