/** What a tab looks like in its other states: with nothing run, at work, in a terminal, of several files, from a link. */
import { expect } from '@playwright/test';
import { InputsPage } from '../../e2e/pages/inputs-page';
import { ShownTab } from '../../e2e/pages/shown-tab';
import { TerminalPage } from '../../e2e/pages/terminal-page';
import { commands } from '../../renderer/words/en/commands';
import type { PicturedWindow } from './pictured-window';
import { colours, divided, flood, growing, squares } from './programs';
import type { Scene } from './scene';

/** A program that has ended, by the words that say how. */
function outcomeOf(name: string, language: string, code: string, outcome: RegExp): Scene {
  return {
    name,
    async arrange(window) {
      await window.startAfresh(language);
      await window.playground.runToEnd(code, outcome);
      await window.restPointer();
    },
  };
}

const pressEscape = ({ page }: PicturedWindow): Promise<void> => page.keyboard.press('Escape');

export const stateScenes: readonly Scene[] = [
  {
    name: 'empty',
    arrange: (window) => window.startAfresh('Python'),
  },
  outcomeOf('traceback', 'Python', divided, /^exited with 1/),
  outcomeOf('out-of-memory', 'Python', growing, /^ran out of memory/),
  outcomeOf('too-much-output', 'Python', flood, /^printed more than/),
  outcomeOf('nothing-printed', 'Python', 'x = 1\n', /^exited with 0/),
  {
    name: 'running',
    async arrange(window) {
      await window.startAfresh('Python');
      await window.playground.type('print("working", flush=True)\nimport time; time.sleep(600)\n');
      await window.playground.run();
      await expect(window.playground.output).toContainText('working');
      await window.restPointer();
    },
    async leave({ playground }) {
      await playground.stop();
      await expect(playground.status).toHaveText(/^stopped/);
    },
  },
  {
    name: 'terminal',
    async arrange(window) {
      await window.startAfresh('Python');
      const terminal = new TerminalPage(window.page);
      await terminal.toggle.click();
      await window.playground.type(colours);
      await window.playground.run();
      await terminal.see('>>>');
      await window.restPointer();
    },
    async leave({ playground }) {
      await playground.stop();
      await expect(playground.status).toHaveText(/^stopped/);
    },
  },
  {
    name: 'pinned',
    async arrange(window) {
      await window.startAfresh('JavaScript');
      const tab = new ShownTab(window.page, 'JavaScript');
      await tab.type(squares(2));
      await tab.run();
      await window.page.keyboard.press('Alt+P');
      await tab.type(squares(3));
      await tab.run();
      await window.restPointer();
    },
  },
  {
    name: 'earlier-run',
    async arrange(window) {
      const runs = await new ShownTab(window.page, 'JavaScript').listRuns();
      await runs.last().click();
      await window.restPointer();
    },
    leave: pressEscape,
  },
  {
    name: 'saved-input',
    async arrange(window) {
      await window.startAfresh('Python');
      const { page, playground } = window;
      await page.getByRole('button', { name: 'Show input for each run' }).click();
      await page.keyboard.insertText('Ada\nBob');
      await playground.runToEnd('for line in open(0):\n    print("got", line.strip())\n', /^exited with 0/);
      await new InputsPage(page).choice.click();
    },
    leave: pressEscape,
  },
  {
    name: 'files',
    async arrange(window) {
      await window.startAfresh('Python');
      const { page } = window;
      await page.keyboard.press('ControlOrMeta+B');
      for (const name of ['lib/sums.py', 'data/towns.csv', '../up.py']) {
        await page.getByRole('button', { name: 'New file' }).click();
        await page.getByLabel('Name of the new file').fill(name);
        await page.keyboard.press('Enter');
      }
      await expect(page.getByText('That name leaves the work folder.')).toBeVisible();
      await window.restPointer();
    },
    async leave({ page }) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+B');
    },
  },
  {
    name: 'from-a-link',
    async arrange(window) {
      const copied = await window.playground.catchClipboard();
      await window.choose(commands.copyLink);
      await window.choose(commands.openLink);
      await window.page
        .getByRole('dialog')
        .getByLabel('Link')
        .fill(await copied());
      await window.page.keyboard.press('Enter');
      await expect(window.page.getByRole('complementary', { name: 'From a link' })).toBeVisible();
    },
  },
];
