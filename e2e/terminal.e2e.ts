/** A program in a terminal: a REPL that is typed into, resized, interrupted, left and found again. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { BrowserDoor } from './doors/browser-door';
import { DesktopDoor } from './doors/desktop-door';
import { expect, test } from './fixtures';
import { PlaygroundPage } from './pages/playground-page';
import { TerminalPage } from './pages/terminal-page';

/** Tries what a program may do to a terminal, and says how large it is when it is asked. */
const REPL = `import code, os, readline, sys, time
sys.stdout.write("\\x1b]0;stolen title\\x07\\x1b]52;c;c3RvbGVu\\x07\\x1b]8;;https://example.com\\x07a link\\x1b]8;;\\x07\\n")
def size():
    return "size %dx%d." % os.get_terminal_size()
code.interact(banner="ready", exitmsg="", local=globals())
`;

test('a REPL in a terminal, as a person uses it', async ({ doorKind, dataDir }, testInfo) => {
  const Door = doorKind === 'desktop' ? DesktopDoor : BrowserDoor;
  await using first = await Door.launch({ dataDir });
  const { page } = first;
  const playground = new PlaygroundPage(page);
  const terminal = new TerminalPage(page);
  await playground.waitUntilReady();
  await expect(playground.engine).toContainText('Docker', { timeout: 20_000 });
  const copied = await playground.catchClipboard();
  const title = await page.title();

  await playground.type(REPL);
  await terminal.toggle.click();
  await expect(terminal.toggle).toHaveAttribute('aria-pressed', 'true');
  await expect(terminal.frame).toContainText('runs this');
  await expect(playground.stdin).toBeHidden();
  await playground.editor.click();
  await playground.run();
  await terminal.see('>>>');
  expect(await terminal.hasFocus()).toBe(false);

  await test.step('keys go to the program, and those of the window stay with the window', async () => {
    await page.keyboard.press('ControlOrMeta+O');
    await expect.poll(() => terminal.hasFocus()).toBe(true);
    await expect(terminal.cursor).toBeVisible();
    await page.keyboard.insertText('6 * 8 wrong');
    // In a terminal this takes a word back; it closes a tab elsewhere.
    await page.keyboard.press('Control+W');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await terminal.type('7');
    await terminal.see('42');
    await expect(playground.tabs).toHaveCount(1);
    await page.keyboard.press('F6');
    await expect.poll(() => terminal.hasFocus()).toBe(false);
    await page.keyboard.press('ControlOrMeta+O');
    await expect.poll(() => terminal.hasFocus()).toBe(true);
  });

  await test.step('the program has the size of the pane, and learns each other one', async () => {
    await terminal.type('size()');
    await terminal.see(/size \d+x\d+\./);
    const [before] = /size \d+x\d+\./.exec((await terminal.screen.textContent()) ?? '') ?? [];
    await page.keyboard.press('ControlOrMeta+Shift+L');
    const read = async () => {
      await terminal.type('size()');
      return [...((await terminal.screen.textContent()) ?? '').matchAll(/size \d+x\d+\./g)].at(-1)?.[0];
    };
    await expect.poll(read).not.toBe(before);
    await page.keyboard.press('ControlOrMeta+Shift+L');
    await expect.poll(read).toBe(before);
    const settings = join(dataDir, 'settings.json');
    await writeFile(settings, '{ "editor": { "fontSize": 20 } }');
    await expect.poll(read).not.toBe(before);
    await writeFile(settings, '{}');
    await expect.poll(read).toBe(before);
  });

  await test.step('Ctrl+C ends what the REPL does', async () => {
    await terminal.type('print("sleep" + "ing"); time.sleep(600)');
    await terminal.see('sleeping');
    await page.keyboard.press('Control+C');
    await terminal.see('KeyboardInterrupt');
    await terminal.type('print("al" + "ive ü")');
    await terminal.see('alive ü');
  });

  await test.step('another tab in between changes nothing', async () => {
    await playground.newTab('Lua');
    await expect(terminal.frame).toBeHidden();
    await page.keyboard.press('Alt+1');
    await terminal.see('alive ü');
    await page.keyboard.press('ControlOrMeta+O');
    await terminal.type('print("\\x1b[31mstill " + "there\\x1b[0m")');
    await terminal.see('still there');
  });

  await test.step('the terminal is accessible, and what was printed is copied', async () => {
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await page.screenshot({ path: testInfo.outputPath(`terminal-${theme}.png`) });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).exclude('.monaco-editor').analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    }
    await page.keyboard.press('ControlOrMeta+Shift+C');
    await expect.poll(copied).toContain("'size ");
    expect(await copied()).toContain('a link');
    expect(await page.title()).toBe(title);
  });

  await terminal.type('exit(3)');
  await expect(playground.status).toHaveText(/exited with 3/, { timeout: 20_000 });
  await expect(terminal.cursor).toBeHidden();
  await page.screenshot({ path: testInfo.outputPath('terminal-end.png') });

  await test.step('the session is among the earlier runs, and compared with the next', async () => {
    await playground.editor.click();
    await playground.run();
    // That of the former run is gone.
    await expect(terminal.screen).not.toContainText('alive');
    await terminal.see('>>>');
    await page.keyboard.press('ControlOrMeta+O');
    await expect.poll(() => terminal.hasFocus()).toBe(true);
    await terminal.type('print("al" + "ive ü")');
    await terminal.see('alive ü');
    await terminal.type('exit(4)');
    await expect(playground.status).toHaveText(/exited with 4/, { timeout: 20_000 });
    await page.keyboard.press('ControlOrMeta+Shift+P');
    await page.keyboard.insertText('as Markdown');
    await page.keyboard.press('Enter');
    await expect.poll(copied).toMatch(/```\n.*alive ü.*exited with 4/s);
    await page.getByRole('button', { name: 'Earlier runs' }).click();
    const runs = page.getByRole('menuitem').filter({ hasText: /exited with/ });
    await expect(runs).toHaveText([/exited with 4/, /exited with 3/]);
    await runs.last().click();
    const former = page.getByRole('log', { name: 'Earlier runs' });
    // What is below is not drawn.
    await former.press('End');
    await expect(former.getByText('still there', { exact: true })).toHaveCSS('color', /^rgb\((255|179), \d+, \d+\)$/);
    await page.getByRole('button', { name: 'Back to the newest output' }).click();
    await terminal.see('alive ü');
    await page.keyboard.press('Alt+D');
    const comparison = page.getByRole('region', { name: 'Comparison' });
    await expect(comparison.getByRole('status')).toContainText(/lines? gone/);
    await page.keyboard.press('Alt+D');
    await page.keyboard.press('Alt+P');
    await expect(page.getByRole('button', { name: 'Unpin' }).first()).toBeVisible();
    await terminal.see('alive ü');
    await page.screenshot({ path: testInfo.outputPath('terminal-pinned.png') });
    await page.keyboard.press('Alt+P');
  });
  await first.quit();

  await using second = await Door.launch({ dataDir });
  const again = new TerminalPage(second.page);
  await new PlaygroundPage(second.page).waitUntilReady();
  await expect(again.toggle).toHaveAttribute('aria-pressed', 'true');
  await expect(again.frame).toContainText('runs this');
  await expect(again.screen).not.toContainText('ready');
  await expect(second.page.getByRole('button', { name: 'Stop', exact: true })).toBeDisabled();
});
