/** What compilers and runtimes say of the source: links in the output, marks in the editor, and the way through them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { test as base, expect } from './fixtures';
import { LanguagesPage } from './pages/languages-page';
import { PlaygroundPage } from './pages/playground-page';

const test = base.extend<{ playground: PlaygroundPage; cursor: Locator; problems: Locator }>({
  playground: async ({ page }, use) => {
    const playground = new PlaygroundPage(page);
    await playground.waitUntilReady();
    await use(playground);
  },
  cursor: async ({ page }, use) => use(page.locator('.status-cursor')),
  problems: async ({ page }, use) => use(page.getByRole('button', { name: /^\d+ problems?$/ })),
});

test('a trace through two files of Python is followed, gone to by key, and goes when its file is edited', {
  tag: '@one-door',
}, async ({ playground, cursor, problems }) => {
  const { page, output, editor } = playground;
  const links = output.getByRole('link');
  const files = page.getByRole('listbox', { name: 'Files' });
  await playground.type('import helper\n\ndef half(n):\n    return helper.divide(n, 0)\n\nhalf(1)\n');
  await page.keyboard.press('ControlOrMeta+B');
  await page.getByRole('button', { name: 'New file' }).click();
  await page.getByLabel('Name of the new file').fill('helper.py');
  await page.keyboard.press('Enter');
  await playground.type('def divide(a, b):\n    return a / b\n');
  await files.getByText('main.py').click();
  await playground.run();
  await expect(playground.status).toHaveText(/^exited with 1/, { timeout: 30_000 });

  await expect(links).toHaveText(['main.py", line 6', 'main.py", line 4', 'helper.py", line 2']);
  await expect(output).toContainText('File "/work/main.py", line 6, in <module>');
  await links.nth(1).click();
  await expect(cursor).toHaveText('Ln 4, Col 5');
  await links.nth(2).click();
  await expect(files.getByRole('option', { selected: true })).toHaveAccessibleName('helper.py, 1 problem');
  await expect(cursor).toHaveText('Ln 2, Col 5');
  await expect(editor.locator('.squiggly-error')).toBeVisible();

  // From the other file, as the marks are there before it is shown.
  await files.getByText('main.py').click();
  await expect(problems).toHaveText('1 problem');
  await page.keyboard.press('F8');
  await expect(files.getByRole('option', { selected: true })).toHaveText(/helper\.py/);
  await expect(cursor).toHaveText('Ln 2, Col 5');
  await expect(page.locator('[role="status"][aria-live]')).toHaveText(
    'Error 1 of 1: ZeroDivisionError: division by zero, helper.py, line 2',
  );
  await expect(page.getByRole('tooltip', { name: /division by zero/ })).toBeVisible();

  await page.keyboard.press('Escape');
  await page.keyboard.insertText(' ');
  await expect(problems).toBeHidden();
  await expect(editor.locator('.squiggly-error')).toBeHidden();
});

test('errors of compilers and runtimes are links and marks in C, JavaScript and TypeScript', {
  tag: '@one-door',
}, async ({ playground, cursor, problems }) => {
  const { page, output, editor } = playground;
  await playground.newTab('C');
  await playground.runToEnd('int main(void) {\n  first();\n  return second;\n}\n', /^did not compile/);
  await expect(problems).toHaveText('2 problems');
  await expect(editor.locator('.squiggly-error, .squiggly-warning')).not.toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+O');
  await page.keyboard.press('Tab');
  await expect(output.getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cursor).toHaveText('Ln 2, Col 3');
  await expect(editor.locator('textarea, .native-edit-context').first()).toBeFocused();
  await page.keyboard.press('F8');
  await expect(cursor).toHaveText('Ln 3, Col 10');
  await problems.click();
  await expect(cursor).toHaveText('Ln 2, Col 3');
  await page.keyboard.press('Shift+F8');
  await expect(cursor).toHaveText('Ln 3, Col 10');

  const thrown = (type: string) => `function half(n${type}) {\n  throw new RangeError('odd');\n}\nhalf(3);\n`;
  // A link that is scrolled away leaves the focus to the output.
  await playground.newTab('Bash');
  await playground.runToEnd('nothing-here\nseq 1 500\n', /^exited with 0/);
  // Drawn to its end, so that there is something to scroll.
  await expect(output.getByText('500', { exact: true })).toBeInViewport();
  await output.hover();
  await page.mouse.wheel(0, -50_000);
  const link = output.getByRole('link', { name: 'main.sh: line 1' });
  await link.focus();
  await page.mouse.wheel(0, 50_000);
  await expect(link).toHaveCount(0);
  await expect(output).toBeFocused();

  for (const { language, file, type } of [
    { language: 'JavaScript', file: 'main.js', type: '' },
    { language: 'TypeScript', file: 'main.ts', type: ': number' },
  ]) {
    await playground.newTab(language);
    await playground.runToEnd(thrown(type), /^exited with 1/);
    await expect(problems).toHaveText('1 problem');
    const frame = output.getByRole('link', { name: new RegExp(`^${file}:4:\\d+$`) });
    await frame.first().click();
    await expect(cursor).toHaveText(/^Ln 4, /);
    await page.keyboard.press('F8');
    await expect(cursor).toHaveText(/^Ln 2, /);
    await playground.runToEnd('console.log(1);\n', /^exited with 0/);
    await expect(problems).toBeHidden();
  }
  // What the editor itself finds counts too, and a run does not take it away.
  await playground.runToEnd("const answer: number = 'none';\nconsole.log(answer);\n", /^exited with 0/);
  await expect(problems).toHaveText('1 problem', { timeout: 30_000 });
  await page.keyboard.press('F8');
  await expect(cursor).toHaveText('Ln 1, Col 7');
});

test('a language whose pattern takes years for a line cannot freeze the window', { tag: '@one-door' }, async ({
  playground,
  dataDir,
}) => {
  const { page, output } = playground;
  const spec = ['id: slow', 'title: Slow', 'file: main.slow', 'image: runyard/bash:debian', 'run: [bash, "{entry}"]'];
  const matchers = ['diagnostics:', "  - pattern: '^(?:[a-z]+)+:(?<line>\\d+)$'"];
  await mkdir(join(dataDir, 'specs'));
  await writeFile(join(dataDir, 'specs', 'slow.yaml'), [...spec, ...matchers, ''].join('\n'));
  const languages = new LanguagesPage(playground);
  await languages.open();
  await expect(languages.cell('Slow', 'engine')).toHaveText('Docker');
  await page.keyboard.press('Escape');
  await playground.newTab('Slow');
  await playground.runToEnd("printf '%060d!\\n' 1 | tr 0 a\necho main.slow:2\n", /^exited with 0/);
  await output.getByRole('link', { name: 'main.slow:2' }).click();
  await expect(page.locator('.status-cursor')).toHaveText('Ln 2, Col 1');
});
