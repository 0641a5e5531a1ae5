/** The window for everyone: by keyboard, by ear, in each theme, and in another language. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { de } from '../renderer/words/de';
import { en } from '../renderer/words/en';
import type { Words } from '../renderer/words/words';
import type { DesktopDoor } from './doors/desktop-door';
import { test as base, expect } from './fixtures';
import { FIRST_TAB, PlaygroundPage } from './pages/playground-page';
import { expectNoSeriousProblems } from './pages/serious-problems';

/** Nothing here needs Docker: Python runs in the embedded engine. */
const test = base.extend<{ playground: PlaygroundPage }>({
  environment: { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' },
  playground: async ({ page }, use) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const playground = new PlaygroundPage(page);
    await playground.waitUntilReady();
    await use(playground);
  },
});

const germanTest = base.extend({
  environment: { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' },
  dataDir: async ({ dataDir }, use) => {
    await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ language: 'de' }));
    await use(dataDir);
  },
});

/** The commands that open a dialog. */
const dialogCommands = [
  'showLanguages',
  'showHistory',
  'openLink',
  'showKeys',
  'showDoctor',
  'showSettings',
  'changeKeys',
  'editSettingsText',
  'showLibrary',
  'saveTemplate',
] as const satisfies ReadonlyArray<keyof typeof en.commands>;

async function openPalette(page: Page, words: Words): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+Shift+P');
  const palette = page.getByRole('dialog', { name: words.commands.showPalette, exact: true });
  await expect(palette).toBeVisible();
  return palette;
}

