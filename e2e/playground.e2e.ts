/** The playground as a person uses it, over real containers, on both doors. */
import { BrowserDoor } from './doors/browser-door';
import { DesktopDoor } from './doors/desktop-door';
import { test as base, expect } from './fixtures';
import { PlaygroundPage } from './pages/playground-page';

const test = base.extend<{ playground: PlaygroundPage }>({
  playground: async ({ page }, use) => {
    const playground = new PlaygroundPage(page);
    await playground.waitUntilReady();
    await use(playground);
  },
});

test.describe('a run', () => {
  test('of the first tab says hello, how it ended and what it cost', async ({ playground }) => {
    await playground.run();
    await expect(playground.status).toHaveText(/^exited with 0 after [\d.]+ m?s$/);
    await playground.expectOutput(/hello/i);
    await expect(playground.page.getByText(/^first output/)).toBeVisible();
    await expect(playground.page.getByText(/^peak memory/)).toBeVisible();
  });

  test('streams what is printed while it runs, takes lines, and ends with its input', async ({ playground }) => {
    await playground.newTab('Bash');
    await playground.type('echo ready\nwhile read -r line; do echo "got $line"; done\necho over\n');
    await playground.run();
    await expect(playground.output).toContainText('ready');
    await expect(playground.status).toHaveText('running');
    await playground.sendStdin('one line');
    await expect(playground.output).toContainText('got one line');
    await expect(playground.rows('stdin')).toHaveText('one line');
    await playground.page.keyboard.press('ArrowUp');
    await expect(playground.stdin).toHaveValue('one line');
    await playground.page.keyboard.press('ArrowDown');
    await playground.page.keyboard.press('Control+D');
    await expect(playground.status).toHaveText(/^exited with 0/);
    await expect(playground.output).toContainText('over');
    await expect(playground.stdin).not.toBeEditable();
  });

  test('keeps stderr apart and says a failure', { tag: '@one-door' }, async ({ playground }) => {
    await playground.newTab('Bash');
    await playground.runToEnd('echo fine\necho broken >&2\nexit 3\n', /^exited with 3/);
    await expect(playground.rows('stderr')).toHaveText('broken');
    await expect(playground.rows('stdout')).toHaveText('fine');
    await expect(playground.tab('Bash')).toHaveAccessibleName(/Bash, exited with 3/);
  });

  test('shows colours as styles and markup as text', { tag: '@one-door' }, async ({ playground }) => {
    await playground.newTab('Bash');
    await playground.runToEnd("printf '\\033[31mred\\033[0m <b>plain</b>\\n10%%\\r20%%\\n'\n", /^exited with 0/);
    await expect(playground.output.getByText('red', { exact: true })).toHaveCSS(
      'color',
      /^rgb\((255|179), \d+, \d+\)$/,
    );
    await playground.expectOutput('red <b>plain</b>\n20%');
  });

  test('gets its arguments, and none that cannot be read', { tag: '@one-door' }, async ({ playground }) => {
    await playground.newTab('Bash');
    await playground.args.fill('one "two three"');
    await playground.runToEnd('printf "[%s]" "$@"\n', /^exited with 0/);
    await playground.expectOutput('[one][two three]');
    await playground.args.fill('one "two');
    await expect(playground.page.locator('.args-problem')).toHaveText('A double quote is not closed.');
    await playground.run();
    await expect(playground.status).toHaveText('did not run');
    await expect(playground.output).toContainText('Close the quote');
  });

  test('ends when it is stopped, and a new one ends the former', async ({ playground }) => {
    await playground.newTab('Bash');
    await playground.type('echo started\nsleep 1000\n');
    await playground.run();
    await expect(playground.output).toContainText('started');
    await playground.stop();
    await expect(playground.status).toHaveText(/^stopped after/);
    await expect(playground.stopButton).toBeDisabled();

    await playground.run();
    await expect(playground.output).toContainText('started');
    await playground.type('echo second\n');
    await playground.run();
    await expect(playground.status).toHaveText(/^exited with 0/);
    await playground.expectOutput('second');
  });

  test('that does not compile says so', { tag: '@one-door' }, async ({ playground }) => {
    await playground.newTab('C');
    await playground.runToEnd('int main(void) {\n  return nothing;\n}\n', /^did not compile \(exit code \d+\)$/);
    await expect(playground.rows('stderr').first()).toBeVisible();
  });
});

