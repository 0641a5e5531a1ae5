/** The standard menu: what is chosen in it happens in the page. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { keepSession } from './doors/kept-session';
import { test as base, expect, expectOfMain } from './fixtures';

const test = base.extend({
  dataDir: async ({ dataDir }, use) => {
    await keepSession(dataDir, 'bash', 'echo chosen in the menu\n');
    await use(dataDir);
  },
});

/** Chooses an item as a click on it would; `path` are the labels from the menu bar down. */
async function choose(electron: ElectronApplication, ...path: string[]): Promise<void> {
  await electron.evaluate(({ Menu, BrowserWindow }, labels) => {
    const plain = (label: string) => label.replace('&', '');
    let items = Menu.getApplicationMenu()?.items ?? [];
    for (const [depth, label] of labels.entries()) {
      const item = items.find((candidate) => plain(candidate.label) === label);
      if (!item) throw new Error(`no "${label}" among ${items.map((candidate) => candidate.label).join(', ')}`);
      if (depth === labels.length - 1) item.click(undefined, BrowserWindow.getAllWindows()[0]);
      else items = item.submenu?.items ?? [];
    }
  }, path);
}

function readBar(electron: ElectronApplication): Promise<string[] | undefined> {
  return electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label.replace('&', '')));
}

test('has the menus that a person looks for, and shows the keys that the page takes', async ({ desktopApp }) => {
  await expectOfMain(
    () => readBar(desktopApp.electron),
    (bar) => expect(bar).toEqual(['File', 'Edit', 'View', 'Run', 'Window', 'Help']),
  );
  const run = await desktopApp.electron.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById('run');
    return { accelerator: item?.accelerator, registered: item?.registerAccelerator };
  });
  expect(run).toEqual({ accelerator: 'CommandOrControl+Enter', registered: false });
});

test('speaks the language of the window, also when that changes', async ({
  desktopApp: { page, electron, dataDir },
}) => {
  await expect(page.getByRole('tab', { name: /^Kept/ })).toBeVisible();
  await writeFile(join(dataDir, 'settings.json'), '{ "language": "de" }');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expectOfMain(
    () => readBar(electron),
    (bar) => expect(bar).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Ausführen', 'Fenster', 'Hilfe']),
  );
  await choose(electron, 'Datei', 'Tab schließen');
  await expect(page.getByRole('tab')).toHaveCount(0);
});

test('runs the program once, clears what it printed, opens and closes a tab', async ({ desktopApp }) => {
  const { page, electron } = desktopApp;
  const output = page.locator('[data-region="output"]');
  await expect(page.getByRole('tab', { name: /^Kept/ })).toBeVisible();
  await choose(electron, 'Run', 'Run');
  await expect(page.getByTestId('status-outcome')).toHaveText(/^exited with 0/);
  await expect(output.getByText('chosen in the menu')).toHaveCount(1);
  await choose(electron, 'Run', 'Clear Output');
  await expect(output).not.toContainText('chosen in the menu');

  await choose(electron, 'File', 'New Tab …');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await choose(electron, 'File', 'Close Tab');
  await expect(page.getByRole('tab')).toHaveCount(0);
  await choose(electron, 'File', 'Reopen Closed Tab');
  await expect(page.getByRole('tab', { name: /^Kept/ })).toBeVisible();
});

test('changes the theme', async ({ desktopApp: { page, electron } }) => {
  await expect(page.getByRole('tab', { name: /^Kept/ })).toBeVisible();
  await choose(electron, 'View', 'Theme', 'Dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await choose(electron, 'View', 'Theme', 'Light');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('chooses the engine of the tab and of all, and shows the languages', async ({
  desktopApp: { page, electron },
}) => {
  const engine = page.getByRole('button', { name: /^Engine:/ });
  await expect(page.getByRole('tab', { name: /^Kept/ })).toBeVisible();
  await expect(engine).toHaveAccessibleName(/, automatic$/);
  await choose(electron, 'Run', 'Engine of All Tabs', 'Docker');
  await expect(engine).toHaveAccessibleName(/^Engine: Docker \d\S*$/);
  await choose(electron, 'Run', 'Engine of This Tab', 'Embedded');
  await expect(engine).toHaveAccessibleName('Engine: Not in the embedded engine, this tab');
  await choose(electron, 'Run', 'Engine of This Tab', 'Same as All Tabs');
  await expect(engine).toHaveAccessibleName(/^Engine: Docker \d\S*$/);
  await choose(electron, 'Run', 'Languages …');
  await expect(page.getByRole('dialog', { name: 'Languages' })).toBeVisible();
});

test('undoes, redoes and selects in the editor', async ({ desktopApp: { page, electron } }) => {
  const editor = page.locator('.monaco-editor').first();
  await expect(editor).toContainText('chosen');
  await editor.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('x');
  await expect(editor).toContainText('xecho');
  await choose(electron, 'Edit', 'Undo');
  await expect(editor).not.toContainText('xecho');
  await choose(electron, 'Edit', 'Redo');
  await expect(editor).toContainText('xecho');
  await choose(electron, 'Edit', 'Select All');
  await page.keyboard.type('gone');
  await expect(editor).not.toContainText('echo');
});
