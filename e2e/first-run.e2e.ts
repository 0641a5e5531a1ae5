/** The very first start: a welcome that runs with whatever engine is there, a tour of three steps, and empty views. */
import { expect, test } from './fixtures';
import { FIRST_TAB, PlaygroundPage } from './pages/playground-page';
import { expectNoSeriousProblems } from './pages/serious-problems';

/** Python makes its snapshot then: seconds, and more where the machine is busy. */
const FIRST_USE_TIMEOUT_MS = 60_000;

test.use({ environment: { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' } });

test('a welcome runs at once, beside a tour that leaves the person in peace and comes back when asked', async ({
  page,
}) => {
  test.setTimeout(2 * FIRST_USE_TIMEOUT_MS);
  const playground = new PlaygroundPage(page);
  const { tour, editor, status } = playground;
  await editor.locator('.view-line').first().waitFor();
  await expect(editor).toContainText('Welcome to Runyard'.replaceAll(' ', '\u00a0'));
  await playground.expectTitles([FIRST_TAB]);
  await expect(tour).toContainText('Run it');
  await expect(tour).toContainText('1 of 3');
  await expect(page.getByRole('status').filter({ hasText: 'Tour, 1 of 3' })).toBeAttached();
  await expectNoSeriousProblems(page);

  // It neither has the focus nor is it in the way of a run.
  await expect(tour.getByRole('button', { name: 'Next' })).not.toBeFocused();
  await playground.run();
  await expect(status).toHaveText(/^exited with 0/, { timeout: FIRST_USE_TIMEOUT_MS });
  await expect(playground.output).toContainText('Hello, world!');
  await expect(playground.output.getByText('H', { exact: true }).first()).toHaveCSS('font-weight', '700');
  await expectNoSeriousProblems(page);

  // By keyboard: F6 goes to it.
  await editor.click();
  await expect(async () => {
    await page.keyboard.press('F6');
    await expect(tour.getByRole('button', { name: 'Next' })).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(tour).toContainText('2 of 3');
  await page.keyboard.press('Enter');
  await expect(tour).toContainText('3 of 3');
  await expectNoSeriousProblems(page);
  await tour.getByRole('button', { name: 'Done' }).click();
  await expect(tour).toBeHidden();

  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Take the tour' }).click();
  await expect(tour).toContainText('1 of 3');
  await page.keyboard.press('Escape');
  await expect(tour).toBeHidden();

  // What the welcome offers in its first lines: it asks for a name when it is told to.
  await editor.getByText('False').first().dblclick();
  await page.keyboard.insertText('True');
  await playground.run();
  await expect(status).toHaveText('waiting for input');
  await playground.sendStdin('Ada');
  await expect(playground.output).toContainText('Hello, Ada!');

  // What is saved by now is no first start any more.
  await page.keyboard.press('ControlOrMeta+S');
  await page.reload();
  await editor.locator('.view-line').first().waitFor();
  await expect(tour).toBeHidden();

  // An empty view says what to do.
  await page.keyboard.press('Alt+W');
  await expect(page.getByRole('heading', { name: 'No tab is open' })).toBeVisible();
  await page
    .getByRole('button', { name: /^New tab/ })
    .last()
    .click();
  const picker = page.getByRole('dialog', { name: 'New tab' });
  await picker.getByRole('combobox').fill('cobol');
  await expect(picker).toContainText('No language matches. Try its name');
});