test.describe('the output', () => {
  test('is found in, copied as plain text, and cleared', async ({ playground }) => {
    await playground.newTab('Bash');
    const readCopied = await playground.catchClipboard();
    await playground.runToEnd(
      "for i in $(seq 1 3000); do printf '\\033[32mline %d\\033[0m\\n' $i; done\n",
      /^exited with 0/,
    );
    await playground.output.focus();
    await playground.page.keyboard.press('ControlOrMeta+F');
    await playground.page.getByRole('textbox', { name: 'Find in output' }).fill('LINE 77');
    await expect(playground.page.getByText('1 of 11', { exact: true })).toBeVisible();
    await expect(playground.output.locator('.output-match-current').first()).toBeVisible();
    await playground.page.keyboard.press('Enter');
    await expect(playground.page.getByText('2 of 11', { exact: true })).toBeVisible();
    await expect(playground.output.getByText('line 770')).toBeVisible();
    await playground.page.keyboard.press('Escape');

    const all = Array.from({ length: 3000 }, (_, index) => `line ${index + 1}\n`).join('');
    await playground.page.getByRole('button', { name: 'Copy all output' }).click();
    await expect.poll(readCopied).toBe(all);
    await playground.output.focus();
    await playground.page.keyboard.press('ControlOrMeta+A');
    await playground.page.keyboard.press('ControlOrMeta+C');
    await expect.poll(readCopied).toBe(all);

    await playground.page.getByRole('button', { name: 'Clear output' }).click();
    await playground.expectOutput('');
  });

  test('follows its end until it is scrolled up', { tag: '@one-door' }, async ({ playground }) => {
    await playground.newTab('Bash');
    await playground.type('for i in $(seq 1 500); do echo "line $i"; done\nread -r\nseq 501 1000\nread -r\n');
    await playground.run();
    await expect(playground.output.getByText('line 500', { exact: true })).toBeInViewport();
    await playground.output.hover();
    await playground.page.mouse.wheel(0, -2000);
    const jump = playground.page.getByRole('button', { name: 'Jump to end' });
    await expect(jump).toBeVisible();
    const before = await playground.stillOutputText();
    const readHeight = () => playground.output.evaluate(({ scrollHeight }) => scrollHeight);
    const heightBefore = await readHeight();
    await playground.sendStdin('go on');
    await expect.poll(readHeight).toBeGreaterThan(1.9 * heightBefore);
    await expect(jump).toBeVisible();
    await playground.expectOutput(before);
    await playground.page.keyboard.press('Control+PageUp');
    await playground.page.keyboard.press('Control+PageDown');
    await playground.expectOutput(before);
    await jump.click();
    await expect(playground.output.getByText('1000', { exact: true })).toBeInViewport();
    await expect(jump).toBeHidden();
    await playground.stop();
    await expect(playground.status).toHaveText(/^stopped/);
  });

  test('stays selected in a flood, whatever is drawn around it', { tag: '@one-door' }, async ({ playground }) => {
    await playground.newTab('Bash');
    const readCopied = await playground.catchClipboard();
    await playground.type('for ((i = 0; ; i++)); do echo "line $i"; done\n');
    await playground.run();
    // The lines that a flood shows are others at each look.
    await expect(playground.output).toContainText(/line \d/);
    await expect(playground.rows('stdout').nth(5)).toBeAttached();
    await playground.output.focus();
    const selected = await playground
      .rows('stdout')
      .nth(5)
      .evaluate((row) => {
        document.getSelection()?.selectAllChildren(row.querySelector('.output-text')!);
        return row.textContent;
      });
    const readLast = async () => Math.max(...((await playground.outputText()).match(/\d+/g) ?? []).map(Number));
    const before = await readLast();
    await expect.poll(readLast).toBeGreaterThan(before + 1000);
    expect(await playground.page.evaluate(() => document.getSelection()?.toString())).toBe(selected);
    await playground.page.keyboard.press('ControlOrMeta+C');
    await expect.poll(readCopied).toBe(selected);
    await playground.stop();
    await expect(playground.status).toHaveText(/^stopped/);
  });

  test('of a flood is bounded, says what was dropped, and a click is answered meanwhile', async ({ playground }) => {
    await playground.newTab('Bash');
    await playground.type('yes "a line of output that a program prints without end"\n');
    await playground.page.evaluate(() => {
      const latencies: number[] = [];
      Object.assign(window, { latencies });
      // From the press of the button to the task after the frame that shows its effect.
      window.addEventListener(
        'pointerdown',
        ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => latencies.push(performance.now() - timeStamp))),
        { capture: true },
      );
    });
    await playground.run();
    await expect(playground.output).toContainText('a line of output');
    const wrap = playground.page.getByRole('button', { name: 'Wrap long lines' });
    for (let count = 0; count < 10; count++) await wrap.click();
    const readLatencies = () =>
      playground.page.evaluate(() => (window as unknown as { latencies: number[] }).latencies);
    // The last click may return before the frame that shows its effect.
    await expect.poll(async () => (await readLatencies()).length).toBe(10);
    const latencies = await readLatencies();
    const sorted = latencies.map(Math.round).sort((a, b) => a - b);
    const said = `clicks were answered after ${sorted.join(', ')} ms`;
    expect(sorted[5], said).toBeLessThan(100);
    // Engine, flood and browser share this machine's cores, so single clicks may meet another's turn.
    expect(sorted[9], said).toBeLessThan(300);
    await expect(playground.status).toHaveText('printed more than 16 MB', { timeout: 30_000 });
    await expect(playground.output.locator('[data-system="outcome"]')).toBeInViewport();
    expect(await playground.outputText()).not.toContain('dropped');
  });
});

