/** The palette, the settings and their file, and keys of the person's own. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { BrowserDoor } from './doors/browser-door';
import { DesktopDoor } from './doors/desktop-door';
import { test as base, expect } from './fixtures';
import { FIRST_TAB, PlaygroundPage } from './pages/playground-page';
import { expectNoSeriousProblems } from './pages/serious-problems';

/** Nothing here needs Docker: Python runs in the embedded engine. */
const environment = { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' };

const test = base.extend<{ open: () => Promise<PlaygroundPage & AsyncDisposable> }>({
  open: async ({ doorKind, dataDir }, use) => {
    const doors: AsyncDisposable[] = [];
    await use(async () => {
      const door = await (doorKind === 'desktop' ? DesktopDoor : BrowserDoor).launch({ dataDir, environment });
      doors.push(door);
      const playground = new PlaygroundPage(door.page);
      await playground.waitUntilReady();
      return Object.assign(playground, { [Symbol.asyncDispose]: () => door.quit() });
    });
    for (const door of doors) await door[Symbol.asyncDispose]();
  },
});

async function choose(page: Page, search: string, title: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+P');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox').fill(search);
  await expect(palette.getByRole('option').first()).toContainText(title);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}

/** What settings.json holds: nothing where the file is not there, or not yet readable as JSON. */
async function readSaved(dataDir: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(dataDir, 'settings.json'), 'utf8'));
  } catch {
    return {};
  }
}

