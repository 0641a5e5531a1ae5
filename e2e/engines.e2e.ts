/** Docker and the embedded engine as a person meets them, on both doors. */
import { BrowserDoor } from './doors/browser-door';
import { DesktopDoor } from './doors/desktop-door';
import { test as base, expect } from './fixtures';
import { FIRST_TAB, PlaygroundPage } from './pages/playground-page';
import { expectNoSeriousProblems } from './pages/serious-problems';

/** Python makes its snapshot then: seconds, and more where the machine is busy. */
const FIRST_USE_TIMEOUT_MS = 60_000;
const NO_DOCKER = { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' };
const THREADS = 'import threading\nprint("before")\nthreading.Thread(target=print).start()\n';

const test = base.extend<{ playground: PlaygroundPage }>({
  playground: async ({ page }, use) => {
    const playground = new PlaygroundPage(page);
    await playground.waitUntilReady();
    await use(playground);
  },
});

test.describe('without Docker', () => {
  test.use({ environment: NO_DOCKER });

  test('the first tab runs at once, and no alarm is raised', async ({ playground }) => {
    test.setTimeout(2 * FIRST_USE_TIMEOUT_MS);
    await playground.expectTitles([FIRST_TAB]);
    await expect(playground.engine).toHaveAccessibleName('Engine: Embedded engine, automatic');
    await playground.run();
    await expect(playground.status).toHaveText(/^exited with 0/, { timeout: FIRST_USE_TIMEOUT_MS });
    await playground.expectOutput(/hello/i);
    await expect(playground.output.locator('[data-system="outcome"]')).toContainText('embedded engine');
    await expect(playground.engineBanner).toBeHidden();
    await expectNoSeriousProblems(playground.page);
  });

  test('a program that waits for input says so until it gets it', { tag: '@one-door' }, async ({ playground }) => {
    await playground.newTab('Lua');
    await playground.type('io.write("Name? ")\nprint("Hello " .. io.read())\n');
    await playground.run();
    await expect(playground.status).toHaveText('waiting for input');
    await expect(playground.stdin).toHaveAttribute('placeholder', /waiting for input/);
    await expectNoSeriousProblems(playground.page);
    await playground.page.keyboard.press('ControlOrMeta+I');
    await expect(playground.stdin).toBeFocused();
    await playground.sendStdin('Ada');
    await expect(playground.status).toHaveText(/^exited with 0/);
    await expect(playground.output).toContainText('Hello Ada');
    await expect(playground.stdin).not.toHaveAttribute('placeholder', /waiting/);
  });

  test('what the engine cannot give is said in one line, apart from what was printed', { tag: '@one-door' }, async ({
    playground,
  }) => {
    test.setTimeout(2 * FIRST_USE_TIMEOUT_MS);
    await playground.type(THREADS);
    await playground.run();
    await expect(playground.status).toHaveText(/^exited with 1/, { timeout: FIRST_USE_TIMEOUT_MS });
    const note = playground.output.locator('[data-system="unsupported"]');
    await expect(note).toContainText('cannot start threads');
    await expect(note.getByRole('button')).toHaveCount(0);
    expect(await playground.outputText()).not.toContain('embedded');
    await expectNoSeriousProblems(playground.page);
  });

  test('the picker says what needs Docker, and lets it be chosen', { tag: '@one-door' }, async ({ playground }) => {
    await playground.page.getByRole('button', { name: 'New tab' }).click();
    const dialog = playground.page.getByRole('dialog', { name: 'New tab' });
    await expect(dialog.getByRole('option', { name: 'Lua' })).toContainText('ready');
    await expect(dialog.getByRole('option', { name: 'Haskell' })).toContainText('needs Docker');
    await dialog.getByRole('option', { name: 'Haskell' }).click();
    await expect(playground.tab('Haskell')).toHaveAttribute('aria-selected', 'true');
    await expect(playground.engine).toHaveAccessibleName('Engine: Needs Docker, automatic');
  });

  test('the languages are listed with what they can run with', { tag: '@one-door' }, async ({ playground }) => {
    const dialog = await playground.openLanguages();
    await expect(dialog).toContainText('No Docker daemon is at');
    const row = (name: string) =>
      dialog.getByRole('row').filter({ has: playground.page.getByText(name, { exact: true }) });
    await expect(row('Lua').getByRole('cell')).toContainText(['Embedded', 'needs Docker', '', 'Lua 5.4']);
    await expect(row('Bash').getByRole('cell')).toContainText(['needs Docker', 'needs Docker', '', 'not available']);
    await expectNoSeriousProblems(playground.page);
  });

  test('the engine is chosen with the keyboard too', { tag: '@one-door' }, async ({ playground }) => {
    const { page } = playground;
    await playground.newTab('Lua');
    await playground.engine.focus();
    await page.keyboard.press('Enter');
    const ofTab = page.getByRole('group', { name: 'Engine of this tab' });
    await expect(ofTab.getByRole('menuitemradio', { name: /^Same as all tabs/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(playground.engine).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(ofTab.getByRole('menuitemradio', { name: 'Embedded engine' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(playground.engine).toHaveAccessibleName('Engine: Embedded engine, this tab');
    await playground.run();
    await expect(playground.status).toHaveText(/^exited with 0/);
  });

  test('a tab that asks for Docker has a way out', { tag: '@one-door' }, async ({ playground }) => {
    await playground.newTab('Lua');
    await playground.chooseEngine('this tab', 'Docker');
    await expect(playground.engineBanner).toContainText('This tab asks for Docker.');
    await playground.runToEnd('print("ran")', 'did not run');
    await playground.output.getByRole('button', { name: 'Run in the embedded engine' }).click();
    await expect(playground.status).toHaveText(/^exited with 0/);
    await expect(playground.engine).toHaveAccessibleName('Engine: Embedded engine, this tab');
    await expect(playground.engineBanner).toBeHidden();
  });
});

test.describe('a runtime that is not here', () => {
  test.use({ environment: { ...NO_DOCKER, RUNYARD_NPM_REGISTRY: 'http://127.0.0.1:9' } });

  test('is offered before and after a run, and a failure to get it explains itself', { tag: '@one-door' }, async ({
    playground,
  }) => {
    await playground.newTab('C');
    const install = playground.output.getByRole('button', { name: /^Install \d+ MB$/ });
    await expect(install).toBeVisible();
    await playground.run();
    await expect(playground.status).toHaveText('needs its runtime');
    await expectNoSeriousProblems(playground.page);
    await install.click();
    await expect(playground.output).toContainText('could not be installed');
    await expect(playground.output.getByRole('button', { name: /^Try again: install/ })).toBeVisible();
  });
});

test.describe('with Docker', () => {
  test('the engine is chosen for one tab and for all, and the choice outlives a restart', { tag: '@one-door' }, async ({
    doorKind,
    dataDir,
  }) => {
    const Door = doorKind === 'desktop' ? DesktopDoor : BrowserDoor;
    {
      await using door = await Door.launch({ dataDir });
      const playground = new PlaygroundPage(door.page);
      await playground.waitUntilReady();
      await playground.newTab('Lua');
      await expect(playground.engine).toHaveAccessibleName(/^Engine: Docker \d+.*, automatic$/);
      await playground.runToEnd('print(_VERSION)', /^exited with 0/);
      await expect(playground.output.locator('[data-system="outcome"]')).not.toContainText('embedded');

      await playground.chooseEngine('all tabs', 'Embedded engine');
      await expect(playground.engine).toHaveAccessibleName('Engine: Embedded engine');
      await playground.run();
      await expect(playground.output.locator('[data-system="outcome"]')).toContainText('embedded engine');
      await playground.newTab('JavaScript');
      await playground.chooseEngine('this tab', 'Docker');
      await expect(playground.engine).toHaveAccessibleName(/^Engine: Docker \d+.*, this tab$/);
      await door.quit();
    }
    await using door = await Door.launch({ dataDir });
    const playground = new PlaygroundPage(door.page);
    await playground.waitUntilReady();
    await expect(playground.engine).toHaveAccessibleName(/^Engine: Docker \d+.*, this tab$/);
    await playground.tab('Lua').click();
    await expect(playground.engine).toHaveAccessibleName('Engine: Embedded engine');
    await playground.engine.click();
    await expect(
      playground.page
        .getByRole('group', { name: 'Engine of all tabs' })
        .getByRole('menuitemradio', { name: 'Embedded engine' }),
    ).toBeChecked();
    await expectNoSeriousProblems(playground.page);
  });

  test('a program that needs more than the embedded engine has is run in Docker with one click', {
    tag: '@one-door',
  }, async ({ playground }) => {
    test.setTimeout(2 * FIRST_USE_TIMEOUT_MS);
    await playground.chooseEngine('this tab', 'Embedded engine');
    await playground.type(THREADS);
    await playground.run();
    await expect(playground.status).toHaveText(/^exited with 1/, { timeout: FIRST_USE_TIMEOUT_MS });
    await playground.output.getByRole('button', { name: 'Run in Docker' }).click();
    await expect(playground.status).toHaveText(/^exited with 0/);
    await expect(playground.engine).toHaveAccessibleName(/^Engine: Docker \d+.*, this tab$/);
  });

  test('a language that the embedded engine has not says so', { tag: '@one-door' }, async ({ playground }) => {
    await playground.newTab('Bash');
    await playground.chooseEngine('this tab', 'Embedded engine');
    await expect(playground.engine).toHaveAccessibleName('Engine: Not in the embedded engine, this tab');
    await playground.runToEnd('echo hello', 'did not run');
    await expect(playground.output).toContainText('The embedded engine has no Bash.');
    await playground.output.getByRole('button', { name: 'Run in Docker' }).click();
    await expect(playground.status).toHaveText(/^exited with 0/);
  });
});
