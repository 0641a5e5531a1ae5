/** What keeps somebody from using the window, as axe finds it. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * In each theme. Colours differ from one to the other, all else is the same in each. Monaco's own parts are not ours to
 * judge.
 */
export async function expectNoSeriousProblems(page: Page): Promise<void> {
  const shown = await setTheme(page, 'dark');
  for (const theme of ['dark', 'light', 'contrast']) {
    await setTheme(page, theme);
    await waitForTransitions(page);
    const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('.monaco-editor');
    if (theme !== 'dark') axe.withRules(['color-contrast']);
    const { violations } = await axe.analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${theme}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  }
  await setTheme(page, shown);
}

/** A colour on its way to another has the contrast of neither. What turns without end is left out. */
async function waitForTransitions(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

/** Past what the person has chosen; gives the one before. */
function setTheme(page: Page, theme: string): Promise<string> {
  return page.evaluate((name) => {
    const { theme: before = '' } = document.documentElement.dataset;
    document.documentElement.dataset.theme = name;
    return before;
  }, theme);
}
