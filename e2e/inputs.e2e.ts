/** What starts a run and what it is given: a save, a pause in typing, a selection, once more; environment and input. */
import { BrowserDoor } from './doors/browser-door';
import { DesktopDoor } from './doors/desktop-door';
import { test as base, expect } from './fixtures';
import { InputsPage } from './pages/inputs-page';
import { expectNoSeriousProblems } from './pages/serious-problems';

/** Nothing here needs Docker: Lua runs in the embedded engine, and at once. */
const environment = { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' };

const test = base.extend<{ open: () => Promise<InputsPage & { quit(): Promise<void> }> }>({
  open: async ({ doorKind, dataDir }, use) => {
    const doors: Array<DesktopDoor | BrowserDoor> = [];
    await use(async () => {
      const door = await (doorKind === 'desktop' ? DesktopDoor : BrowserDoor).launch({ dataDir, environment });
      doors.push(door);
      const inputs = new InputsPage(door.page);
      await inputs.playground.waitUntilReady();
      return Object.assign(inputs, { quit: () => door.quit() });
    });
    for (const door of doors) await door[Symbol.asyncDispose]();
  },
});

test('a tab runs while it is typed in, or when it is saved, and never by itself', { tag: '@one-door' }, async ({
  open,
}) => {
  const first = await open();
  const { playground } = first;
  await playground.newTab('Lua');
  await first.chooseTrigger('While typing');
  await expect(first.ways).toHaveAccessibleName('Ways to run; this tab runs while typing');
  await playground.type('print("while typing")\nio.read()\n');
  await expect(playground.output).toContainText('while typing');
  await expect(playground.status).toHaveText('waiting for input');
  // The run that waits is stopped for the next.
  await playground.type('print("the next")\n');
  await expect(playground.output).toContainText('the next');
  await expect(playground.status).toHaveText(/^exited with 0/);
  await playground.expectOutput('the next');

  await first.chooseTrigger('On save');
  await playground.type('print("saved")\n');
  await playground.expectOutput('the next');
  await playground.page.keyboard.press('ControlOrMeta+S');
  await expect(playground.output).toContainText('saved');
  await playground.expectOutput('saved');
  await first.quit();

  const second = await open();
  await expect(second.ways).toHaveAccessibleName('Ways to run; this tab runs on save');
  await expect(second.playground.editor).toContainText('print("saved")');
  await expect(second.playground.status).toHaveText('');
  await second.playground.page.keyboard.press('ControlOrMeta+S');
  await expect(second.playground.output).toContainText('saved');
});

test('runs get the environment, arguments that are remembered and a saved input', { tag: '@one-door' }, async ({
  open,
}) => {
  const first = await open();
  const { playground } = first;
  const { page } = playground;
  await playground.newTab('Lua');
  await first.openEnvironment();
  await first.variable('Name', 1).fill('1BAD');
  await expect(page.getByText('do not begin it with a digit')).toBeVisible();
  await first.paste(first.variable('Name', 1), 'export MODE="de bug"\n# none\nLEVEL=3\n');
  await expect(first.variable('Value', 3)).toHaveValue('3');
  await page.getByRole('button', { name: 'Remove 1BAD' }).click();
  await expect(first.variable('Value', 1)).toHaveValue('de bug');
  await page.getByRole('button', { name: 'Remove LEVEL' }).click();
  await expect(page.getByText('Removed LEVEL')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: '2 environment variables' })).toBeVisible();

  await playground.args.fill('--one');
  const given = 'print(table.concat({ os.getenv("MODE"), os.getenv("LEVEL"), ... }, " "))';
  await playground.type(`${given}\nfor line in io.lines() do print("got " .. line) end\n`);
  await page.getByRole('button', { name: 'Show input for each run' }).click();
  await expect(first.inputText).toBeFocused();
  await page.keyboard.insertText('Ada\nBob');
  await expect(first.choice).toHaveText('Input 1');
  await playground.run();
  await expect(playground.status).toHaveText(/^exited with 0/);
  await playground.expectOutput('de bug 3 --one\ngot Ada\ngot Bob');
  await expect(first.origin).toHaveText('Input from “Input 1”.');

  await page.getByRole('button', { name: 'Rename input' }).click();
  await page.keyboard.insertText('Names');
  await page.keyboard.press('Enter');
  await expect(first.choice).toHaveText('Names');
  await page.getByRole('button', { name: 'Delete input' }).click();
  await expect(first.inputText).toHaveValue('');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(first.inputText).toHaveValue('Ada\nBob');
  await page.getByRole('button', { name: 'New input' }).click();
  await expect(first.choice).toHaveText('Input 1');
  await page.keyboard.insertText('Cleo');
  await playground.args.fill('--two');
  await playground.run();
  await expect(playground.output).toContainText('got Cleo');
  await first.quit();

  const second = await open();
  await expect(second.inputText).toHaveValue('Cleo');
  await second.choice.click();
  await second.playground.page.getByRole('menuitemradio', { name: 'Names' }).click();
  await second.playground.args.click();
  await second.playground.page.keyboard.press('ArrowUp');
  await expect(second.playground.args).toHaveValue('--one');
  await second.playground.run();
  await expect(second.playground.status).toHaveText(/^exited with 0/);
  await second.playground.expectOutput('de bug 3 --one\ngot Ada\ngot Bob');
});

