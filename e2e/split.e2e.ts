/** Two tabs side by side; earlier runs looked at again, pinned, compared and brought back. */
import type { Locator } from '@playwright/test';
import { BrowserDoor } from './doors/browser-door';
import { DesktopDoor } from './doors/desktop-door';
import { test as base, expect } from './fixtures';
import { PlaygroundPage } from './pages/playground-page';
import { expectNoSeriousProblems } from './pages/serious-problems';
import { ShownTab } from './pages/shown-tab';

/** Nothing here needs Docker: Lua and JavaScript run in the embedded engine. */
const environment = { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' };

const test = base.extend<{ open: () => Promise<PlaygroundPage & { quit: () => Promise<void> }> }>({
  open: async ({ doorKind, dataDir }, use) => {
    const doors: Array<DesktopDoor | BrowserDoor> = [];
    await use(async () => {
      const door = await (doorKind === 'desktop' ? DesktopDoor : BrowserDoor).launch({ dataDir, environment });
      doors.push(door);
      const playground = new PlaygroundPage(door.page);
      await playground.waitUntilReady();
      return Object.assign(playground, { quit: () => door.quit() });
    });
    for (const door of doors) await door[Symbol.asyncDispose]();
  },
});

test('two tabs stand side by side, run both, and come back after a restart', { tag: '@one-door' }, async ({ open }) => {
  test.slow();
  const first = await open();
  const { page } = first;
  await first.newTab('Lua');
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Alt+W');
  await expect(first.tabs).toHaveCount(1);

  // With a single tab, a second is asked for.
  await page.keyboard.press('ControlOrMeta+\\');
  await page.getByRole('dialog', { name: 'New tab' }).getByRole('combobox').fill('JavaScript');
  await page.keyboard.press('Enter');
  const lua = new ShownTab(page, 'Lua');
  const javascript = new ShownTab(page, 'JavaScript');
  await lua.type('for i = 1, 3 do print("lua", i) end');
  await javascript.type('console.log("javascript", [1, 2, 3].map((n) => n * n));');
  await expect(javascript.panel).toHaveAttribute('data-active', 'true');
  await expect(page.locator('.status-cursor')).toHaveText('Ln 1, Col 56');
  await expect(async () => {
    const [left, right] = [await lua.panel.boundingBox(), await javascript.panel.boundingBox()];
    expect(left!.x + left!.width).toBeLessThan(right!.x + 2);
  }).toPass({ timeout: 10_000 });

  await page.keyboard.press('ControlOrMeta+Alt+Enter');
  await expect(lua.output).toContainText('exited with 0', { timeout: 30_000 });
  await expect(javascript.output).toContainText('exited with 0', { timeout: 30_000 });
  await expect(lua.output.locator('[data-source="stdout"]')).toHaveCount(3);
  await expect(javascript.output.locator('[data-source="stdout"]')).toHaveText(['javascript [ 1, 4, 9 ]']);

  // Commands act on the half that has the focus; the strip says which are shown.
  await lua.type('error("only on the left")');
  await expect(first.tab('Lua')).toHaveAttribute('aria-selected', 'true');
  await expect(first.tab('JavaScript')).toHaveAttribute('aria-label', /shown beside$/);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(first.status).toContainText('exited with 1', { timeout: 30_000 });
  await expect(javascript.output.locator('[data-source="stdout"]')).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+O');
  await page.keyboard.press('ControlOrMeta+F');
  await page.keyboard.insertText('left');
  await expect(lua.panel.locator('.find-count')).toContainText('1 of');
  await expect(javascript.panel.locator('.find-bar')).toHaveCount(0);
  await expectNoSeriousProblems(page);

  // A third tab takes the place of the active one; a tab that is shown is gone to where it stands.
  await page.keyboard.press('Alt+2');
  await expect(javascript.panel).toHaveAttribute('data-active', 'true');
  await expect(first.status).toContainText('exited with 0');
  await first.newTab('SQLite');
  await expect(page.getByRole('tabpanel')).toHaveCount(2);
  const sqlite = new ShownTab(page, 'SQLite');
  await expect(lua.panel).toBeVisible();
  await first.tab('JavaScript').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open beside' }).click();
  await expect(javascript.panel).toHaveAttribute('data-active', 'true');
  await expect(javascript.output).toContainText('javascript [ 1, 4, 9 ]');
  await expect(sqlite.panel).toBeVisible();
  await expect(lua.panel).toHaveCount(0);
  const divider = page.getByRole('separator', { name: 'Divider between the two tabs' });
  const box = (await divider.boundingBox())!;
  await page.mouse.move(box.x, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 100, box.y + 300, { steps: 4 });
  await page.mouse.up();
  const placeOf = async (of: Locator) => (await of.boundingBox())?.x ?? Number.NaN;
  await expect.poll(() => placeOf(divider)).toBeGreaterThan(box.x + 90);
  const moved = await placeOf(divider);
  await first.quit();

  const second = await open();
  const again = new ShownTab(second.page, 'JavaScript');
  await expect(again.panel).toHaveAttribute('data-active', 'true');
  await expect(again.editor).toContainText('javascript');
  await expect(new ShownTab(second.page, 'SQLite').editor).toBeVisible();
  const restored = second.page.getByRole('separator', { name: 'Divider between the two tabs' });
  await expect.poll(async () => Math.abs((await placeOf(restored)) - moved)).toBeLessThan(4);
  await expect(second.status).toHaveText('');
  await second.page.keyboard.press('ControlOrMeta+\\');
  await expect(second.page.getByRole('tabpanel')).toHaveCount(1);
  await second.expectTitles(['Lua', 'JavaScript', 'SQLite']);

  // Closing one of two leaves the window to the other; what comes back can be edited and run.
  await second.page.keyboard.press('ControlOrMeta+\\');
  await second.page.keyboard.press('Alt+W');
  await expect(new ShownTab(second.page, 'SQLite').panel).toHaveAttribute('data-active', 'true');
  await expect(second.page.getByRole('tabpanel')).toHaveCount(1);
  await second.page.getByRole('button', { name: 'Undo' }).click();
  await again.type('console.log("typed after it came back");');
  await again.run();
  await expect(again.output).toContainText('typed after it came back');
});

test('an editor that comes after a language with features of its own breaks over none of them', {
  tag: '@one-door',
}, async ({ open }) => {
  const playground = await open();
  const { page } = playground;
  await playground.newTab('Lua');
  await playground.newTab('TypeScript');
  await playground.type("const answer: number = 'none';");
  // Its own features say so.
  await expect(page.getByRole('button', { name: /^\d+ problems?$/ })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('ControlOrMeta+\\');
  const lua = new ShownTab(page, 'Lua');
  await lua.type('print("beside")');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(lua.output).toContainText('exited with 0', { timeout: 20_000 });
});

test('an output is pinned, compared and looked at again, and its code is brought back', { tag: '@one-door' }, async ({
  open,
}) => {
  test.slow();
  const first = await open();
  await first.newTab('Lua');
  const lua = new ShownTab(first.page, 'Lua');
  const { page } = first;
  await page.keyboard.press('Alt+D');
  await expect(lua.comparison).toContainText('There is nothing to compare with yet.');
  await page.keyboard.press('Escape');
  await expect(lua.comparison).toBeHidden();

  const program = (last: string) =>
    `for i = 1, 40 do print("row " .. i, i * i) end\nio.stderr:write("a warning\\n")\nprint("the result is ${last}")`;
  await lua.type(program('one'));
  await lua.run();
  await page.keyboard.press('Alt+P');
  await expect(lua.head).toContainText('Pinned');
  await lua.type(program('two'));
  await lua.run();
  await expect(lua.pinned).toContainText('row 1');
  await expect(lua.output).toContainText('the result is two');

  // With the pinned one, line by line.
  await page.keyboard.press('Alt+D');
  await expect(lua.comparison).toContainText('1 line more, 1 line gone');
  await expect(lua.head).toContainText(/^Pinned, .* compared with this run/);
  await expect(lua.comparison.locator('.modified .view-line', { hasText: 'two' })).toBeVisible();
  await expect(lua.comparison.locator('.original .view-line', { hasText: 'one' })).toBeVisible();
  await expectNoSeriousProblems(page);
  await page.keyboard.press('Alt+D');
  await expect(lua.output).toContainText('the result is two');
  await lua.run();
  await page.keyboard.press('Alt+P');
  await expect(lua.pinned).toHaveCount(0);
  await page.keyboard.press('Alt+D');
  await expect(lua.comparison).toContainText('The outputs are equal.');
  await expect(lua.comparison).toContainText('42 lines, to the letter.');
  await page.keyboard.press('Escape');

  // 100,000 lines: the first and the last of them are compared, and that is said.
  await lua.type('for i = 1, 100000 do print("line " .. i, os.time()) end\nprint(os.clock())');
  await lua.run();
  await page.keyboard.press('Alt+D');
  await expect(lua.comparison).toContainText('only these are compared');
  await expect(lua.comparison).toContainText(/lines more/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+P');
  await expect(lua.head).toContainText('Pinned');
  await first.quit();

  // All of it is there after a restart, and nothing has run.
  const second = await open();
  const back = new ShownTab(second.page, 'Lua');
  await expect(back.pinned).toContainText('line 1');
  await expect(second.status).toHaveText('');
  const runs = await back.listRuns();
  await expect(runs).toHaveCount(4);
  await expect(runs.first()).toContainText('100,001 lines');
  await runs.last().click();
  await expect(back.head.last()).toContainText('Earlier run');
  const earlier = back.panel.getByRole('log', { name: 'Earlier runs' });
  await expect(earlier).toContainText('row 1');
  await earlier.press('End');
  await expect(earlier).toContainText('the result is one');
  await expect(back.panel.locator('[data-source="stderr"]').last()).toHaveText('a warning');
  const copied = await second.catchClipboard();
  await back.button('Copy all output').click();
  await expect.poll(copied).toContain('the result is one\n');
  await expectNoSeriousProblems(second.page);
  await back.button('Bring back this code').click();
  await expect(back.editor).toContainText('the result is one');
  await second.page.getByRole('button', { name: 'Undo' }).click();
  await expect(back.editor).toContainText('os.clock');
});