test.describe('tabs', () => {
  test('are opened, renamed, moved, switched, closed and brought back by keyboard', async ({ playground }) => {
    const { page } = playground;
    const [first = ''] = await playground.titles();
    await playground.newTab('Bash');
    await playground.newTab('Lua');
    await playground.expectTitles([first, 'Bash', 'Lua']);

    await page.keyboard.press('F2');
    await page.keyboard.insertText('Sorting');
    await page.keyboard.press('Enter');
    await expect(playground.tab('Sorting')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Control+Shift+PageUp');
    await playground.expectTitles([first, 'Sorting', 'Bash']);
    await page.keyboard.press('Alt+3');
    await expect(playground.tab('Bash')).toHaveAttribute('aria-selected', 'true');

    await playground.type('echo kept\n');
    await page.keyboard.press('Alt+W');
    await playground.expectTitles([first, 'Sorting']);
    await page.keyboard.press('Alt+Shift+T');
    await playground.expectTitles([first, 'Sorting', 'Bash']);
    await expect(playground.editor).toContainText('echo kept');
  });

  test('are renamed, moved and closed by mouse', { tag: '@one-door' }, async ({ playground }) => {
    await playground.newTab('Bash');
    const [first = ''] = await playground.titles();
    await playground.tab('Bash').dblclick();
    await playground.page.keyboard.insertText('Shell');
    await playground.page.keyboard.press('Enter');
    await playground.tab('Shell').dragTo(playground.tab(first), { targetPosition: { x: 4, y: 10 } });
    await playground.expectTitles(['Shell', first]);
    await playground.tab('Shell').click({ button: 'middle' });
    await playground.expectTitles([first]);
    await playground.page.getByTitle(`Close ${first}`).click();
    await expect(playground.page.getByRole('heading', { name: 'No tab is open' })).toBeVisible();
  });

  test('find a language by alias and file ending, and say which are ready', { tag: '@one-door' }, async ({
    playground,
  }) => {
    await playground.page.getByRole('button', { name: 'New tab' }).click();
    const dialog = playground.page.getByRole('dialog', { name: 'New tab' });
    await dialog.getByRole('combobox').fill('.rs');
    await expect(dialog.getByRole('option').first()).toContainText('Rust');
    await expect(dialog.getByRole('option').first()).toContainText(/ready|to be fetched/);
    await playground.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });
});

test('tabs, text, arguments, theme and layout survive a restart, and nothing runs by itself', async ({
  doorKind,
  dataDir,
}) => {
  const Door = doorKind === 'desktop' ? DesktopDoor : BrowserDoor;
  {
    await using door = await Door.launch({ dataDir });
    const playground = new PlaygroundPage(door.page);
    await playground.waitUntilReady();
    await playground.newTab('Bash');
    await playground.args.fill('--kept');
    await playground.page.keyboard.press('ControlOrMeta+Shift+L');
    await playground.page.getByRole('button', { name: 'Menu' }).click();
    await playground.page.getByRole('menuitemradio', { name: 'Light' }).click();
    await playground.type('echo typed just before the end');
    await door.quit();
  }
  await using door = await Door.launch({ dataDir });
  const playground = new PlaygroundPage(door.page);
  await playground.waitUntilReady();
  await expect(playground.tab('Bash')).toHaveAttribute('aria-selected', 'true');
  await expect(playground.editor).toContainText('echo typed just before the end');
  await expect(playground.args).toHaveValue('--kept');
  await expect(playground.page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(playground.page.getByRole('button', { name: 'Put output beside' })).toBeVisible();
  await expect(playground.status).toHaveText('');
});

test('the theme follows the system until it is chosen, in the editor too', { tag: '@one-door' }, async ({
  playground,
}) => {
  const { page } = playground;
  const background = () => playground.editor.evaluate((element) => getComputedStyle(element).backgroundColor);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(background).toBe('rgb(26, 29, 34)');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(background).toBe('rgb(255, 255, 255)');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect.poll(background).toBe('rgb(26, 29, 34)');
});

test.describe('without Docker', () => {
  test.use({ environment: { RUNYARD_DOCKER_HOST: 'unix:///nowhere/docker.sock' } });

  test('a banner says what needs it and why, editing goes on, and a run explains itself', { tag: '@one-door' }, async ({
    playground,
  }) => {
    await expect(playground.engineBanner).toBeHidden();
    await playground.newTab('Bash');
    await expect(playground.engineBanner).toContainText('Bash needs Docker.');
    await playground.engineBanner.getByRole('button', { name: 'Details' }).click();
    const dialog = playground.page.getByRole('dialog', { name: 'Docker doctor' });
    await expect(dialog.getByRole('cell').first()).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await playground.type('echo "still editable"');
    await expect(playground.editor).toContainText('still editable');
    await playground.run();
    await expect(playground.status).toHaveText('did not run');
    await expect(playground.output).toContainText('Bash needs Docker.');
    await expect(playground.output.getByRole('button', { name: 'Run again' })).toBeVisible();
  });
});