test('the palette does what it is asked, says why it cannot, and remembers', { tag: '@one-door' }, async ({ open }) => {
  const first = await open();
  const { page } = first;
  await choose(page, 'new tab lua', 'New tab: Lua');
  await expect(first.tabs).toHaveCount(2);
  await choose(page, `go to tab ${FIRST_TAB}`, `Go to tab: ${FIRST_TAB}`);
  await expect(first.tab(FIRST_TAB)).toHaveAttribute('aria-selected', 'true');
  await choose(page, 'gto', 'Go to output');
  await expect(first.output).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Shift+P');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const options = palette.getByRole('option');
  await expect(options.first()).toContainText('Go to output');
  await palette.getByRole('combobox').fill('stop');
  await expect(options.first()).toHaveAttribute('aria-disabled', 'true');
  await expect(options.first()).toContainText('nothing is running');
  await palette.getByRole('combobox').fill('zzzz');
  await expect(palette.getByText('No command matches.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await first[Symbol.asyncDispose]();

  const { page: again } = await open();
  await again.keyboard.press('ControlOrMeta+Shift+P');
  const used = again.getByRole('group', { name: 'Used last' });
  await expect(used.getByRole('option').first()).toContainText('Go to output');
});

test('keys of the person run a command, in the window and after a restart, until they are reset', async ({
  open,
  dataDir,
}) => {
  const first = await open();
  const { page } = first;
  const divider = (of: Page) => of.locator('.divider').first();
  await expect(divider(page)).toHaveAttribute('data-layout', 'beside');
  await choose(page, 'change keyboard', 'Change keyboard shortcuts');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  const add = dialog.getByRole('button', { name: 'Add keys for Put output beside or below' });
  await add.click();
  const recorder = dialog.getByLabel('Press the keys: Put output beside or below');
  await page.keyboard.press('k');
  await expect(dialog.getByText('Hold Ctrl, Alt or Cmd with it')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(recorder).toBeHidden();
  await expect(dialog).toBeVisible();
  await add.click();
  await page.keyboard.press('Alt+Z');
  await expect(dialog.getByText('Alt+Z belongs to: Wrap long output lines.')).toBeVisible();
  await expectNoSeriousProblems(page);
  await dialog.getByRole('button', { name: 'Take Alt+Z from it' }).click();
  const bound = { toggleLayout: ['Alt+Z', 'Mod+Shift+L'], toggleWrap: [] };
  await expect.poll(() => readSaved(dataDir)).toMatchObject({ keys: bound });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Alt+Z');
  await expect(divider(page)).toHaveAttribute('data-layout', 'below');
  await first[Symbol.asyncDispose]();

  const { page: again } = await open();
  await expect(divider(again)).toHaveAttribute('data-layout', 'below');
  await again.keyboard.press('Alt+Z');
  await expect(divider(again)).toHaveAttribute('data-layout', 'beside');
  await again.keyboard.press('F1');
  const keys = again.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(keys.locator('dl > div', { hasText: 'Put output beside or below' })).toContainText(/Alt\+Z|⌥Z/);
  await keys.getByRole('button', { name: 'Change keyboard shortcuts' }).click();
  const settings = again.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Reset all' }).click();
  await expect.poll(() => readSaved(dataDir)).not.toHaveProperty('keys');
  await settings.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => readSaved(dataDir)).toMatchObject({ keys: bound });
  await settings.getByRole('button', { name: 'Reset Put output beside or below' }).click();
  await expect.poll(() => readSaved(dataDir)).not.toHaveProperty('keys.toggleLayout');
});

test('what is set is in force at once, in the form, in the file, and by another program', async ({ open, dataDir }) => {
  const { page } = await open();
  const file = join(dataDir, 'settings.json');
  // Not by their roles: what lies behind a dialog is hidden from those.
  const line = page.locator('.monaco-editor .view-lines').first();
  const output = page.locator('.output-list');
  await expect(line).toHaveCSS('font-size', '13px');
  await page.keyboard.press('ControlOrMeta+Comma');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('spinbutton', { name: 'Font size' }).fill('20');
  await expect(line).toHaveCSS('font-size', '20px');
  await expect(output).toHaveCSS('font-size', '20px');
  await dialog.getByRole('spinbutton', { name: 'Font size' }).fill('99');
  await expect(dialog.getByText('A whole number from 8 to 40.')).toBeVisible();
  await dialog.getByRole('searchbox').fill('tab size');
  await dialog.getByRole('spinbutton', { name: 'Tab size' }).fill('2');
  await expect.poll(() => readSaved(dataDir)).toMatchObject({ editor: { fontSize: 20, tabSize: 2 } });
  await dialog.getByRole('searchbox').fill('docker daemon');
  const address = dialog.getByRole('textbox', { name: 'Docker daemon' });
  await address.fill('box');
  await address.press('Enter');
  await expect(dialog.getByText('It begins with unix://')).toBeVisible();
  await address.fill('unix:///elsewhere.sock');
  await address.press('Enter');
  await expect.poll(() => readSaved(dataDir)).toMatchObject({ docker: { host: 'unix:///elsewhere.sock' } });

  await dialog.getByRole('searchbox').fill('');
  await dialog.getByRole('tab', { name: 'JSON' }).click();
  const text = dialog.getByLabel('settings.json');
  await text.fill('{ "theme": "light", "editor": { "fontSize": 16 }, "mine": 1 ');
  await expect(dialog.getByText('Line 1, column 61: a comma or a closing bracket is missing.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await expectNoSeriousProblems(page);
  await text.press('End');
  await text.pressSequentially('}');
  await expect(dialog.getByText('mine is no setting; it is kept, and does nothing.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(line).toHaveCSS('font-size', '16px');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await writeFile(file, '{ "theme": "dark", "language": "de", "editor": { "fontSize": 900 } }');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByText('editor.fontSize kann nicht 900 sein; es gilt 13.')).toBeVisible();
  await expect(line).toHaveCSS('font-size', '13px');

  await writeFile(file, '{ "theme": "dark",\n  "language" "en" }');
  await expect(page.getByText('Line 2, column 14: a colon is missing.')).toBeVisible();
  await choose(page, 'theme light', 'Theme: light');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.getByText('What was set last is not saved.')).toBeVisible();
  expect(await readFile(file, 'utf8')).toContain('"language" "en"');
  await page.getByRole('button', { name: 'Set it aside and start anew' }).click();
  await expect.poll(() => readSaved(dataDir)).toMatchObject({ theme: 'light' });
  await expect(page.getByText('What was set last is not saved.')).toBeHidden();
});
