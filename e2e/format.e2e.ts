/** Formatting, by Prettier and by a language's own tool, and Vim's keys. */
import type { Locator } from '@playwright/test';
import { test as base, expect } from './fixtures';
import { PlaygroundPage } from './pages/playground-page';

const test = base.extend<{ playground: PlaygroundPage; cursor: Locator }>({
  playground: async ({ page }, use) => {
    const playground = new PlaygroundPage(page);
    await playground.waitUntilReady();
    await use(playground);
  },
  cursor: async ({ page }, use) => use(page.locator('.status-cursor')),
});

async function changeSettings({ page }: PlaygroundPage, change: (dialog: Locator) => Promise<unknown>): Promise<void> {
  await page.keyboard.press('ControlOrMeta+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('tab', { name: 'Editor' }).click();
  await change(dialog);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** As it is on screen. */
const codeOf = (editor: Locator): Promise<string> =>
  editor.evaluate((element) =>
    [...element.querySelectorAll('.view-line')]
      .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replaceAll('\u00a0', ' '))
      .join('\n')
      .trimEnd(),
  );

test('a file is formatted by key and with a save, and wrong code stays as it is', { tag: '@one-door' }, async ({
  playground,
  cursor,
}) => {
  const { page, editor } = playground;
  const code = () => codeOf(editor);
  await playground.newTab('JavaScript');
  await playground.type('const a = 1;\nif (a) {\nconsole.log( a );\n}\n');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(cursor).toHaveText('Ln 3, Col 2');
  await page.keyboard.press('Shift+Alt+F');
  await expect.poll(code).toBe('const a = 1;\nif (a) {\n    console.log(a);\n}');
  await expect(cursor).toHaveText('Ln 3, Col 6');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(code).toBe('const a = 1;\nif (a) {\nconsole.log( a );\n}');
  await playground.type('const a  = {\nconst b');
  await page.keyboard.press('Shift+Alt+F');
  const said = page.getByText(/Not formatted, since the code is not right: main\.js, line 2/);
  await expect(said).toBeVisible();
  expect(await code()).toContain('const a  = {');

  await changeSettings(playground, (dialog) => dialog.getByLabel('Format on save').check());
  await playground.newTab('Go');
  await playground.type('package main\nfunc main(){\nprintln( "go" )}\n');
  await page.keyboard.press('ControlOrMeta+S');
  await expect.poll(code, { timeout: 30_000 }).toBe('package main\n\nfunc main() {\n    println("go")\n}');
  await expect(said).toBeHidden();
});

test("Vim's keys edit and save, and leave the window's own keys alone", { tag: '@one-door' }, async ({
  playground,
}) => {
  const { page, editor } = playground;
  const code = () => codeOf(editor);
  await playground.newTab('JavaScript');
  await playground.type("console.log( 'one' );\nconsole.log( 'two' );\n");
  await changeSettings(playground, async (dialog) => {
    await dialog.getByLabel('Format on save').check();
    await dialog.getByLabel('Editing keys').selectOption('vim');
  });
  const bar = page.locator('.editor-keys');
  await expect(bar).toContainText('--NORMAL--');
  await editor.click();
  await page.keyboard.type('ggdd');
  await expect.poll(code).toBe("console.log( 'two' );");
  await page.keyboard.type('Oconst three = 3;');
  await expect(bar).toContainText('--INSERT--');
  await page.keyboard.press('Escape');
  await expect(bar).toContainText('--NORMAL--');
  await page.keyboard.type(':w');
  await expect(bar.getByRole('textbox')).toHaveValue('w');
  await page.keyboard.press('Enter');
  await expect.poll(code).toBe('const three = 3;\nconsole.log("two");');
  await playground.run();
  await expect(playground.rows('stdout')).toHaveText('two', { timeout: 30_000 });
  for (const command of [':q', ':wq']) {
    await page.keyboard.type(command);
    await page.keyboard.press('Enter');
    await expect(playground.tab('JavaScript')).toBeHidden();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(playground.tab('JavaScript')).toHaveAttribute('aria-selected', 'true');
    await expect.poll(code).toBe('const three = 3;\nconsole.log("two");');
    await editor.click();
    await expect(bar).toContainText('--NORMAL--');
  }
  await changeSettings(playground, async (dialog) => {
    await dialog.getByRole('combobox', { name: 'Editing keys' }).selectOption('standard');
  });
  await expect(bar).not.toContainText('NORMAL');
  await editor.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('dd');
  await expect.poll(code).toContain('ddconst three = 3;');
});