async function openDialog(page: Page, words: Words, id: (typeof dialogCommands)[number]): Promise<void> {
  const palette = await openPalette(page, words);
  await palette.getByRole('combobox').fill(words.commands[id]);
  await palette.getByText(words.commands[id], { exact: true }).first().click();
  await expect(palette).toBeHidden();
  await expect(page.getByRole('dialog')).toBeVisible();
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('axe finds nothing serious in any view or dialog, in each theme', { tag: '@one-door' }, async ({
  playground,
  page,
}) => {
  test.setTimeout(120_000);
  await playground.runToEnd('import sys\nprint("out")\nprint("err", file=sys.stderr)\n1 / 0', /^exited with 1/);
  await playground.args.fill('"open');
  await page.keyboard.press('ControlOrMeta+B');
  await playground.output.focus();
  await page.keyboard.press('ControlOrMeta+F');
  await page.getByRole('textbox', { name: 'Find in output' }).fill('out');
  await expectNoSeriousProblems(page);
  await page.keyboard.press('Escape');

  for (const id of dialogCommands) {
    await test.step(id, async () => {
      await openDialog(page, en, id);
      await expectNoSeriousProblems(page);
      await closeDialog(page);
    });
  }
  await openPalette(page, en);
  await expectNoSeriousProblems(page);
  await closeDialog(page);
  await page.keyboard.press('Alt+T');
  await page.getByRole('combobox').fill('no such language');
  await expect(page.getByText('No language matches.')).toBeVisible();
  await expectNoSeriousProblems(page);
  await page.getByRole('combobox').fill('');
  await expectNoSeriousProblems(page);
  await page.keyboard.press('Escape');

  for (const menu of [playground.engine, page.getByRole('button', { name: 'Menu', exact: true })]) {
    await menu.click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectNoSeriousProblems(page);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Alt+W');
  await expect(page.getByRole('heading', { name: 'No tab is open' })).toBeVisible();
  await expectNoSeriousProblems(page);
});

test('the keyboard reaches everything, and comes back from where it was', { tag: '@one-door' }, async ({
  playground,
  page,
}) => {
  const focused = page.locator(':focus');
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await expect(playground.stdin).toBeFocused();
  await page.keyboard.press('F6');
  await expect(playground.tab(FIRST_TAB)).toBeFocused();

  const reached: string[] = [];
  const editor = page.getByRole('textbox', { name: 'Code' });
  for (let count = 0; count < 30; count++) {
    const place = await focused.evaluate((element) => ({
      name: element.getAttribute('aria-label') ?? element.textContent ?? '',
      outline: getComputedStyle(element).outlineStyle,
      height: element.getBoundingClientRect().height,
    }));
    if (await editor.evaluate((element) => element.contains(document.activeElement))) break;
    expect(place.outline, `${place.name} shows that it has the focus`).not.toBe('none');
    expect(place.height, `${place.name} is large enough`).toBeGreaterThanOrEqual(24);
    reached.push(place.name);
    await page.keyboard.press('Tab');
  }
  expect(reached).toEqual(
    expect.arrayContaining([
      FIRST_TAB,
      'New tab',
      'Put output below',
      'Menu',
      'Show files of this tab',
      'Arguments',
      'Run',
    ]),
  );
  expect(reached.indexOf('New tab')).toBeLessThan(reached.indexOf('Arguments'));

  await test.step('a dialog gives the focus back', async () => {
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(editor).toBeFocused();
    await page.getByRole('button', { name: 'Menu', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Docker doctor' })).toBeVisible();
    await page.getByRole('button', { name: 'Close', exact: true }).last().press('Enter');
    await expect(page.getByRole('button', { name: 'Menu', exact: true })).toBeFocused();
    await page.keyboard.press('Alt+T');
    await page.getByRole('combobox').fill('Lua');
    await page.keyboard.press('Enter');
    await expect(playground.tab('Lua')).toHaveAttribute('aria-selected', 'true');
    await expect(editor).toBeFocused();
  });

  await test.step('what was taken away is one key from coming back', async () => {
    await page.keyboard.press('Alt+W');
    await expect(playground.tabs).toHaveCount(1);
    await page.getByRole('tab').focus();
    await page.keyboard.press('Shift+F6');
    await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(playground.tabs).toHaveCount(2);
    await expect(editor).toBeFocused();
    await page.keyboard.press('Alt+W');
  });

  await test.step('a screen reader is told what happens', async () => {
    const said = page.locator('.visually-hidden[aria-live="polite"]');
    await playground.type('name = input("Name? ")\nprint("Hello", name)');
    await playground.run();
    await expect(said).toHaveText(`${FIRST_TAB}: waiting for input`, { timeout: 30_000 });
    await page.keyboard.press('ControlOrMeta+I');
    await page.keyboard.type('Ada');
    await page.keyboard.press('Enter');
    await expect(said).toHaveText(new RegExp(`^${FIRST_TAB}: exited with 0 after`));
    await expect(playground.output).toHaveAttribute('aria-live', 'off');
    await expect(playground.tab(FIRST_TAB)).toHaveAccessibleName(new RegExp(`^${FIRST_TAB}, exited with 0 after`));
  });
});

germanTest('speaks German, and nothing is cut off', { tag: '@one-door' }, async ({ desktopApp }) => {
  const { page } = desktopApp;
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByRole('region', { name: 'Editor' }).locator('.view-line').first().waitFor();
  await page.getByRole('button', { name: 'Ausführen', exact: true }).click();
  await expect(page.getByTestId('status-outcome')).toHaveText(/^beendet mit 0 nach \d+(,\d)? m?s$/, {
    timeout: 30_000,
  });
  await expectNothingCut(page);
  for (const id of dialogCommands) {
    await openDialog(page, de, id);
    await expectNothingCut(page);
    await closeDialog(page);
  }

  await germanTest.step('in a small window too, and what was printed is at its end when that grows again', async () => {
    await setSize(desktopApp, { width: 700, height: 600 });
    for (const id of dialogCommands) {
      await openDialog(page, de, id);
      await expectNothingCut(page);
      await closeDialog(page);
    }
    await setSize(desktopApp, { width: 700, height: 320 });
    await expectNothingCut(page);
    await setSize(desktopApp, { width: 1280, height: 800 });
    await expect(page.getByRole('log')).toHaveAttribute('data-following', 'true');
    await expect(page.getByRole('button', { name: de.output.jumpToEnd })).toHaveCount(0);
  });

  await germanTest.step("so does the editor's own menu from the second start on", async () => {
    await page.reload();
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await page.locator('.monaco-editor').first().click({ button: 'right' });
    const copy = page.getByRole('menuitem', { name: 'Kopieren' });
    await expect(copy).toBeVisible();
    await expect(page.locator('.monaco-scrollable-element', { has: copy })).toHaveCSS(
      'background-color',
      'rgb(255, 255, 255)',
    );
    await expect(page.locator('.monaco-menu')).toHaveCSS('border-top-width', '1px');
  });
});

/** Of the page, in pixels. */
async function setSize({ electron, page }: DesktopDoor, size: { width: number; height: number }): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  await expect.poll(() => page.evaluate(() => ({ width: innerWidth, height: innerHeight }))).toEqual(size);
}

/** Every button and cell shows all of its words, inside of what it is in. */
async function expectNothingCut(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(listCut)).toEqual([]);
}

function listCut(): Array<string | null> {
  return [...document.querySelectorAll<HTMLElement>('button, th, td, h2, dt, [role="menuitem"]')]
    .filter((element) => element.checkVisibility() && !element.closest('.monaco-editor, .visually-hidden'))
    .filter((element) => {
      const isCut = element.scrollWidth > element.clientWidth + 1;
      // What scrolls aside is out of sight, not cut.
      if (element.closest('.languages-scroll')) return isCut;
      const box = element.getBoundingClientRect();
      const around = (element.closest('.pane, .engine-card, .modal, .window') ?? document.body).getBoundingClientRect();
      return isCut || box.right > around.right + 1 || box.left < around.left - 1;
    })
    .map((element) => element.textContent || element.getAttribute('aria-label'));
}
