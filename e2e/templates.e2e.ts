/** What a tab can begin from: a language's examples, the person's templates, snippets, and what was opened lately. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect } from './fixtures';
import { PlaygroundPage } from './pages/playground-page';

/** Nothing here needs Docker: Python runs in the embedded engine. */
const test = base.extend<{ playground: PlaygroundPage; choose: (item: string) => Promise<void> }>({
  environment: { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' },
  playground: async ({ page }, use) => {
    const playground = new PlaygroundPage(page);
    await playground.waitUntilReady();
    await use(playground);
  },
  choose: async ({ page }, use) => {
    await use(async (item) => {
      await page.getByRole('button', { name: 'Menu', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Templates and snippets' }).press('ArrowRight');
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    });
  },
});

test('a new tab begins from an example with its input, and from a template', { tag: '@one-door' }, async ({
  playground,
  choose,
  page,
  dataDir,
}) => {
  const dialog = page.getByRole('dialog', { name: 'New tab' });
  const startsOf = async (language: string) => {
    await page.keyboard.press('Alt+T');
    await dialog.getByRole('combobox').fill(language);
    await page.keyboard.press('ArrowRight');
    await expect(dialog.getByText('Enter opens it. Left arrow: all languages.')).toBeVisible();
  };
  await startsOf('pyth');
  await dialog.getByRole('combobox').fill('echo');
  await page.keyboard.press('Enter');
  await expect(playground.tab('Python: Echo what is typed')).toHaveAttribute('aria-selected', 'true');
  await expect(playground.editor).toContainText('sys.stdin');
  await expect(playground.status).toHaveText('');
  await playground.run();
  await expect(playground.status).toHaveText(/^exited with 0/, { timeout: 30_000 });
  await playground.expectOutput(/two ü/);

  await playground.args.fill('--mine');
  await choose('Save tab as template …');
  const save = page.getByRole('dialog', { name: 'Save tab as template' });
  await save.getByLabel('Name').fill('Line reader');
  await page.keyboard.press('Enter');
  await expect(save).toBeHidden();
  // Another window of Runyard keeps one more.
  const file = join(dataDir, 'templates.json');
  const kept = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(
    file,
    JSON.stringify({ ...kept, items: [...kept.items, { ...kept.items[0], id: 'b', name: 'Theirs' }] }),
  );
  await startsOf('python');
  await expect(dialog.getByRole('option').nth(1)).toHaveText(/^Theirs/);
  await expect(dialog.getByRole('option').first()).toHaveText(/^Line reader/);
  await page.keyboard.press('Enter');
  await expect(playground.tab('Line reader')).toHaveAttribute('aria-selected', 'true');
  await expect(playground.args).toHaveValue('--mine');
  await page.reload();
  await playground.waitUntilReady();

  await choose('Show all of them …');
  const library = page.getByRole('dialog', { name: 'Templates and snippets' });
  await expect(library.getByRole('option')).toHaveText([/^Line reader/, /^Theirs/]);
  await page.keyboard.press('Delete');
  await expect(library.getByRole('option')).toHaveText([/^Theirs/]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await choose('Show all of them …');
  await expect(library.getByRole('option')).toHaveCount(2);
});

test('a selection becomes a snippet, which the picker and the editor put in with places to fill', {
  tag: '@one-door',
}, async ({ playground, choose, page }) => {
  await playground.type('price = "$5"');
  await page.keyboard.press('ControlOrMeta+A');
  await choose('Save selection as snippet …');
  const save = page.getByRole('dialog', { name: 'Save selection as snippet' });
  await save.getByLabel('Name').fill('pricetag');
  await expect(save.getByLabel('Text')).toHaveValue('price = "\\$5"');
  await save.getByLabel('Text').fill('$1price = "\\$5"');
  await save.getByRole('button', { name: 'Save' }).click();
  await expect(save).toBeHidden();

  await playground.type('#');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+S');
  await page.getByRole('dialog', { name: 'Insert a snippet' }).getByRole('combobox').fill('tag');
  await page.keyboard.press('Enter');
  await page.keyboard.type('full_');
  await expect(playground.editor).toContainText('full_price\u00a0=\u00a0"$5"');

  await playground.type('#');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('pricet');
  await expect(page.locator('.suggest-widget')).toContainText('pricetag');
  await page.keyboard.press('Enter');
  await expect(playground.editor).toContainText('price\u00a0=\u00a0"$5"');
});

test('what was opened lately is offered again, and can be forgotten', async ({ playground, page }) => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Open copies of files' }).click();
  await (await chooser).setFiles({
    name: 'primes.py',
    mimeType: 'text/x-python',
    buffer: Buffer.from('print([2, 3, 5])'),
  });
  await expect(playground.tab('primes.py')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Alt+W');
  await page.keyboard.press('Alt+T');
  const dialog = page.getByRole('dialog', { name: 'New tab' });
  // Enter stays the language's where both answer.
  await dialog.getByRole('combobox').fill('p');
  await expect(dialog.getByRole('option', { selected: true })).toHaveText(/^Python/);
  await dialog.getByRole('combobox').fill('primes');
  await page.keyboard.press('Enter');
  await expect(playground.editor).toContainText('print([2,');
  await expect(playground.status).toHaveText('');
  await page.keyboard.press('Alt+T');
  await dialog.getByRole('option', { name: 'Forget what was opened lately' }).click();
  await expect(dialog.getByText('primes.py')).toHaveCount(0);
});