test('a selection runs alone, and what ran last runs again as it was', { tag: '@one-door' }, async ({ open }) => {
  const inputs = await open();
  const { playground, origin } = inputs;
  const { page } = playground;
  await playground.newTab('Lua');
  await inputs.ways.click();
  await expect(page.getByRole('menuitem', { name: /^Run again as before has not run yet/ })).toBeDisabled();
  await page.keyboard.press('Escape');

  await playground.type('print("one")\nif true then\n  print(nothing.name)\nend\n');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+Enter');
  await expect(playground.status).toHaveText(/^exited with 1/);
  await expect(playground.output).toContainText('attempt to index a nil value');
  expect(await playground.outputText()).not.toMatch(/^one/);
  await expect(origin).toHaveText('Only line 3 of main.lua ran.');
  // The error is marked where the line stands in the whole file.
  const placeOf = (selector: string) => playground.editor.locator(selector).first().boundingBox();
  await expect(async () =>
    expect((await placeOf('.squiggly-error'))?.y).toBe((await placeOf('.view-line:has-text("nothing.name")'))?.y),
  ).toPass({ timeout: 10_000 });
  await playground.editor.locator('.view-line', { hasText: 'one' }).click({ button: 'right' });
  const item = page.getByRole('menuitem', { name: 'Run selection or line' });
  // The editor's menu takes no click in its first moment.
  await expect(async () => {
    await item.click({ timeout: 1000 });
    await expect(item).toBeHidden({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await expect(origin).toHaveText('Only line 1 of main.lua ran.');
  await playground.expectOutput('one');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Alt+Enter');
  await expect(playground.output).toContainText('There is nothing to run: the file is empty.');

  await playground.type('print("as it was: " .. io.read())\n');
  await playground.run();
  await expect(playground.status).toHaveText('waiting for input');
  await playground.sendStdin('Ada');
  await expect(playground.status).toHaveText(/^exited with 0/);
  await playground.type('print("edited")\n');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(origin).toContainText('Run again as before');
  await expect(playground.status).toHaveText(/^exited with 0/);
  await playground.expectOutput('as it was: Ada');
  await expect(origin).toContainText('Input from the lines that were sent');

  await page.getByRole('button', { name: 'Show input for each run' }).click();
  await expect(inputs.inputText).toBeFocused();
  await page.keyboard.insertText('Ada');
  await inputs.openEnvironment();
  await expectNoSeriousProblems(page);
});
