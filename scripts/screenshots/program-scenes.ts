/** Views of programs and of what became of them. */
import { expect } from '@playwright/test';
import { ShownTab } from '../../e2e/pages/shown-tab';
import { brokenC, collatz, rankTowns, rubyWords, typeScriptWords } from './programs';
import type { Scene } from './scene';

export const programScenes: readonly Scene[] = [
  {
    name: 'run',
    readmeTheme: 'dark',
    async arrange(window) {
      await window.startAfresh('Python');
      await window.playground.runToEnd(collatz, /^exited with 0/);
      await window.page.keyboard.press('ControlOrMeta+Home');
    },
  },
  {
    name: 'error',
    readmeTheme: 'light',
    async arrange(window) {
      await window.startAfresh('C');
      await window.playground.runToEnd(brokenC, /^did not compile/);
      await window.restPointer();
      await window.page.keyboard.press('F8');
      await expect(window.page.getByRole('tooltip').first()).toBeVisible();
    },
    async leave({ page }) {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('tooltip')).toBeHidden();
    },
  },
  {
    name: 'split',
    readmeTheme: 'dark',
    async arrange(window) {
      const { playground, page } = window;
      await window.startAfresh('Ruby');
      await playground.runToEnd(rubyWords, /^exited with 0/);
      await playground.newTab('TypeScript');
      await playground.runToEnd(typeScriptWords, /^exited with 0/);
      await page.keyboard.press('ControlOrMeta+Home');
      await page.keyboard.press('ControlOrMeta+\\');
      await expect(new ShownTab(page, 'Ruby').output).toContainText('exited with 0');
      await expect(new ShownTab(page, 'TypeScript').output).toContainText('exited with 0');
      await window.restPointer();
    },
    async leave({ page }) {
      await page.keyboard.press('ControlOrMeta+\\');
      await expect(page.getByRole('tabpanel')).toHaveCount(1);
    },
  },
  {
    name: 'compare',
    readmeTheme: 'light',
    async arrange(window) {
      await window.startAfresh('JavaScript');
      const tab = new ShownTab(window.page, 'JavaScript');
      await window.playground.runToEnd(rankTowns('town.people / 1000'), /^exited with 0/);
      await tab.type(rankTowns('town.people / town.area'));
      await tab.run();
      await window.restPointer();
      await window.page.keyboard.press('Alt+D');
      await expect(tab.comparison.locator('.modified .view-line', { hasText: 'Delft' })).toBeVisible();
    },
    async leave({ page }) {
      await page.keyboard.press('Alt+D');
      await expect(page.getByRole('region', { name: 'Comparison' })).toBeHidden();
    },
  },
  {
    name: 'input',
    async arrange(window) {
      await window.startAfresh('Python');
      const { playground, page } = window;
      await playground.type('import sys\nprint("ready", file=sys.stderr)\nprint("Hello,", input("Who is there? "))\n');
      await playground.args.fill('--verbose "two words"');
      await page.keyboard.press('ControlOrMeta+B');
      await playground.run();
      await expect(playground.output).toContainText('Who is there?');
      await playground.output.focus();
      await page.keyboard.press('ControlOrMeta+F');
      await page.getByRole('textbox', { name: 'Find in output' }).fill('there');
    },
    async leave({ playground, page }) {
      await page.keyboard.press('Escape');
      await playground.sendStdin('Ada');
      await expect(playground.status).toHaveText(/^exited with 0/);
      await page.keyboard.press('ControlOrMeta+B');
    },
  },
];
